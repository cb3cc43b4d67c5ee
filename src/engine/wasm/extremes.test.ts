import { describe, expect, it } from 'vitest'
import { ACTIVATIONS, parameterCount } from '../../shared/run-config'
import { STATE_SLOTS, type Engine, type Examples, type ExampleSet, type Optimiser } from '../engine'
import type { Network, Output } from '../network'
import { createReferenceEngine } from '../reference'
import { createFastEngine } from './fast-engine'
import { inkExamples, OPTIMISERS, parametersFor, plan, relativeError } from './testing/comparison'

/** No hidden layer and one input that is 0: every output is its bias. */
function withBiases(output: Output, biases: number[], labels: number[]): [Engine, ExampleSet] {
  const network: Network = { layers: [1, biases.length], activation: 'relu', output }
  const engine = createFastEngine(network)
  engine.load(Float32Array.from([...biases.map(() => 0), ...biases]), null)
  const examples: Examples = {
    count: labels.length,
    inputSize: 1,
    inputs: new Uint8Array(labels.length),
    answers: { kind: 'classes', labels: Uint8Array.from(labels) },
    imageWidth: 0
  }
  return [engine, engine.addExamples(examples)]
}

describe('the cross-entropy', () => {
  it.each([
    { z: [1000, -1000, 0], label: 1, cost: 2000 },
    { z: [1000, -1000, 0], label: 0, cost: 0 },
    { z: [3e38, -3e37, 0], label: 2, cost: Math.fround(3e38) },
    { z: [0, -30, -40], label: 0, cost: Math.log1p(Math.exp(-30) + Math.exp(-40)) },
    { z: [0, 0, 0, 0, 0], label: 4, cost: Math.log(5) },
    { z: [80, 80, 79.5], label: 1, cost: Math.log(2 + Math.exp(-0.5)) },
    { z: [-2], label: 0, cost: 0 }
  ])('of $z, label $label, is finite and exact', ({ z, label, cost }) => {
    const [engine, set] = withBiases('softmax', z, [label])
    const found = engine.evaluate(set).cost
    if (cost === 0) expect(found).toBe(0)
    else expect(Math.abs(found / cost - 1)).toBeLessThan(3e-7)
  })

  it('keeps the gradient of an answer that is all but certain', () => {
    const network: Network = { layers: [1, 5], activation: 'relu', output: 'softmax' }
    const [engine, set] = withBiases('softmax', [0, -15, -17, -18, -20], [0])
    const reference = createReferenceEngine(network)
    const start = engine.parameters()
    reference.load(start, null)
    const answers: Examples['answers'] = { kind: 'classes', labels: Uint8Array.of(0) }
    const examples = { ...inkExamples(network, 1, 0, 0), answers }
    // so large a rate that the step is not lost beside the biases
    const steps = plan(1, { rates: Float32Array.of(2 ** 60) })
    engine.train(set, steps)
    reference.train(reference.addExamples(examples), steps)
    expect(relativeError(engine.parameters(), reference.parameters())).toBeLessThan(1e-6)
  })
})

describe('right answers', () => {
  it.each<Output>(['softmax', 'sigmoid', 'linear'])('%s: the first of equals', (output) => {
    const [engine, set] = withBiases(output, [-2, -1, -3, -1, -2, -1], [0, 1, 2, 3, 4, 5, 1])
    expect(engine.evaluate(set).correct).toBe(2)
    expect(engine.train(set, plan(7, { rates: Float32Array.of(0) })).correct).toBe(2)
  })

  it('among more outputs than a vector holds, whichever is the largest', () => {
    for (let largest = 0; largest < 9; largest++) {
      const biases = Array.from({ length: 9 }, (_, i) => (i === largest ? -1 : -2 - i))
      const [engine, set] = withBiases('linear', biases, [0, 1, 2, 3, 4, 5, 6, 7, 8])
      expect(engine.evaluate(set).correct).toBe(1)
    }
  })

  it.each<Output>(['softmax', 'sigmoid', 'linear'])('%s: a NaN is never right', (output) => {
    const [engine, set] = withBiases(output, [NaN, NaN, NaN], [0, 1, 2])
    expect(engine.evaluate(set)).toEqual({ cost: NaN, correct: 0 })
  })

  it('linear: all outputs minus infinity', () => {
    const [engine, set] = withBiases('linear', [-Infinity, -Infinity], [0, 1])
    expect(engine.evaluate(set).correct).toBe(1)
  })
})

