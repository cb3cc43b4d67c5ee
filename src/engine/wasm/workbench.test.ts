import { describe, expect, it } from 'vitest'
import type { Engine, Examples } from '../engine'
import type { Network } from '../network'
import { createFastEngine } from './fast-engine'
import { inkExamples, numberExamples, parametersFor, plan } from './testing/comparison'
import { Workbench } from './workbench'

const NETWORK: Network = { layers: [49, 13, 10], activation: 'relu', output: 'softmax' }
const WIDER: Network = { layers: [49, 40, 7, 10], activation: 'tanh', output: 'sigmoid' }
const MIB = 2 ** 20

const bytesOf = (bench: Workbench): number => bench.arena.size
const ink = inkExamples(NETWORK, 3000, 7)
const numbers = numberExamples(NETWORK, 500, 7)

function loaded(network: Network, bench?: Workbench): Engine {
  const engine = createFastEngine(network, bench)
  engine.load(parametersFor(network), null)
  return engine
}

/** What an engine makes of some steps over each of the examples. */
function results(engine: Engine, sets: readonly Examples[]): unknown {
  const steps = plan(300, { batchSize: 50, optimiser: { kind: 'adam' } })
  steps.rates.fill(0.01)
  return sets.map((examples) => {
    const set = engine.addExamples(examples)
    return [
      engine.train(set, steps),
      engine.parameters(),
      engine.optimiserState(2),
      engine.evaluate(set),
      engine.gradient(set)
    ]
  })
}

describe('engines that share a memory one after the other', () => {
  it('do what they would do alone, whichever inputs were there before', () => {
    const bench = new Workbench()
    const sequence: [Network, Examples[]][] = [
      [NETWORK, [ink, numbers]],
      [WIDER, [numbers, ink]],
      [NETWORK, [ink]],
      [WIDER, []],
      [WIDER, [inkExamples(WIDER, 4000, 7, 95)]],
      [NETWORK, [numbers, ink, numbers]]
    ]
    for (const [network, sets] of sequence) {
      expect(results(loaded(network, bench), sets)).toEqual(results(loaded(network), sets))
    }
  })

  it('may bring other labels for the same inputs', () => {
    const bench = new Workbench()
    const labels = new Uint8Array(3000).fill(3)
    const other: Examples = { ...ink, answers: { kind: 'classes', labels } }
    results(loaded(NETWORK, bench), [ink])
    const size = bytesOf(bench)
    const found = results(loaded(NETWORK, bench), [other])
    expect(found).toEqual(results(loaded(NETWORK), [other]))
    expect(found).not.toEqual(results(loaded(NETWORK), [ink]))
    expect(bytesOf(bench)).toBe(size)
  })

  it('keep parameters and optimiser state when inputs come late', () => {
    const engine = loaded(NETWORK)
    const set = engine.addExamples(ink)
    const steps = plan(300, { batchSize: 50, optimiser: { kind: 'adam' } })
    engine.train(set, steps)
    const before = [engine.parameters(), engine.optimiserState(2), engine.evaluate(set)]
    engine.addExamples(numbers)
    expect([engine.parameters(), engine.optimiserState(2), engine.evaluate(set)]).toEqual(before)
  })

  it('see another picture in the same inputs where the width is another', () => {
    const bench = new Workbench()
    const shifts = new Int8Array(6000).fill(2)
    const inputs = ink.inputs.slice(0, 48 * 3000)
    const costsAt = (imageWidth: number, on: Workbench): Float64Array => {
      const engine = loaded({ ...NETWORK, layers: [48, 10] }, on)
      const set = engine.addExamples({ ...ink, inputs, inputSize: 48, imageWidth })
      return engine.train(set, plan(3000, { shifts })).costs
    }
    const [six, eight] = [6, 8].map((width) => costsAt(width, bench))
    expect(six).toEqual(costsAt(6, new Workbench()))
    expect(eight).toEqual(costsAt(8, new Workbench()))
    expect(six).not.toEqual(eight)
  })

  it('leave the memory as large as it was, 2,000 engines later', () => {
    const bench = new Workbench()
    const some = inkExamples(NETWORK, 200, 7)
    const work = (index: number): void => {
      const labels = Uint8Array.from({ length: 200 }, (_, i) => (i * index) % 10)
      const engine = createFastEngine(index % 2 === 0 ? NETWORK : WIDER, bench)
      const set = engine.addExamples({ ...some, answers: { kind: 'classes', labels } })
      engine.train(set, plan(20, { batchSize: 10 }))
      engine.evaluate(set)
    }
    work(0)
    work(1)
    const size = bytesOf(bench)
    for (let index = 2; index < 2000; index++) work(index)
    expect(bytesOf(bench)).toBe(size)
  })

  it('forget inputs that two engines had no use for', () => {
    const bench = new Workbench()
    // 4 MB each, of which the memory has room for three
    const large = (): Examples => numberExamples({ ...NETWORK, layers: [500, 10] }, 2000)
    const sets = Array.from({ length: 5 }, large)
    const sizes = sets.map((examples) => {
      const engine = createFastEngine({ ...NETWORK, layers: [500, 10] }, bench)
      engine.evaluate(engine.addExamples(examples))
      return bytesOf(bench)
    })
    expect(sizes[1]).toBeGreaterThan(8e6)
    expect(Math.max(...sizes)).toBeLessThan(16e6)
    expect(sizes[4]).toBe(sizes[3])
  })

  it('end when the next begins, and say so', () => {
    const bench = new Workbench()
    const engine = loaded(NETWORK, bench)
    const set = engine.addExamples(ink)
    const heir = createFastEngine(NETWORK, bench)
    for (const attempt of [
      () => engine.load(parametersFor(NETWORK), null),
      () => engine.parameters(),
      () => engine.optimiserState(1),
      () => engine.addExamples(ink),
      () => engine.train(set, plan(1)),
      () => engine.evaluate(set),
      () => engine.gradient(set),
      () => engine.outputs(new Uint8Array(49))
    ]) {
      expect(attempt).toThrow(RangeError)
      expect(attempt).toThrow('This engine has ended')
    }
    expect(() => heir.evaluate(set)).toThrow('another engine')
    expect(heir.parameters()).toEqual(new Float32Array(790))
  })

  it('go on with what they have where more does not fit', () => {
    const bench = new Workbench((8 * MIB) / 65_536)
    const engine = loaded(NETWORK, bench)
    const sets = [engine.addExamples(ink), engine.addExamples(numbers)]
    const before = sets.map((set) => [engine.evaluate(set), engine.gradient(set)])
    expect(() => engine.addExamples(numberExamples(NETWORK, 50_000))).toThrow('MiB: too much')
    expect(engine.parameters()).toEqual(parametersFor(NETWORK))
    expect(sets.map((set) => [engine.evaluate(set), engine.gradient(set)])).toEqual(before)
  })
})
