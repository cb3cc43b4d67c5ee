import { forward } from '../backpropagation'
import type { Examples } from '../engine'
import { readInputs, wantedOutputs } from '../examples'
import type { Network } from '../network'
import { OUTPUT_LAYERS } from '../output-layers'

/** The mean cost over the members, by the forward pass alone. */
export function meanCost(
  network: Network,
  parameters: Float64Array,
  examples: Examples,
  members: Uint32Array
): number {
  let cost = 0
  for (const index of members) {
    const { z } = forward(network, parameters, readInputs(examples, index, null))
    cost += OUTPUT_LAYERS[network.output].cost(z, wantedOutputs(network, examples, index))
  }
  return cost / members.length
}

/** (C(w + h) - C(w - h)) / 2h, one parameter after the other. */
export function slopesByNudging(
  cost: (parameters: Float64Array) => number,
  parameters: Float64Array
): Float64Array {
  const h = 1e-5
  return parameters.map((value, index) => {
    const [ahead, behind] = [h, -h].map((nudge) => {
      const moved = parameters.slice()
      moved[index] = value + nudge
      return cost(moved)
    })
    return (ahead - behind) / (2 * h)
  })
}

/** ReLU has a kink at 0, and the step a jump: a nudge across it measures no slope. */
export function isNearKink(
  network: Network,
  parameters: Float64Array,
  examples: Examples,
  members: Uint32Array
): boolean {
  if (network.activation !== 'relu' && network.activation !== 'step') return false
  return members.some((index) =>
    network.layers.slice(1, -1).some((_, layer) => {
      const upToLayer = { ...network, layers: network.layers.slice(0, layer + 2) }
      const { z } = forward(upToLayer, parameters, readInputs(examples, index, null))
      return z.some((value) => Math.abs(value) < 1e-3)
    })
  )
}

/** Length of the difference relative to the length of the exact vector. */
export function relativeError(measured: ArrayLike<number>, exact: ArrayLike<number>): number {
  const difference = Array.from(exact, (value, index) => measured[index] - value)
  return Math.hypot(...difference) / (Math.hypot(...Array.from(exact)) + 1e-3)
}
