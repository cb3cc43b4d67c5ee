"""The network in PyTorch, as its users write it."""

import torch
from torch import nn

from answering import answer

torch.set_num_threads(1)
torch.manual_seed(1)


class Network:
    def begin(self, layers, training, test):
        parts = []
        for weights, biases in layers:
            linear = nn.Linear(weights.shape[1], weights.shape[0])
            linear.weight.data = torch.from_numpy(weights)
            linear.bias.data = torch.from_numpy(biases)
            parts += [linear, nn.Sigmoid()]
        self.model = nn.Sequential(*parts)
        self.inputs = torch.from_numpy(training[0])
        classes = torch.from_numpy(training[1]).long()
        self.targets = nn.functional.one_hot(classes, len(layers[-1][1])).float()
        self.test_inputs, self.test_labels = (torch.from_numpy(part) for part in test)

    def train(self, examples, batch_size, rate):
        optimiser = torch.optim.SGD(self.model.parameters(), lr=rate)
        order = torch.randperm(len(self.inputs))[:examples]
        for chosen in order.split(batch_size):
            outputs = self.model(self.inputs[chosen])
            cost = ((outputs - self.targets[chosen]) ** 2).sum() / len(chosen)
            optimiser.zero_grad()
            cost.backward()
            optimiser.step()

    def evaluate(self):
        with torch.no_grad():
            return int((self.model(self.test_inputs).argmax(1) == self.test_labels).sum())


answer(f"PyTorch {torch.__version__}", Network())
