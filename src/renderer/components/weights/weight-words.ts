import { strongest, weightsInto, type FirstLayer } from '../../composables/first-layer'

/** What there is to say of the weights that lead into one neuron. */
export interface NeuronFacts {
  /** From 0. */
  neuron: number
  lowest: number
  highest: number
  bias: number
  /** The pixel whose ink moves the neuron most, up or down; from 1, as a person counts. */
  pixel: { row: number; column: number; weight: number }
}

/** @param width Pixels in a row of the input picture. */
export function neuronFacts(layer: FirstLayer, neuron: number, width: number): NeuronFacts {
  const weights = weightsInto(layer, neuron)
  const reach = strongest(weights)
  const place = Math.max(
    0,
    weights.findIndex((weight) => Math.abs(weight) === reach)
  )
  return {
    neuron,
    lowest: weights.reduce((one, other) => Math.min(one, other)),
    highest: weights.reduce((one, other) => Math.max(one, other)),
    bias: layer.biases[neuron],
    pixel: {
      row: Math.floor(place / width) + 1,
      column: (place % width) + 1,
      weight: weights[place]
    }
  }
}
