import { storedNumbers } from './stored-numbers'

/** The weights between the inputs and the first layer of neurons: what pictures can be made of. */
export interface FirstLayer {
  inputs: number
  neurons: number
  /** weights[neuron * inputs + input] */
  weights: Float32Array
  biases: Float32Array
}

/**
 * Reads the first layer out of stored parameters.
 * @param parameters float32, little-endian: per layer W[out][in], then the biases.
 * @param layers Sizes from input to output, two at least.
 * @throws RangeError when there are fewer bytes than the first layer needs.
 */
export function firstLayerOf(parameters: Uint8Array, layers: readonly number[]): FirstLayer {
  const [inputs, neurons] = layers
  return {
    inputs,
    neurons,
    weights: storedNumbers(parameters, 0, inputs * neurons),
    biases: storedNumbers(parameters, inputs * neurons, neurons)
  }
}

/** The weights that lead into one neuron, one an input. */
export function weightsInto({ inputs, weights }: FirstLayer, neuron: number): Float32Array {
  return weights.subarray(neuron * inputs, (neuron + 1) * inputs)
}

/** The largest distance of any weight from zero; 0 for none, and weights that are no numbers do not count. */
export function strongest(weights: Float32Array): number {
  let largest = 0
  for (const weight of weights) {
    const distance = Math.abs(weight)
    if (distance > largest && distance < Infinity) largest = distance
  }
  return largest
}
