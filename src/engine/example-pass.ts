import { ACTIVATION_FUNCTIONS } from './activations'
import { weightedInputs, type Parameters } from './backpropagation'
import { layerViews, type Network } from './network'
import { OUTPUT_LAYERS } from './output-layers'

/** One layer while an example passes through; a number a neuron. */
export interface LayerOfPass {
  /** Weighted sum plus bias. */
  z: Float64Array
  /** The activation f(z). */
  a: Float64Array
  /** dC/dz of the example's cost. */
  delta: Float64Array
}

/**
 * Forward and backward with one example, in float64, with all numbers on the way kept: from the
 * first hidden layer to the output.
 * @param inputs one number an input
 * @param wanted one number an output
 */
export function passExample(
  network: Network,
  parameters: Parameters,
  inputs: Float64Array,
  wanted: Float64Array
): { layers: LayerOfPass[]; cost: number } {
  const views = layerViews(network.layers)
  const { value, derivative } = ACTIVATION_FUNCTIONS[network.activation]
  const output = OUTPUT_LAYERS[network.output]
  const layers: LayerOfPass[] = []
  for (const view of views) {
    const z = weightedInputs(view, parameters, layers.at(-1)?.a ?? inputs)
    const isLast = layers.length === views.length - 1
    const a = isLast ? output.value(z) : z.map(value)
    const delta = isLast ? output.derivative(z, wanted) : new Float64Array(0)
    layers.push({ z, a, delta })
  }
  for (let layer = views.length - 1; layer > 0; layer--) {
    const { inputs: count, outputs, weights } = views[layer]
    const { delta } = layers[layer]
    const before = layers[layer - 1]
    before.delta = Float64Array.from({ length: count }, (_, from) => {
      let error = 0
      for (let out = 0; out < outputs; out++) {
        error += parameters[weights + out * count + from] * delta[out]
      }
      return error * derivative(before.a[from])
    })
  }
  return { layers, cost: output.cost(layers[layers.length - 1].z, wanted) }
}
