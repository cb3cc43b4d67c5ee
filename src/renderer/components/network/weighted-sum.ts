import { layerSpans } from './parameter-places'

/** What one input adds to a neuron's weighted sum. */
export interface Term {
  input: number
  weight: number
  /** The input's own activation; for the first layer the pixel, 0..1. */
  activation: number
  product: number
}

export interface WeightedSum {
  /** The largest by size, largest first; of equals, as where all weights are zero, those of the strongest inputs. */
  largest: Term[]
  /** How many others there are, and what they add up to. */
  others: { count: number; sum: number }
  bias: number
  /** Of all products, and the bias: what the activation function is given. */
  z: number
}

/**
 * The sum that one neuron makes of the layer before it, in float64.
 * @param layer From 1, the first one with neurons of its own.
 * @param inputs Activations of the layer before, as many as it has neurons.
 */
export function weightedSum(
  parameters: Float32Array,
  layers: readonly number[],
  layer: number,
  neuron: number,
  inputs: ArrayLike<number>,
  most: number
): WeightedSum {
  const span = layerSpans(layers)[layer - 1]
  const from = span.weights + neuron * span.inputs
  const terms = Array.from({ length: span.inputs }, (_, input): Term => {
    const weight = parameters[from + input]
    // 0 and not -0, which would be written with its sign
    return { input, weight, activation: inputs[input], product: weight * inputs[input] + 0 }
  })
  const bias = parameters[span.biases + neuron]
  const z = terms.reduce((sum, { product }) => sum + product, 0) + bias
  const ranked = terms.sort(
    (one, other) =>
      Math.abs(other.product) - Math.abs(one.product) || other.activation - one.activation
  )
  const others = ranked.slice(most)
  return {
    largest: ranked.slice(0, most),
    others: {
      count: others.length,
      sum: others.reduce((sum, { product }) => sum + product, 0)
    },
    bias,
    z
  }
}
