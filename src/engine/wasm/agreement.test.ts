import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ACTIVATIONS } from '../../shared/run-config'
import type { Examples, Optimiser, StepPlan } from '../engine'
import type { Network } from '../network'
import { createReferenceEngine } from '../reference'
import { networks, OUTPUTS, randomExamples, randomParameters, seeds } from '../testing/arbitrary'
import { createFastEngine } from './fast-engine'
import {
  compareSteps,
  inkExamples,
  numberExamples,
  parametersFor,
  plan,
  relativeError
} from './testing/comparison'

/**
 * Sizes with and without a rest when divided by 4, narrow and wide, with and without hidden layers.
 */
const SHAPES = [
  [30, 3],
  [30, 5, 2],
  [40, 16, 16, 10],
  [25, 100, 10],
  [35, 27, 7, 13, 6]
]
/** The last one takes three chunks. */
const BATCH_SIZES = [1, 10, 37, 300]
const TOLERANCE = 1e-5

function expectAgreement(network: Network, examples: Examples, steps: StepPlan): void {
  const { moved, costs, correct } = compareSteps(network, examples, steps)
  expect(moved).toBeLessThan(TOLERANCE)
  expect(costs).toBeLessThan(TOLERANCE)
  expect(correct).toBe(0)
}

describe('the gradient', () => {
  for (const activation of ACTIVATIONS) {
    for (const output of OUTPUTS) {
      it.each(SHAPES)(`of ${activation} and ${output}, %i-%i-…`, (...layers) => {
        const network: Network = { layers, activation, output }
        for (const size of BATCH_SIZES) {
          expectAgreement(network, inkExamples(network, size), plan(size))
          expectAgreement(network, inkExamples(network, size, 0, 95), plan(size))
          expectAgreement(network, numberExamples(network, size), plan(size))
        }
      })
    }
  }

  it('of values that a sigmoid ought to meet', () => {
    const network: Network = { layers: [30, 6, 5], activation: 'tanh', output: 'sigmoid' }
    const targets = Float32Array.from({ length: 300 * 5 }, (_, i) => (i % 7) / 7)
    const examples: Examples = {
      ...inkExamples(network, 300),
      answers: { kind: 'values', targets }
    }
    for (const size of BATCH_SIZES) expectAgreement(network, examples, plan(size))
  })

  it('of any small network', () => {
    fc.assert(
      fc.property(networks, seeds, (network, seed) => {
        const examples = randomExamples(network, 9, seed)
        const start = randomParameters(network, seed)
        // tiny gradients are met by their size: a saturated float32 neuron has none at all
        const rates = Float32Array.of(1)
        const run = (engine: ReturnType<typeof createFastEngine>): Float32Array => {
          engine.load(start, null)
          engine.train(engine.addExamples(examples), plan(9, { rates }))
          return engine.parameters()
        }
        const difference = relativeError(
          run(createFastEngine(network)),
          run(createReferenceEngine(network))
        )
        expect(difference).toBeLessThan(1e-6)
      }),
      { seed: 1, numRuns: 200 }
    )
  })
})

describe('steps', () => {
  const network: Network = { layers: [35, 18, 10], activation: 'relu', output: 'softmax' }
  const settings = { batchSize: 8, rates: new Float32Array(5).fill(0.25) }
  const momentum: Optimiser = { kind: 'momentum', momentum: 0.9 }
  const velocity = parametersFor(network).map((parameter) => parameter / 16)

  it.each([
    { optimiser: { kind: 'plain' } as const, penalty: 0.25 },
    { optimiser: momentum, penalty: 0 },
    { optimiser: momentum, penalty: 0.25 }
  ])('with $optimiser.kind and penalty $penalty', (changes) => {
    for (const examples of [inkExamples(network, 300), numberExamples(network, 300)]) {
      for (const steps of [
        plan(37, { ...settings, ...changes }),
        plan(300, { batchSize: 160, rates: Float32Array.of(0.25, 0.5), ...changes })
      ]) {
        const compared = compareSteps(network, examples, steps, parametersFor(network), velocity)
        expect(compared.moved).toBeLessThan(TOLERANCE)
        expect(compared.costs).toBeLessThan(TOLERANCE)
        expect(compared.state).toBeLessThan(TOLERANCE)
      }
    }
  })

  it('each have their own rate and batch', () => {
    const steps = plan(25, { batchSize: 10, rates: Float32Array.of(0.5, 0, 2) })
    expectAgreement(network, inkExamples(network, 25), steps)
  })
})

describe('answers', () => {
  it.each(OUTPUTS)('of %s: cost, right answers and outputs', (output) => {
    const network: Network = { layers: [36, 21, 10], activation: 'sigmoid', output }
    const fast = createFastEngine(network)
    const reference = createReferenceEngine(network)
    const start = parametersFor(network).map((parameter) => 4 * parameter)
    fast.load(start, null)
    reference.load(start, null)
    const members = Uint32Array.from({ length: 333 }, (_, i) => (i * 7) % 1000)
    for (const examples of [
      inkExamples(network, 1000),
      inkExamples(network, 1000, 0, 95),
      numberExamples(network, 1000)
    ]) {
      const fastSet = fast.addExamples(examples)
      const set = reference.addExamples(examples)
      for (const chosen of [undefined, members]) {
        const found = fast.evaluate(fastSet, chosen)
        const wanted = reference.evaluate(set, chosen)
        expect(found.correct).toBe(wanted.correct)
        expect(Math.abs(found.cost / wanted.cost - 1)).toBeLessThan(1e-6)
      }
      for (const index of [0, 999]) {
        const inputs = examples.inputs.subarray(index * 36, (index + 1) * 36)
        const error = relativeError(fast.outputs(inputs), reference.outputs(inputs))
        expect(error).toBeLessThan(1e-6)
      }
    }
  })
})