describe('a diverged network shows in the cost', () => {
  for (const output of ['softmax', 'sigmoid', 'linear'] as const) {
    for (const activation of ACTIVATIONS) {
      it.each([NaN, Infinity, -Infinity])(`${activation} and ${output}: %d anywhere`, (bad) => {
        const network: Network = { layers: [9, 5, 6, 3], activation, output }
        const engine = createFastEngine(network)
        const examples: Examples = {
          ...inkExamples(network, 5),
          answers: { kind: 'classes', labels: new Uint8Array(5) }
        }
        const set = engine.addExamples(examples)
        const start = parametersFor(network)
        for (let at = 0; at < start.length; at++) {
          const parameters = start.slice()
          parameters[at] = bad
          engine.load(parameters, null)
          expect(engine.evaluate(set).cost).not.toSatisfy(Number.isFinite)
          const optimiser = OPTIMISERS[at % OPTIMISERS.length]
          const { costs } = engine.train(set, plan(5, { batchSize: 2, optimiser }))
          for (const cost of costs) expect(cost).not.toSatisfy(Number.isFinite)
        }
      })
    }
  }

  it.each(ACTIVATIONS)('%s: a NaN that comes in', (activation) => {
    const network: Network = { layers: [3, 5, 2], activation, output: 'sigmoid' }
    const engine = createFastEngine(network)
    engine.load(parametersFor(network), null)
    const examples: Examples = {
      count: 1,
      inputSize: 3,
      inputs: Float32Array.of(0, NaN, 1),
      answers: { kind: 'classes', labels: Uint8Array.of(1) },
      imageWidth: 0
    }
    expect(engine.evaluate(engine.addExamples(examples))).toEqual({ cost: NaN, correct: 0 })
  })

  it.each(OPTIMISERS)('when it diverges between two steps of one call: $kind', (optimiser) => {
    const network: Network = { layers: [9, 8, 3], activation: 'relu', output: 'linear' }
    const engine = createFastEngine(network)
    engine.load(parametersFor(network), null)
    const set = engine.addExamples(inkExamples(network, 40, 0, 80))
    const { costs } = engine.train(
      set,
      plan(40, { batchSize: 4, rates: new Float32Array(10).fill(1e20), optimiser })
    )
    expect(Number.isFinite(costs[0])).toBe(true)
    expect(Number.isFinite(costs[9])).toBe(false)
    expect(Number.isFinite(engine.evaluate(set).cost)).toBe(false)
  })
})

describe('a memory that nothing feeds', () => {
  // the first input is always 0, so its weights never have a gradient
  const network: Network = { layers: [2, 3], activation: 'relu', output: 'softmax' }
  const unfed = [0, 2, 4]
  const count = parameterCount(network.layers)

  /** What the optimiser remembers of the unfed weights, after calls of so many steps each. */
  function remembered(optimiser: Optimiser, start: number, ...calls: number[]): Float32Array {
    const engine = createFastEngine(network)
    engine.load(parametersFor(network), new Float32Array(2 * count).fill(start))
    const set = engine.addExamples({
      count: 1,
      inputSize: 2,
      inputs: Uint8Array.of(0, 255),
      answers: { kind: 'classes', labels: Uint8Array.of(1) },
      imageWidth: 0
    })
    let firstStep = 0
    for (const steps of calls) {
      const order = new Uint32Array(steps)
      const rates = new Float32Array(steps).fill(0.01)
      engine.train(set, plan(1, { order, batchSize: 1, rates, optimiser, firstStep }))
      firstStep += steps
    }
    const state = engine.optimiserState(STATE_SLOTS[optimiser.kind])
    return state.filter((_, index) => unfed.includes(index % count))
  }

  it.each([{ kind: 'momentum', momentum: 0.9 }, { kind: 'adam' }] as const)(
    'ends in 0, not among the smallest numbers: $kind',
    (optimiser) => {
      const nothing = new Float32Array(STATE_SLOTS[optimiser.kind] * unfed.length)
      expect(remembered(optimiser, 1e-32, 1)).toEqual(nothing)
      expect(remembered(optimiser, 1, 2000).subarray(0, 3)).toEqual(new Float32Array(3))
      // to the same bits, wherever the way is cut: it is not looked for in every step
      const whole = remembered(optimiser, 1, 700)
      expect(whole[0]).toBeGreaterThan(0)
      expect(whole[0]).toBeLessThan(1e-31)
      expect(remembered(optimiser, 1, 1, 679, 20)).toEqual(whole)
    }
  )
})
