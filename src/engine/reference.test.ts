import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Examples, Optimiser } from './engine'
import type { Network } from './network'
import { createReferenceEngine } from './reference'
import { networks, randomExamples, randomParameters, seeds } from './testing/arbitrary'
import { counting, plan } from './testing/plan'

const MOMENTUM: Optimiser = { kind: 'momentum', momentum: 0.5 }

const LINEAR: Network = { layers: [2, 1], activation: 'sigmoid', output: 'linear' }
/** Two examples: (1, 2) ought to give 3, and (0, 1) ought to give 1. */
const LINE: Examples = {
  count: 2,
  inputSize: 2,
  inputs: Float32Array.of(1, 2, 0, 1),
  answers: { kind: 'values', targets: Float32Array.of(3, 1) },
  imageWidth: 0
}

describe('a step of the reference engine', () => {
  // weights (1, 1/2), bias 0: the outputs are 2 and 1/2, the errors -1 and -1/2
  const START = Float32Array.of(1, 0.5, 0)

  it('does what a pencil does', () => {
    const engine = createReferenceEngine(LINEAR)
    engine.load(START, null)
    const { costs, correct } = engine.train(engine.addExamples(LINE), plan(counting(2)))
    // C = (1 + 1/4) / 2
    expect([...costs]).toEqual([0.625])
    // mean of 2 * error * input: weights (-2 + 0) / 2, (-4 - 1) / 2, bias (-2 - 1) / 2; rate 1/2
    expect([...engine.parameters()]).toEqual([1.5, 1.75, 0.75])
    expect(correct).toBe(0)
  })

  it('averages a smaller last batch over its own size', () => {
    const engine = createReferenceEngine(LINEAR)
    engine.load(START, null)
    const set = engine.addExamples(LINE)
    const order = Uint32Array.of(0, 0, 1)
    const { costs } = engine.train(
      set,
      plan(order, { batchSize: 2, rates: Float32Array.of(0, 0.5) })
    )
    expect([...costs]).toEqual([1, 0.25])
    // only the second example's gradient (0, -1, -1) counts, whole
    expect([...engine.parameters()]).toEqual([1, 1, 0.5])
  })

  it('pulls weights, and not biases, towards 0 by the penalty', () => {
    const engine = createReferenceEngine(LINEAR)
    engine.load(Float32Array.of(1, 1, 4), null)
    const set = engine.addExamples({
      ...LINE,
      answers: { kind: 'values', targets: Float32Array.of(7, 5) }
    })
    const { costs } = engine.train(set, plan(counting(2), { penalty: 0.5 }))
    expect([...costs]).toEqual([0])
    expect([...engine.parameters()]).toEqual([0.75, 0.75, 4])
  })

  it('keeps a part of its velocity as momentum', () => {
    const engine = createReferenceEngine(LINEAR)
    engine.load(START, Float32Array.of(0, 0, 4))
    engine.train(engine.addExamples(LINE), plan(counting(2), { optimiser: MOMENTUM }))
    expect([...engine.optimiserState(1)]).toEqual([-1, -2.5, 0.5])
    expect([...engine.parameters()]).toEqual([1.5, 1.75, -0.25])
    engine.load(START, null)
    expect([...engine.optimiserState(1)]).toEqual([0, 0, 0])
  })

  it('hands out copies and refuses the wrong number of parameters', () => {
    const engine = createReferenceEngine(LINEAR)
    engine.load(START, null)
    engine.parameters().fill(9)
    expect([...engine.parameters()]).toEqual([...START])
    expect(() => engine.load(new Float32Array(4), null)).toThrow(/has 3 parameters/)
    expect(() => engine.load(START, new Float32Array(2))).toThrow(RangeError)
    const foreign = createReferenceEngine(LINEAR).addExamples(LINE)
    expect(() => engine.evaluate(foreign)).toThrow(/another engine/)
  })

  it('comes out the same however the steps are cut into calls', () => {
    fc.assert(
      fc.property(networks, seeds, fc.nat({ max: 3 }), (network, seed, cut) => {
        const examples = randomExamples(network, 7, seed)
        const settings = { batchSize: 2, optimiser: MOMENTUM, penalty: 0.01 }
        const run = (pieces: Uint32Array[]): { costs: number[]; bits: Float32Array } => {
          const engine = createReferenceEngine(network)
          engine.load(randomParameters(network, seed), null)
          const set = engine.addExamples(examples)
          const results = pieces.map((order) => engine.train(set, plan(order, settings)))
          return { costs: results.flatMap(({ costs }) => [...costs]), bits: engine.parameters() }
        }
        const order = counting(7)
        expect(run([order.subarray(0, 2 * cut), order.subarray(2 * cut)])).toEqual(run([order]))
      }),
      { seed: 2, numRuns: 100 }
    )
  })
})

