import { randomStream } from '../shared/random'
import { parameterCount } from '../shared/run-config'
import { layerViews, type Network } from './network'

/**
 * The random weights that a run starts from, in the flat layout; all biases are 0.
 *
 * A neuron adds up one term an input, so weights of standard deviation 1 / sqrt(inputs) keep its
 * weighted input near 1, however many inputs there are. ReLU throws half of that away: its layers
 * start sqrt(2) times larger. Each layer draws from a stream of its own.
 */
export function startParameters(network: Network, seed: number): Float32Array {
  const parameters = new Float32Array(parameterCount(network.layers))
  layerViews(network.layers).forEach(({ inputs, weights, biases }, layer, views) => {
    const isHidden = layer < views.length - 1
    const gain = isHidden && network.activation === 'relu' ? 2 : 1
    const deviation = Math.sqrt(gain / inputs)
    const random = randomStream(seed, 'weights', layer)
    for (let i = weights; i < biases; i++) parameters[i] = random.normal() * deviation
  })
  return parameters
}
