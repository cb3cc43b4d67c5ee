"""The network in numpy, whole batches at a time."""

import numpy as np

from answering import answer


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


class Network:
    def begin(self, layers, training, test):
        self.weights = [np.ascontiguousarray(weights.T) for weights, _ in layers]
        self.biases = [biases for _, biases in layers]
        self.inputs, labels = training
        self.targets = np.eye(len(self.biases[-1]), dtype=np.float32)[labels]
        self.test = test
        self.random = np.random.default_rng(1)

    def forward(self, inputs):
        activations = [inputs]
        for weights, biases in zip(self.weights, self.biases):
            activations.append(sigmoid(activations[-1] @ weights + biases))
        return activations

    def step(self, chosen, rate):
        activations = self.forward(self.inputs[chosen])
        outputs = activations[-1]
        scale = np.float32(2 / len(chosen))
        delta = scale * (outputs - self.targets[chosen]) * outputs * (1 - outputs)
        for layer in reversed(range(len(self.weights))):
            below = activations[layer]
            gradient = below.T @ delta
            bias_gradient = delta.sum(axis=0)
            if layer > 0:
                delta = (delta @ self.weights[layer].T) * below * (1 - below)
            gradient *= rate
            self.weights[layer] -= gradient
            self.biases[layer] -= rate * bias_gradient

    def train(self, examples, batch_size, rate):
        order = self.random.permutation(len(self.inputs))[:examples]
        for first in range(0, examples, batch_size):
            self.step(order[first : first + batch_size], np.float32(rate))

    def evaluate(self):
        inputs, labels = self.test
        return int((self.forward(inputs)[-1].argmax(axis=1) == labels).sum())


answer(f"numpy {np.__version__}", Network())