describe('pictures', () => {
  // 3 x 2 pixels, one output that sums what it sees, weighted by place
  const network: Network = { layers: [6, 1], activation: 'relu', output: 'linear' }
  const picture: Examples = {
    count: 1,
    inputSize: 6,
    inputs: Uint8Array.of(255, 0, 51, 153, 102, 0),
    answers: { kind: 'values', targets: Float32Array.of(0) },
    imageWidth: 3
  }
  /** Where the gradient of the weights is not 0 there was ink; output and error are kept at 1. */
  function inkAfter(dx: number, dy: number): number[] {
    const engine = createReferenceEngine(network)
    engine.load(Float32Array.of(0, 0, 0, 0, 0, 0, 1), null)
    const set = engine.addExamples(picture)
    engine.train(set, plan(counting(1), { shifts: Int8Array.of(dx, dy) }))
    return [...engine.parameters().subarray(0, 6)].map((weight) => Math.round(-weight * 255) + 0)
  }

  it('takes bytes as grey values and moves them by dx to the right and dy down', () => {
    expect(inkAfter(0, 0)).toEqual([255, 0, 51, 153, 102, 0])
    expect(inkAfter(1, 0)).toEqual([0, 255, 0, 0, 153, 102])
    expect(inkAfter(0, 1)).toEqual([0, 0, 0, 255, 0, 51])
  })

  it('loses the ink that leaves, on every side', () => {
    expect(inkAfter(-1, 0)).toEqual([0, 51, 0, 102, 0, 0])
    expect(inkAfter(0, -1)).toEqual([153, 102, 0, 0, 0, 0])
    expect(inkAfter(3, 0)).toEqual([0, 0, 0, 0, 0, 0])
    expect(inkAfter(-2, -1)).toEqual([0, 0, 0, 0, 0, 0])
  })
})

describe('evaluation', () => {
  // no hidden layer, biases alone decide: every example gets the same outputs
  const network: Network = { layers: [1, 3], activation: 'tanh', output: 'softmax' }
  const examples: Examples = {
    count: 4,
    inputSize: 1,
    inputs: new Float32Array(4),
    answers: { kind: 'classes', labels: Uint8Array.of(0, 1, 2, 1) },
    imageWidth: 0
  }
  const withBiases = (...biases: number[]): ReturnType<typeof createReferenceEngine> => {
    const engine = createReferenceEngine(network)
    engine.load(Float32Array.of(0, 0, 0, ...biases), null)
    return engine
  }

  it('counts an answer as right where its output is the largest, the first of equals', () => {
    const engine = withBiases(0, 2, 2)
    const set = engine.addExamples(examples)
    expect(engine.evaluate(set).correct).toBe(2)
    expect(engine.evaluate(set, Uint32Array.of(1, 2)).correct).toBe(1)
    expect(engine.train(set, plan(counting(4), { rates: Float32Array.of(0) })).correct).toBe(2)
  })

  it('gives the mean cost over the chosen examples', () => {
    const engine = withBiases(0, 0, Math.fround(Math.log(2)))
    const set = engine.addExamples(examples)
    // outputs 1/4, 1/4, 1/2
    expect([...engine.outputs(new Float32Array(1))]).toEqual([
      expect.closeTo(0.25, 6),
      expect.closeTo(0.25, 6),
      expect.closeTo(0.5, 6)
    ])
    expect(engine.evaluate(set, Uint32Array.of(2)).cost).toBeCloseTo(Math.log(2), 7)
    expect(engine.evaluate(set).cost).toBeCloseTo((3 * Math.log(4) + Math.log(2)) / 4, 7)
  })

  it('never calls a NaN right, and shows it in the cost', () => {
    const engine = withBiases(NaN, NaN, NaN)
    const { cost, correct } = engine.evaluate(engine.addExamples(examples))
    expect(correct).toBe(0)
    expect(cost).toBeNaN()
  })
})
