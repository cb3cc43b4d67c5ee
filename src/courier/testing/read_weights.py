"""Reads weights as Downhill saves them, and answers with them: NumPy, and nothing of Downhill.

Usage: read_weights.py INPUTS.f32 OUTPUTS WEIGHTS...

INPUTS has one row an example (little-endian float32); each of WEIGHTS is an .npz or a .safetensors file. What they
answer is written into the folder OUTPUTS: 0.f64, 1.f64 and so on.
"""

import json
import struct
import sys
from pathlib import Path

import numpy

ACTIVATIONS = {
    "sigmoid": lambda z: 1 / (1 + numpy.exp(-z)),
    "tanh": numpy.tanh,
    "relu": lambda z: numpy.maximum(z, 0),
    "step": lambda z: (z >= 0).astype(float),
}


def softmax(z):
    powers = numpy.exp(z - z.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


OUTPUTS = {"softmax": softmax, "sigmoid": ACTIVATIONS["sigmoid"]}


def read_npz(path):
    archive = numpy.load(path)
    arrays = {name: archive[name] for name in archive.files if name != "meta.json"}
    return arrays, json.loads(archive["meta.json"])


def read_safetensors(path):
    contents = Path(path).read_bytes()
    (length,) = struct.unpack("<Q", contents[:8])
    header = json.loads(contents[8 : 8 + length])
    facts = header.pop("__metadata__")
    arrays = {}
    for name, entry in header.items():
        begin, end = entry["data_offsets"]
        assert entry["dtype"] == "F32"
        numbers = numpy.frombuffer(contents[8 + length + begin : 8 + length + end], dtype="<f4")
        arrays[name] = numbers.reshape(entry["shape"])
    return arrays, {**facts, "layers": json.loads(facts["layers"])}


def answers(weights_file, inputs_file):
    arrays, facts = (read_npz if weights_file.endswith(".npz") else read_safetensors)(weights_file)
    a = numpy.fromfile(inputs_file, dtype="<f4").astype(float).reshape(-1, facts["layers"][0])
    last = len(facts["layers"]) - 1
    for layer in range(1, last + 1):
        matrix, biases = arrays[f"W{layer}"], arrays[f"b{layer}"]
        assert matrix.dtype == biases.dtype == numpy.float32
        z = a @ matrix.T.astype(float) + biases
        a = (OUTPUTS[facts["outputActivation"]] if layer == last else ACTIVATIONS[facts["hiddenActivation"]])(z)
    return a


inputs, outputs_folder, *weights = sys.argv[1:]
for place, file in enumerate(weights):
    answers(file, inputs).astype("<f8").tofile(Path(outputs_folder) / f"{place}.f64")
