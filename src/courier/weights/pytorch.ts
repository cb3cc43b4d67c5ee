import type { RunConfig } from '../../shared/run-config'
import type { StoredNetwork } from './stored-network'

/**
 * A script that rebuilds the network in PyTorch, loads its weights, tests them, and goes on training
 * with the same settings. Only what these settings need stands in it, so that it can be read.
 *
 * @param weightsFile name of the .npz that will lie beside it.
 */
export function toPytorch(network: StoredNetwork, weightsFile: string): string {
  const { config } = network
  const parts = [
    introduction(network),
    settings(network, weightsFile),
    config.activation === 'step' ? STEP : '',
    NETWORK.replace('ACTIVATION', ACTIVATION_MODULES[config.activation]),
    network.output === 'softmax' ? SOFTMAX_COST : SQUARED_COST,
    DATA,
    config.shift > 0 ? SHIFT : '',
    training(config),
    MAIN
  ]
  return `${parts
    .filter((part) => part !== '')
    .map((part) => part.trim())
    .join('\n\n\n')}\n`
}

/** JSON's texts are texts of Python, too. */
const literal = (value: string): string => JSON.stringify(value)

function introduction({ config }: StoredNetwork): string {
  const left = leftOut(config)
  return `
"""A network trained in Downhill, rebuilt in PyTorch: tested, and trained on.

    pip install torch torchvision numpy
    python THIS_FILE.py --epochs 5

The .npz file must lie beside this one. MNIST is downloaded once, into the folder "data".${
    left.length === 0 ? '' : `\n\nNot carried over: ${left.join('; ')}.`
  }
"""

import argparse
from pathlib import Path

import numpy
import torch
from torch import nn
from torchvision.datasets import MNIST`
}

/** What the script does otherwise than the run did. */
function leftOut(config: RunConfig): string[] {
  return [
    ...(config.schedule === 'constant'
      ? []
      : [`the falling learning rate (${config.schedule}): here it stays as it is given`]),
    ...(config.optimiser === 'plain' ? [] : ['what the optimiser remembered']),
    ...(config.heldOut > 0 || config.subset > 0
      ? ['which of the training images it learnt from: here from all']
      : []),
    ...(config.shuffledLabels > 0 ? ['the labels dealt out anew: here they are right'] : [])
  ]
}

function settings(network: StoredNetwork, weightsFile: string): string {
  const { config, layers, runName, epoch, step, testAccuracy, learningRate } = network
  const extra = [
    config.l2 > 0 ? `L2 = ${config.l2}  # lambda of lambda/(2n) * the sum of squared weights` : '',
    config.shift > 0 ? `SHIFT = ${config.shift}  # pixels, at most` : ''
  ].filter((line) => line !== '')
  return `
RUN = ${literal(runName)}
WEIGHTS = Path(__file__).with_name(${literal(weightsFile)})
EPOCH = ${epoch}  # the weights are those after so many epochs (${step} steps)
STORED_ACCURACY = ${testAccuracy ?? 'None'}  # on the test images, as Downhill measured it

LAYERS = [${layers.join(', ')}]
BATCH_SIZE = ${config.batchSize}
LEARNING_RATE = ${learningRate}
${extra.join('\n')}`
}

const STEP = `
class Step(nn.Module):
    """All or nothing: no slope to roll down, so that only the last layer learns."""

    def forward(self, z):
        return (z >= 0).float()`

const ACTIVATION_MODULES: Record<RunConfig['activation'], string> = {
  sigmoid: 'nn.Sigmoid()',
  relu: 'nn.ReLU()',
  tanh: 'nn.Tanh()',
  step: 'Step()'
}

const NETWORK = `
def build_network():
    """From pixels to z, the weighted inputs of the last layer."""
    parts = []
    for inputs, outputs in zip(LAYERS, LAYERS[1:]):
        parts += [nn.Linear(inputs, outputs), ACTIVATION]
    return nn.Sequential(*parts[:-1])


def load_weights(network):
    arrays = numpy.load(WEIGHTS)
    linears = [part for part in network if isinstance(part, nn.Linear)]
    with torch.no_grad():
        for number, linear in enumerate(linears, start=1):
            linear.weight.copy_(torch.from_numpy(arrays[f"W{number}"]))
            linear.bias.copy_(torch.from_numpy(arrays[f"b{number}"]))`

