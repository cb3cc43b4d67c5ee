import { layerViews, type Network } from './network'

/**
 * The length of each layer's part of a gradient (flat layout of network.ts), weights and biases
 * together, from the first hidden layer to the output layer: where it is tiny, a layer hardly learns.
 * NaN where a part has one.
 */
export function gradientNorms({ layers }: Network, gradient: Float32Array): number[] {
  return layerViews(layers).map(({ weights, biases, outputs }) => {
    let sum = 0
    // Math.hypot would do, and differs between machines
    for (let i = weights; i < biases + outputs; i++) sum += gradient[i] * gradient[i]
    return Math.sqrt(sum)
  })
}
