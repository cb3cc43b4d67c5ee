import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Engine, Examples, StepPlan } from '../engine'
import { parametersToBytes, type Network } from '../network'
import { createFastEngine } from './fast-engine'
import { inkExamples, numberExamples, parametersFor, plan } from './testing/comparison'

const NETWORK: Network = { layers: [49, 13, 10], activation: 'sigmoid', output: 'softmax' }

function loaded(network = NETWORK): Engine {
  const engine = createFastEngine(network)
  engine.load(parametersFor(network), null)
  return engine
}

const bitsOf = (numbers: Float32Array): Uint32Array =>
  new Uint32Array(numbers.buffer, numbers.byteOffset, numbers.length)

describe('the fast engine', () => {
  it('keeps parameters and optimiser state in the flat layout, bit for bit, as copies', () => {
    for (const layers of [
      [1, 1],
      [5, 3],
      [6, 1, 7],
      [4, 9, 2, 5]
    ]) {
      const network: Network = { layers, activation: 'relu', output: 'linear' }
      const engine = createFastEngine(network)
      const parameters = parametersFor(network)
      const count = parameters.length
      const state = Float32Array.from({ length: 2 * count }, (_, i) => -1 - i)
      engine.load(parameters, state)
      expect(engine.parameters()).toEqual(parameters)
      expect(engine.optimiserState(0)).toEqual(new Float32Array(0))
      expect(engine.optimiserState(1)).toEqual(state.slice(0, count))
      expect(engine.optimiserState(2)).toEqual(state)
      engine.parameters().fill(7)
      engine.optimiserState(2).fill(7)
      expect(engine.parameters()).toEqual(parameters)
      expect(engine.optimiserState(2)).toEqual(state)
      engine.load(parameters, state.subarray(count))
      expect(engine.optimiserState(2).subarray(0, count)).toEqual(state.subarray(count))
      expect(engine.optimiserState(2).subarray(count)).toEqual(new Float32Array(count))
      engine.load(parameters, null)
      expect(engine.optimiserState(2)).toEqual(new Float32Array(2 * count))
    }
  })

  it.each<Pick<StepPlan, 'optimiser' | 'reduction'>>([
    { optimiser: { kind: 'plain' }, reduction: 'mean' },
    { optimiser: { kind: 'plain' }, reduction: 'sum' },
    { optimiser: { kind: 'momentum', momentum: 0.9 }, reduction: 'mean' },
    { optimiser: { kind: 'momentum', momentum: 0.9 }, reduction: 'sum' },
    { optimiser: { kind: 'adam' }, reduction: 'mean' },
    { optimiser: { kind: 'adam' }, reduction: 'sum' }
  ])('comes out the same to the last bit, however cut into calls: %j', (rule) => {
    const examples = inkExamples(NETWORK, 700, 7)
    const settings = (first: number, last: number, batchSize: number): StepPlan => ({
      order: Uint32Array.from({ length: last - first }, (_, i) => ((first + i) * 13) % 700),
      batchSize,
      rates: new Float32Array(Math.ceil((last - first) / batchSize)).fill(
        rule.reduction === 'sum' ? 0.003 : 0.3
      ),
      ...rule,
      firstStep: first / batchSize,
      penalty: 0.001,
      shifts: Int8Array.from({ length: 2 * (last - first) }, (_, i) => ((2 * first + i) % 5) - 2)
    })
    for (const batchSize of [1, 20, 60, 300]) {
      const run = (...cuts: number[]) => {
        const engine = loaded()
        const set = engine.addExamples(examples)
        const results = cuts
          .slice(1)
          .map((cut, i) => engine.train(set, settings(cuts[i], cut, batchSize)))
        return {
          costs: results.flatMap(({ costs }) => [...costs]),
          correct: results.reduce((sum, { correct }) => sum + correct, 0),
          parameters: bitsOf(engine.parameters()),
          state: bitsOf(engine.optimiserState(2))
        }
      }
      const whole = run(0, 700)
      expect(run(0, 700)).toEqual(whole)
      expect(run(0, batchSize, 300, 600, 700)).toEqual(whole)
    }
  })

  it('gives the same answers for a byte and for its number, whatever the form of the set', () => {
    const engine = loaded()
    const lists = inkExamples(NETWORK, 20)
    const numbers: Examples = {
      ...lists,
      inputs: Float32Array.from(lists.inputs, (byte) => Math.fround(byte / 255))
    }
    const found = engine.evaluate(engine.addExamples(lists))
    expect(engine.evaluate(engine.addExamples(numbers))).toEqual(found)
    const row = lists.inputs.subarray(49, 98)
    expect(engine.outputs(row)).toEqual(
      engine.outputs(numbers.inputs.slice(49, 98) as Float32Array)
    )
  })

  it('keeps its sets and parameters when a new set makes its memory grow', () => {
    const network: Network = { layers: [196, 20, 10], activation: 'relu', output: 'softmax' }
    const engine = loaded(network)
    const parameters = engine.parameters()
    const makers = [
      () => inkExamples(network, 900, 14),
      () => numberExamples(network, 1500, 14),
      () => inkExamples(network, 3000, 14, 90),
      () => inkExamples(network, 9000, 14)
    ]
    const sets = makers.map((make) => engine.addExamples(make()))
    expect(engine.parameters()).toEqual(parameters)
    for (const [i, make] of makers.entries()) {
      const alone = loaded(network)
      const set = alone.addExamples(make())
      expect(engine.evaluate(sets[i])).toEqual(alone.evaluate(set))
      const steps = plan(900, { batchSize: 90 })
      engine.load(parameters, null)
      alone.load(parameters, null)
      expect(engine.train(sets[i], steps)).toEqual(alone.train(set, steps))
      expect(engine.parameters()).toEqual(alone.parameters())
      engine.load(parameters, null)
    }
  })

  it('does nothing in no steps', () => {
    const engine = loaded()
    const before = engine.parameters()
    const set = engine.addExamples(inkExamples(NETWORK, 3))
    const { costs, correct } = engine.train(set, plan(0, { batchSize: 10 }))
    expect([costs.length, correct]).toEqual([0, 0])
    expect(engine.parameters()).toEqual(before)
    expect(engine.evaluate(set, new Uint32Array(0))).toEqual({ cost: NaN, correct: 0 })
  })
})

