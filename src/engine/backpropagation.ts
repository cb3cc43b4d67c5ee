import { ACTIVATION_FUNCTIONS } from './activations'
import { layerViews, type LayerView, type Network } from './network'
import { OUTPUT_LAYERS } from './output-layers'

/** Parameters or their gradient, in the flat layout of network.ts. */
export type Parameters = Float32Array | Float64Array

/** What one example does to a network. */
export interface ForwardPass {
  /** The answers of each layer but the last: activations[0] is the example itself. */
  activations: Float64Array[]
  /** The weighted inputs z of the output layer. */
  z: Float64Array
}

/** z = W a + b for one layer. */
export function weightedInputs(
  view: LayerView,
  parameters: Parameters,
  a: Float64Array
): Float64Array {
  const z = new Float64Array(view.outputs)
  for (let out = 0; out < view.outputs; out++) {
    let sum = parameters[view.biases + out]
    const row = view.weights + out * view.inputs
    for (let from = 0; from < view.inputs; from++) sum += parameters[row + from] * a[from]
    z[out] = sum
  }
  return z
}

/** Layer by layer: a = f(W a + b), up to the weighted inputs of the output layer. */
export function forward(
  network: Network,
  parameters: Parameters,
  inputs: Float64Array
): ForwardPass {
  const views = layerViews(network.layers)
  const { value } = ACTIVATION_FUNCTIONS[network.activation]
  const activations = [inputs]
  for (const view of views.slice(0, -1)) {
    const z = weightedInputs(view, parameters, activations[activations.length - 1])
    activations.push(z.map(value))
  }
  const z = weightedInputs(views[views.length - 1], parameters, activations[activations.length - 1])
  return { activations, z }
}

/**
 * Backpropagation: adds dC/dW and dC/db of one example to `gradient`.
 *
 * With delta = dC/dz of a layer, the chain rule gives dC/dW[out][in] = delta[out] * a[in] and
 * dC/db[out] = delta[out]; and for the layer before, dC/da[in] = sum over out of W[out][in] *
 * delta[out], times f' to get through its activation. What arrives at the inputs is dropped.
 */
export function addGradient(
  network: Network,
  parameters: Parameters,
  { activations, z }: ForwardPass,
  wanted: Float64Array,
  gradient: Float64Array
): void {
  const views = layerViews(network.layers)
  const { derivative } = ACTIVATION_FUNCTIONS[network.activation]
  let delta = OUTPUT_LAYERS[network.output].derivative(z, wanted)
  for (let layer = views.length - 1; layer >= 0; layer--) {
    const { inputs, outputs, weights, biases } = views[layer]
    const a = activations[layer]
    const deltaBefore = new Float64Array(inputs)
    for (let out = 0; out < outputs; out++) {
      gradient[biases + out] += delta[out]
      for (let from = 0; from < inputs; from++) {
        const weight = weights + out * inputs + from
        gradient[weight] += delta[out] * a[from]
        deltaBefore[from] += parameters[weight] * delta[out]
      }
    }
    delta = deltaBefore.map((error, from) => error * derivative(a[from]))
  }
}
