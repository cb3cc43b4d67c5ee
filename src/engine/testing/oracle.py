"""Gradient descent by somebody else's arithmetic: NumPy, in float64, a batch at a time.

Usage: oracle.py FOLDER ...

Each folder holds a problem: settings.json; start.f32 and inputs.f32 (little-endian float32, layout of
network.ts; one row an example); targets.f32 (one row an example); order.u32 (one row an epoch). The
answer is written beside them: weights.f64 and costs.f64, the mean cost of each batch before its step.
"""

import json
import sys
from pathlib import Path

import numpy

HIDDEN = {
    "sigmoid": (lambda z: 1 / (1 + numpy.exp(-z)), lambda z, a: a * (1 - a)),
    "tanh": (numpy.tanh, lambda z, a: 1 - a**2),
    "relu": (lambda z: numpy.maximum(z, 0), lambda z, a: (z > 0).astype(float)),
}


def softmax(z):
    powers = numpy.exp(z - z.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def costs_and_errors(output, z, targets):
    """The cost of each example, and its derivative by the weighted inputs z of the output layer."""
    if output == "softmax":
        answers = softmax(z)
        return -numpy.log((answers * targets).sum(axis=1)), answers - targets
    answers = 1 / (1 + numpy.exp(-z)) if output == "sigmoid" else z
    slope = answers * (1 - answers) if output == "sigmoid" else 1
    differences = answers - targets
    return (differences**2).sum(axis=1), 2 * differences * slope


def unflatten(layers, numbers):
    """Per layer the matrix W[out][in] and the vector of biases, as views of the flat numbers."""
    views, offset = [], 0
    for inputs, outputs in zip(layers, layers[1:]):
        matrix = numbers[offset : offset + inputs * outputs].reshape(outputs, inputs)
        offset += inputs * outputs
        views.append((matrix, numbers[offset : offset + outputs]))
        offset += outputs
    return views


def batch_gradient(settings, parameters, inputs, targets):
    """The mean cost of a batch and the gradient of it and of the penalty, flat."""
    activate, slope = HIDDEN[settings["activation"]]
    layers = unflatten(settings["layers"], parameters)
    weighted, answers = [], [inputs]
    for matrix, biases in layers:
        weighted.append(answers[-1] @ matrix.T + biases)
        answers.append(activate(weighted[-1]))
    costs, errors = costs_and_errors(settings["output"], weighted[-1], targets)
    gradient = numpy.zeros_like(parameters)
    views = unflatten(settings["layers"], gradient)
    for layer in reversed(range(len(layers))):
        matrix, _ = layers[layer]
        views[layer][0][:] = errors.T @ answers[layer] / len(inputs) + settings["penalty"] * matrix
        views[layer][1][:] = errors.mean(axis=0)
        if layer > 0:
            errors = (errors @ matrix) * slope(weighted[layer - 1], answers[layer])
    return costs.mean(), gradient


def descend(settings, parameters, inputs, targets, order):
    mean = numpy.zeros_like(parameters)
    square = numpy.zeros_like(parameters)
    costs = []
    for epoch in order:
        for first in range(0, len(epoch), settings["batchSize"]):
            batch = epoch[first : first + settings["batchSize"]]
            cost, gradient = batch_gradient(settings, parameters, inputs[batch], targets[batch])
            costs.append(cost)
            if settings["reduction"] == "sum":
                gradient *= len(batch)
            if settings["optimiser"] == "plain":
                change = gradient
            elif settings["optimiser"] == "momentum":
                mean = settings["momentum"] * mean + gradient
                change = mean
            else:
                step = len(costs)
                mean = 0.9 * mean + 0.1 * gradient
                square = 0.999 * square + 0.001 * gradient**2
                # the engine adds 1e-8 to the square root before the bias of the squares is corrected
                correction = numpy.sqrt(1 - 0.999**step)
                change = (mean / (1 - 0.9**step)) / ((numpy.sqrt(square) + 1e-8) / correction)
            parameters -= settings["rate"] * change
    return parameters, numpy.array(costs)


def solve(folder):
    settings = json.loads((folder / "settings.json").read_text())

    def read(name, kind):
        return numpy.fromfile(folder / name, dtype=kind)

    parameters = read("start.f32", "<f4").astype(float)
    inputs = read("inputs.f32", "<f4").astype(float).reshape(-1, settings["layers"][0])
    targets = read("targets.f32", "<f4").astype(float).reshape(-1, settings["layers"][-1])
    order = read("order.u32", "<u4").reshape(-1, len(inputs))
    weights, costs = descend(settings, parameters, inputs, targets, order)
    weights.astype("<f8").tofile(folder / "weights.f64")
    costs.astype("<f8").tofile(folder / "costs.f64")


for name in sys.argv[1:]:
    solve(Path(name))