describe('every machine', () => {
  /**
   * No machine, no processor and no version of V8 may change a bit. These hashes change only with the
   * order of the operations in a kernel; then run this test and copy what it found.
   */
  it.each([
    { activation: 'sigmoid', output: 'sigmoid', hash: '74a97d8025693c3d' },
    { activation: 'relu', output: 'softmax', hash: 'ab3457a7e9a148d7' },
    { activation: 'tanh', output: 'linear', hash: 'f184e5312b18de57' }
  ] as const)('ends with the same weights: $activation, $output', ({ hash, ...functions }) => {
    const network: Network = { layers: [64, 23, 14, 10], ...functions }
    const engine = loaded(network)
    const steps = { batchSize: 12, rates: new Float32Array(50).fill(0.01), penalty: 0.001 }
    const shifts = Int8Array.from({ length: 1200 }, (_, i) => (i % 7) - 3)
    engine.train(engine.addExamples(inkExamples(network, 600, 8)), plan(600, { ...steps, shifts }))
    const dense = engine.addExamples(numberExamples(network, 600))
    engine.train(dense, plan(600, { ...steps, optimiser: { kind: 'momentum', momentum: 0.9 } }))
    expect(engine.parameters()).toSatisfy((all: Float32Array) => all.every(Number.isFinite))
    const bytes = parametersToBytes(engine.parameters())
    expect(createHash('sha256').update(bytes).digest('hex').slice(0, 16)).toBe(hash)
  })
})

describe('what contradicts itself is refused', () => {
  const examples = inkExamples(NETWORK, 4, 7)
  const values: Examples['answers'] = { kind: 'values', targets: new Float32Array(40) }

  it.each<[string, Partial<Examples>]>([
    ['takes 49 inputs', { inputSize: 48 }],
    ['there are 195', { inputs: new Uint8Array(195) }],
    ['picture 8 wide', { imageWidth: 8 }],
    ['have 3 labels', { answers: { kind: 'classes', labels: new Uint8Array(3) } }],
    ['Class 10', { answers: { kind: 'classes', labels: Uint8Array.of(0, 1, 10, 2) } }],
    ['needs classes', { answers: values }]
  ])('examples: %s', (sentence, changes) => {
    expect(() => loaded().addExamples({ ...examples, ...changes })).toThrow(sentence)
  })

  it('target values that are too few', () => {
    const network: Network = { ...NETWORK, output: 'linear' }
    const answers: Examples['answers'] = { kind: 'values', targets: new Float32Array(39) }
    expect(() => loaded(network).addExamples({ ...examples, answers })).toThrow('39 target values')
  })

  it.each<[string, Partial<StepPlan>]>([
    ['no example 4', { order: Uint32Array.of(0, 1, 2, 4) }],
    ['at least one', { batchSize: 0 }],
    ['at least one', { batchSize: 1.5 }],
    ['as many rates', { rates: new Float32Array(3) }],
    ['pairs of shifts', { shifts: new Int8Array(4) }]
  ])('plans: %s', (sentence, changes) => {
    const engine = loaded()
    const set = engine.addExamples(examples)
    expect(() => engine.train(set, { ...plan(4, { batchSize: 2 }), ...changes })).toThrow(sentence)
  })

  it('foreign sets, foreign members, wrong numbers of parameters and inputs', () => {
    const engine = loaded()
    const set = engine.addExamples(examples)
    expect(() => loaded().evaluate(set)).toThrow('another engine')
    expect(() => engine.evaluate(set, Uint32Array.of(4))).toThrow('no example 4')
    expect(() => engine.load(new Float32Array(789), null)).toThrow('790 parameters')
    expect(() => engine.load(parametersFor(NETWORK), new Float32Array(1))).toThrow(RangeError)
    expect(() => engine.outputs(new Uint8Array(48))).toThrow('49 inputs')
  })
})
