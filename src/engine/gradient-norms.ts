import { layerViews, type Network } from './network'

/**
 * The length of a gradient in each layer, weights and biases together, from the first hidden layer
 * to the output. `gradient`: in the flat layout of network.ts.
 */
export function gradientNorms(network: Network, gradient: Float32Array): number[] {
  return layerViews(network.layers).map(({ weights, biases, outputs }) => {
    let sum = 0
    for (const part of gradient.subarray(weights, biases + outputs)) sum += part * part
    return Math.sqrt(sum)
  })
}
