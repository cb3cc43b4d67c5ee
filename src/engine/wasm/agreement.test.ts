import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ACTIVATIONS, REDUCTIONS } from '../../shared/run-config'
import type { Engine, Examples, StepPlan } from '../engine'
import type { Network } from '../network'
import { createReferenceEngine } from '../reference'
import { networks, OUTPUTS, randomExamples, randomParameters, seeds } from '../testing/arbitrary'
import { createFastEngine } from './fast-engine'
import {
  compareSteps,
  inkExamples,
  numberExamples,
  OPTIMISERS,
  parametersFor,
  plan,
  relativeError,
  stateFor
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

/** Makes the same steps with both engines, from a state in which no number is 0. */
function expectAgreement(network: Network, examples: Examples, steps: StepPlan): void {
  const start = parametersFor(network)
  const { moved, state, costs, correct } = compareSteps(
    network,
    examples,
    steps,
    start,
    stateFor(start)
  )
  expect(moved).toBeLessThan(TOLERANCE)
  expect(state).toBeLessThan(TOLERANCE)
  expect(costs).toBeLessThan(TOLERANCE)
  expect(correct).toBe(0)
}

describe('the gradient', () => {
  for (const activation of ACTIVATIONS) {
    for (const output of OUTPUTS) {
      it.each(SHAPES)(`of ${activation} and ${output}, %i-%i-…`, (...layers) => {
        const network: Network = { layers, activation, output }
        const engines = [createFastEngine(network), createReferenceEngine(network)]
        for (const make of [
          () => inkExamples(network, 300),
          () => inkExamples(network, 300, 0, 95),
          () => numberExamples(network, 300)
        ]) {
          const examples = make()
          for (const size of BATCH_SIZES) {
            const members = Uint32Array.from({ length: size }, (_, i) => (i * 7) % 300)
            const [fast, reference] = engines.map((engine) => {
              engine.load(parametersFor(network), null)
              return engine.gradient(engine.addExamples(examples), members)
            })
            expect(relativeError(fast, reference)).toBeLessThan(TOLERANCE)
          }
        }
      })
    }
  }

  it('of a whole set is that of all its members, and moves nothing', () => {
    const network: Network = { layers: [30, 6, 5], activation: 'tanh', output: 'softmax' }
    const engine = createFastEngine(network)
    const start = parametersFor(network)
    engine.load(start, stateFor(start))
    const set = engine.addExamples(inkExamples(network, 300))
    const all = Uint32Array.from({ length: 300 }, (_, i) => i)
    const gradient = engine.gradient(set)
    expect(gradient.some((slope) => slope !== 0)).toBe(true)
    expect(engine.gradient(set, all)).toEqual(gradient)
    expect(engine.parameters()).toEqual(start)
    expect(engine.optimiserState(2)).toEqual(stateFor(start))
  })
})

describe('a step', () => {
  for (const optimiser of OPTIMISERS) {
    for (const reduction of REDUCTIONS) {
      it.each(ACTIVATIONS)(`of ${optimiser.kind} along the ${reduction}: %s`, (activation) => {
        for (const output of OUTPUTS) {
          for (const layers of SHAPES) {
            const network: Network = { layers, activation, output }
            // so large a rate that what is left of it in a parameter is all of it
            const rates = Float32Array.of(1024)
            const rule = { optimiser, reduction, rates, penalty: 0.25, firstStep: 9 }
            const size = layers.length === 3 ? 300 : 13
            expectAgreement(network, inkExamples(network, size), plan(size, rule))
          }
        }
      })
    }
  }

  it('towards values that a sigmoid ought to meet', () => {
    const network: Network = { layers: [30, 6, 5], activation: 'tanh', output: 'sigmoid' }
    const targets = Float32Array.from({ length: 300 * 5 }, (_, i) => (i % 7) / 7)
    const examples: Examples = {
      ...inkExamples(network, 300),
      answers: { kind: 'values', targets }
    }
    for (const size of BATCH_SIZES) expectAgreement(network, examples, plan(size))
  })
})

describe('steps', () => {
  const network: Network = { layers: [35, 18, 10], activation: 'relu', output: 'softmax' }

  for (const optimiser of OPTIMISERS) {
    for (const reduction of REDUCTIONS) {
      it.each([0, 0.25])(`of ${optimiser.kind} along the ${reduction}, penalty %d`, (penalty) => {
        const rule = { optimiser, reduction, penalty }
        const rate = (size: number): number => 0.25 / (reduction === 'sum' ? size : 1)
        for (const examples of [inkExamples(network, 300), numberExamples(network, 300)]) {
          const small = { batchSize: 8, rates: new Float32Array(5).fill(rate(8)) }
          expectAgreement(network, examples, plan(37, { ...rule, ...small }))
          const large = { batchSize: 160, rates: Float32Array.of(rate(160), 2 * rate(160)) }
          expectAgreement(network, examples, plan(300, { ...rule, ...large }))
        }
      })
    }
  }

  it('each have their own rate and batch', () => {
    const steps = plan(25, { batchSize: 10, rates: Float32Array.of(0.5, 0, 2) })
    expectAgreement(network, inkExamples(network, 25), steps)
  })

  it('of any kind, in any small network', () => {
    const rules = fc.record({
      optimiser: fc.constantFrom(...OPTIMISERS),
      reduction: fc.constantFrom(...REDUCTIONS),
      batchSize: fc.integer({ min: 1, max: 9 }),
      penalty: fc.constantFrom(0, 0.1),
      firstStep: fc.integer({ min: 0, max: 1e6 })
    })
    fc.assert(
      fc.property(networks, rules, seeds, (network, rule, seed) => {
        const examples = randomExamples(network, 9, seed)
        const start = randomParameters(network, seed)
        const rates = new Float32Array(Math.ceil(9 / rule.batchSize)).fill(0.01)
        // told by the size of the parameters: a saturated float32 neuron has no gradient at all
        const run = (engine: Engine): Float32Array[] => {
          engine.load(start, stateFor(start))
          engine.train(engine.addExamples(examples), plan(9, { ...rule, rates }))
          return [engine.parameters(), engine.optimiserState(2)]
        }
        const [parameters, state] = run(createFastEngine(network))
        const wanted = run(createReferenceEngine(network))
        expect(relativeError(parameters, wanted[0])).toBeLessThan(1e-6)
        expect(relativeError(state, wanted[1])).toBeLessThan(TOLERANCE)
      }),
      { seed: 1, numRuns: 300 }
    )
  })

  it.each(OPTIMISERS)('stay together for 400 steps: $kind', (optimiser) => {
    const examples = inkExamples(network, 200)
    const rate = optimiser.kind === 'plain' ? 0.5 : optimiser.kind === 'momentum' ? 0.05 : 0.003
    const settings = { optimiser, batchSize: 10, rates: new Float32Array(20).fill(rate) }
    const [fast, reference] = [createFastEngine(network), createReferenceEngine(network)].map(
      (engine) => {
        engine.load(parametersFor(network), null)
        const set = engine.addExamples(examples)
        for (let epoch = 0; epoch < 20; epoch++) {
          engine.train(set, plan(200, { ...settings, firstStep: epoch * 20 }))
        }
        return { parameters: engine.parameters(), ...engine.evaluate(set) }
      }
    )
    expect(relativeError(fast.parameters, reference.parameters)).toBeLessThan(1e-4)
    expect(Math.abs(fast.cost / reference.cost - 1)).toBeLessThan(1e-4)
    expect(fast.cost).toBeLessThan(2)
    expect(fast.correct).toBe(reference.correct)
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