const SOFTMAX_COST = `
def answers(z):
    return torch.softmax(z, dim=1)


def cost(z, labels):
    """The mean over the batch of -log of the right answer."""
    return nn.functional.cross_entropy(z, labels)`

const SQUARED_COST = `
def answers(z):
    return torch.sigmoid(z)


def cost(z, labels):
    """The mean over the batch of the sum of squared differences."""
    wanted = nn.functional.one_hot(labels, LAYERS[-1])
    return ((answers(z) - wanted) ** 2).sum(dim=1).mean()`

const DATA = `
def load_mnist(train):
    """Pictures as rows of 784 numbers, 0 (paper) to 1 (ink), and their labels."""
    data = MNIST("data", train=train, download=True)
    return data.data.reshape(-1, LAYERS[0]).float() / 255, data.targets


def accuracy(network, images, labels):
    with torch.no_grad():
        return (answers(network(images)).argmax(dim=1) == labels).float().mean().item()`

const SHIFT = `
def shifted(images):
    """Each picture moved by up to SHIFT pixels; ink that leaves it vanishes."""
    padded = nn.functional.pad(images.reshape(-1, 28, 28), [SHIFT] * 4)
    moves = torch.randint(0, 2 * SHIFT + 1, (len(images), 2)).tolist()
    moved = [image[y : y + 28, x : x + 28] for image, (y, x) in zip(padded, moves)]
    return torch.stack(moved).reshape(-1, LAYERS[0])`

function optimiser({ optimiser: kind, momentum }: RunConfig): string {
  switch (kind) {
    case 'plain':
      return 'torch.optim.SGD(network.parameters(), lr=rate)'
    case 'momentum':
      return `torch.optim.SGD(network.parameters(), lr=rate, momentum=${momentum})`
    case 'adam':
      return 'torch.optim.Adam(network.parameters(), lr=rate)'
  }
}

function training(config: RunConfig): string {
  const pictures = config.shift > 0 ? 'shifted(images[batch])' : 'images[batch]'
  const penalty =
    config.l2 > 0
      ? `
            weights = [part.weight for part in network if isinstance(part, nn.Linear)]
            loss = loss + L2 / (2 * len(images)) * sum((weight**2).sum() for weight in weights)`
      : ''
  const sum =
    config.reduction === 'sum'
      ? `
            loss = loss * len(batch)  # a step follows the sum of the gradients, not their mean`
      : ''
  return `
def train(network, images, labels, epochs, rate):
    """One line after each epoch."""
    test_images, test_labels = load_mnist(train=False)
    optimiser = ${optimiser(config)}
    for epoch in range(EPOCH + 1, EPOCH + 1 + epochs):
        for batch in torch.randperm(len(images)).split(BATCH_SIZE):
            loss = cost(network(${pictures}), labels[batch])${penalty}${sum}
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
        print(f"epoch {epoch}: {accuracy(network, test_images, test_labels):.2%} of the test images")`
}

const MAIN = `
def main():
    parser = argparse.ArgumentParser(description=f"Goes on with {RUN} of Downhill.")
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--rate", type=float, default=LEARNING_RATE, help="the learning rate")
    parser.add_argument("--save", metavar="FILE.pt", help="writes the trained weights")
    options = parser.parse_args()

    network = build_network()
    load_weights(network)
    found = accuracy(network, *load_mnist(train=False))
    stored = "" if STORED_ACCURACY is None else f" (Downhill: {STORED_ACCURACY:.2%})"
    print(f"{RUN}, epoch {EPOCH}: {found:.2%} of the test images{stored}")

    train(network, *load_mnist(train=True), options.epochs, options.rate)
    if options.save:
        torch.save(network.state_dict(), options.save)


if __name__ == "__main__":
    main()`
