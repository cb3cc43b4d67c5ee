import { describe, expect, it } from 'vitest'
import { ACTIVATIONS } from '../../shared/run-config'
import type { Network } from '../network'
import { OUTPUTS } from '../testing/arbitrary'
import { Arena } from './arena'
import { formOf, placeExamples, placeInputs } from './example-memory'
import { instantiateKernels } from './kernels'
import { placeNetwork, rowBytes, writeParameters } from './network-memory'
import { OPTIMISER_CODES } from './plan-memory'
import { inkExamples, numberExamples, parametersFor } from './testing/comparison'

/**
 * Numbers of the weight rows and the biases that stand beyond the last neuron, after some steps.
 */
function paddingAfterTraining(network: Network, batchSize: number, optimiser: number): number[] {
  const { kernels, memory } = instantiateKernels()
  const arena = new Arena(memory, kernels.freeMemory())
  const place = placeNetwork(arena, network)
  kernels.useNetwork(place.record)
  place.makeRoomForDenseInputs()
  writeParameters(arena, place, parametersFor(network), 0)
  const count = 200
  for (const examples of [inkExamples(network, count), numberExamples(network, count)]) {
    const inputs = placeInputs(arena, kernels, examples, formOf(examples.inputs, network.layers[1]))
    const set = placeExamples(arena, network, examples, inputs).record
    const order = arena.allocateWords(Array.from({ length: count }, (_, i) => i))
    const rates = arena.allocate(count * 4)
    arena.floats(rates, count).fill(0.01)
    const costs = arena.allocate(count * 8)
    kernels.useRule(optimiser, 0.9, 0.01, false)
    kernels.train(set, order, count, batchSize, rates, 0, 0, costs)
    expect(arena.doubles(costs, 1)[0]).toBeGreaterThan(0)
  }
  return place.layers.flatMap(({ view, weights, biases }) => {
    const row = rowBytes(view.outputs) / 4
    const isPadding = (_: number, i: number): boolean => i % row >= view.outputs
    return [
      ...arena.floats(weights, view.inputs * row).filter(isPadding),
      ...arena.floats(biases, row).filter(isPadding)
    ]
  })
}

describe('padding', () => {
  for (const output of OUTPUTS) {
    it.each(ACTIVATIONS)(`never learns: %s and ${output}`, (activation) => {
      const network: Network = { layers: [11, 5, 6, 9], activation, output }
      for (const [batchSize, optimiser] of [
        [1, OPTIMISER_CODES.plain],
        [50, OPTIMISER_CODES.momentum],
        [50, OPTIMISER_CODES.adam],
        [200, OPTIMISER_CODES.plain]
      ]) {
        const padding = paddingAfterTraining(network, batchSize, optimiser)
        expect(padding).toEqual(new Array(12 * 3 + 6 * 2 + 7 * 3).fill(0))
      }
    })
  }
})
