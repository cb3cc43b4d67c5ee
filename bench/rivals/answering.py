"""What the Python rivals share: they answer a line with a line (answering.mjs says which)."""

import json
import sys
import time

import numpy as np


def _read_part(part):
    count, size = part["count"], part["inputSize"]
    if part["areBytes"]:
        inputs = np.fromfile(part["inputs"], np.uint8).astype(np.float32) / np.float32(255)
    else:
        inputs = np.fromfile(part["inputs"], np.float32)
    return inputs.reshape(count, size), np.fromfile(part["labels"], np.uint8)


def _read_layers(sizes, file):
    """Cuts the flat parameters: of each layer the weights W[out][in], then the biases."""
    parameters = np.fromfile(file, np.float32)
    layers, start = [], 0
    for inputs, outputs in zip(sizes, sizes[1:]):
        weights = parameters[start : start + inputs * outputs].reshape(outputs, inputs)
        start += inputs * outputs
        biases = parameters[start : start + outputs]
        start += outputs
        layers.append((weights.copy(), biases.copy()))
    return layers


def _timed(work):
    before = time.process_time()
    result = work()
    return {"seconds": time.process_time() - before, "correct": result}


def answer(name, rival):
    """Says who is here, and then answers the lines of standard input until there are no more.

    rival has begin(layers, training, test), where a part is (inputs, labels); train(examples,
    batch_size, rate); and evaluate(), how many test examples are answered rightly.
    """

    def say(message):
        print(json.dumps(message), flush=True)

    data_name, data = None, None
    say({"name": name})
    for line in sys.stdin:
        request = json.loads(line)
        if request["do"] == "begin":
            if request["data"]["name"] != data_name:
                data_name = request["data"]["name"]
                data = [_read_part(request["data"][part]) for part in ("training", "test")]
            rival.begin(_read_layers(request["layers"], request["parameters"]), *data)
            say({})
        elif request["do"] == "train":
            examples, batch_size = request["examples"], request["batchSize"]
            say(_timed(lambda: rival.train(examples, batch_size, request["rate"])))
        else:
            say(_timed(rival.evaluate))
