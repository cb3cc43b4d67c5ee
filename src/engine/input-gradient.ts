import type { Parameters } from './backpropagation'
import { layerViews, type Network } from './network'
import { createPreciseNetwork } from './precise'

/** What one example costs, and which way each of its inputs would raise that; overwritten by the next. */
export interface InputSlope {
  cost: number
  /** The output layer. */
  outputs: Float64Array
  /** dC/dx, one number an input. */
  gradient: Float64Array
}

/**
 * The cost's gradient with respect to the inputs instead of the weights, in float64: backpropagation
 * goes one layer further, dC/dx = transposed(W of the first layer) * delta of the first layer.
 */
export function createInputSlope(
  network: Network,
  parameters: Parameters
): (inputs: Float64Array, wanted: Float64Array) => InputSlope {
  const precise = createPreciseNetwork(network, parameters)
  const [first] = layerViews(network.layers)
  const sums = new Float64Array(first.outputs)
  const gradient = new Float64Array(first.inputs)
  const places = Uint32Array.from({ length: first.inputs }, (_, place) => place)
  return (inputs, wanted) => {
    precise.sumFirst({ inputs, places, count: first.inputs }, sums)
    const cost = precise.cost(sums, wanted)
    precise.backward(wanted)
    gradient.fill(0)
    for (let neuron = 0; neuron < first.outputs; neuron++) {
      const delta = precise.firstDelta(neuron)
      const row = first.weights + neuron * first.inputs
      for (let input = 0; input < first.inputs; input++) {
        gradient[input] += parameters[row + input] * delta
      }
    }
    return { cost, outputs: precise.outputs(), gradient }
  }
}
