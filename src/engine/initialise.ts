import { randomStream } from '../shared/random'
import { parameterCount, type Initialisation } from '../shared/run-config'
import { layerViews, type Network } from './network'

/** The variance of a layer's start weights. */
type Variance = (layer: { inputs: number; outputs: number; isHidden: boolean }) => number

/**
 * A neuron adds up one term an input, so a variance of 1 / inputs keeps its weighted input near 1,
 * however many inputs there are.
 */
const VARIANCES: Record<Initialisation, Variance> = {
  scaled: ({ inputs }) => 1 / inputs,
  /** ReLU throws half away: hidden layers start with twice the variance (He et al. 2015). */
  he: ({ inputs, isHidden }) => (isHidden ? 2 : 1) / inputs,
  /** Between what suits the way forward and the way back (Glorot and Bengio 2010). */
  xavier: ({ inputs, outputs }) => 2 / (inputs + outputs),
  /** Nielsen's book: wide layers begin saturated. */
  normal: () => 1,
  /** All neurons of a layer stay alike for ever: it fails. */
  zero: () => 0
}

/**
 * The weights that a run starts from, in the flat layout: normal with mean 0. Biases are 0; with
 * "normal" they are drawn too. Each layer draws from a stream of its own, weights first.
 */
export function startParameters(
  network: Network,
  initialisation: Initialisation,
  seed: number
): Float32Array {
  const parameters = new Float32Array(parameterCount(network.layers))
  layerViews(network.layers).forEach((view, layer, views) => {
    const { weights, biases, outputs } = view
    const isHidden = layer < views.length - 1
    const deviation = Math.sqrt(VARIANCES[initialisation]({ ...view, isHidden }))
    const random = randomStream(seed, 'weights', layer)
    const end = initialisation === 'normal' ? biases + outputs : biases
    // zero, and not minus zero
    for (let i = weights; i < end; i++) parameters[i] = random.normal() * deviation || 0
  })
  return parameters
}
