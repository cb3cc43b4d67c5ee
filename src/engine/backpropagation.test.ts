import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ACTIVATIONS, parameterCount } from '../shared/run-config'
import { addGradient, forward } from './backpropagation'
import type { Examples } from './engine'
import { readInputs, wantedOutputs } from './examples'
import type { Network } from './network'
import { OUTPUT_LAYERS } from './output-layers'
import { networks, OUTPUTS, randomExamples, randomParameters, seeds } from './testing/arbitrary'
import { counting } from './testing/plan'
import { isNearKink, meanCost, relativeError, slopesByNudging } from './testing/slopes'

function backpropagated(
  network: Network,
  parameters: Float64Array,
  examples: Examples
): Float64Array {
  const gradient = new Float64Array(parameterCount(network.layers))
  for (let index = 0; index < examples.count; index++) {
    const pass = forward(network, parameters, readInputs(examples, index, null))
    addGradient(network, parameters, pass, wantedOutputs(network, examples, index), gradient)
  }
  return gradient
}

/** The slopes of the sum of all examples' costs. */
function nudged(network: Network, parameters: Float64Array, examples: Examples): Float64Array {
  const members = counting(examples.count)
  const cost = (moved: Float64Array): number =>
    meanCost(network, moved, examples, members) * members.length
  return slopesByNudging(cost, parameters)
}

describe('backpropagation agrees with nudging each parameter', () => {
  const shapes = [
    [5, 4],
    [3, 1, 2],
    [7, 6, 5, 4]
  ]
  const combinations = ACTIVATIONS.flatMap((activation) =>
    OUTPUTS.flatMap((output) => shapes.map((layers) => ({ activation, output, layers })))
  )

  it.each(combinations)('$layers, $activation, $output', (network) => {
    const examples = randomExamples(network, 4, 5)
    const parameters = Float64Array.from(randomParameters(network, 11))
    expect(isNearKink(network, parameters, examples, counting(examples.count))).toBe(false)
    const exact = backpropagated(network, parameters, examples)
    expect(exact.some((slope) => Math.abs(slope) > 1e-3)).toBe(true)
    expect(relativeError(nudged(network, parameters, examples), exact)).toBeLessThan(1e-7)
  })

  it('for any network, number of examples and seed', () => {
    fc.assert(
      fc.property(networks, fc.integer({ min: 1, max: 7 }), seeds, (network, count, seed) => {
        const examples = randomExamples(network, count, seed)
        const parameters = Float64Array.from(randomParameters(network, seed))
        fc.pre(!isNearKink(network, parameters, examples, counting(examples.count)))
        const exact = backpropagated(network, parameters, examples)
        expect(relativeError(nudged(network, parameters, examples), exact)).toBeLessThan(1e-6)
      }),
      { seed: 1, numRuns: 300 }
    )
  })
})

describe('output layers', () => {
  it('stay finite and exact for extreme weighted inputs', () => {
    const { value, cost, derivative } = OUTPUT_LAYERS.softmax
    const z = Float64Array.of(1000, -1000)
    const wanted = Float64Array.of(0, 1)
    expect([...value(z)]).toEqual([1, 0])
    expect(cost(z, wanted)).toBe(2000)
    expect([...derivative(z, wanted)]).toEqual([1, -1])
  })

  it('let a number that is not finite show in the cost', () => {
    for (const output of OUTPUTS) {
      const cost = OUTPUT_LAYERS[output].cost(Float64Array.of(NaN, 1), Float64Array.of(0, 1))
      expect(cost, output).toBeNaN()
    }
  })
})
