import { describe, expect, it } from 'vitest'
import { parametersToBytes } from '../../engine/network'
import { createReferenceEngine } from '../../engine/reference'
import { OPTIMISERS } from '../../shared/run-config'
import { createSmallStudy, positionAt } from './testing/small-study'
import { Walker } from './walk'

describe('the weights after a step', () => {
  it.each(OPTIMISERS)('are those of the run itself: %s', async (optimiser) => {
    const { ask } = createSmallStudy({ optimiser, learningRate: 0.05 })
    const at = (step: number) => positionAt(step, { optimiser, learningRate: 0.05 })
    // from the start, from a checkpoint in the middle of an epoch, over the end of one, and back
    for (const [from, step] of [
      [null, 0],
      [null, 7],
      [3, 3],
      [3, 24],
      [null, 23],
      [20, 30]
    ] as const) {
      const start = from === null ? null : at(from)
      const { parameters, epoch } = await ask('study.weights', {}, { step, from: start })
      expect(parameters).toEqual(at(step).parameters)
      expect(epoch).toBe(Math.floor(step / 10))
    }
  })

  it.each(OPTIMISERS)('are those of a fork, too: %s', async (optimiser) => {
    const changes = { optimiser, learningRate: 0.05 }
    const rates = [{ step: 14, learningRate: 0.4 }]
    const study = createSmallStudy(changes, {}, rates)
    // before the fork, at it, after it, and back; from the start, and from checkpoints on both sides
    for (const [from, step] of [
      [null, 13],
      [null, 14],
      [null, 15],
      [10, 24],
      [20, 27],
      [null, 9]
    ] as const) {
      const start = from === null ? null : positionAt(from, changes, rates)
      const { parameters } = await study.ask('study.weights', {}, { step, from: start })
      expect(parameters).toEqual(positionAt(step, changes, rates).parameters)
      const ofTheOther = positionAt(step, changes).parameters
      expect(Buffer.compare(parameters, ofTheOther) === 0).toBe(step <= 14)
    }
    const { after } = await study.ask('study.step', { place: 0 }, { step: 14 })
    expect(after).toEqual(positionAt(15, changes, rates).parameters)
  })

  it('are reached from the closest that was walked to before', async () => {
    const study = createSmallStudy()
    await study.ask('study.weights', {}, { step: 25 })
    let breaths = 0
    const counted = createSmallStudy({}, { breathe: async () => void breaths++ })
    await counted.ask('study.weights', {}, { step: 25 })
    const whole = breaths
    await counted.ask('study.weights', {}, { step: 25 })
    expect(breaths).toBe(whole)
    await counted.ask('study.weights', {}, { step: 26 })
    expect(breaths).toBe(whole + 1)
  })

  it('carry what was changed by hand', async () => {
    const { ask } = createSmallStudy()
    const edits = [{ index: 7, value: 0.5 }]
    const { parameters, layers } = await ask('study.weights', {}, { step: 5, edits })
    const own = positionAt(5).parameters
    expect(layers).toEqual([9, 4, 3])
    expect(new DataView(parameters.buffer).getFloat32(28, true)).toBe(0.5)
    parameters.set(own.subarray(28, 32), 28)
    expect(parameters).toEqual(own)
    const beyond = [{ index: 55, value: 0 }]
    await expect(ask('study.weights', {}, { step: 5, edits: beyond })).rejects.toMatchObject({
      code: 'invalid-input'
    })
    // the next who asks meets the run's own weights
    expect((await ask('study.weights', {}, { step: 5 })).parameters).toEqual(own)
  })

  it('are not those of another run that was walked before', async () => {
    const walker = new Walker()
    const walk = async (seed: number): Promise<Uint8Array> => {
      const { material } = createSmallStudy({ seed })
      const engine = createReferenceEngine(material.network)
      const prepared = { engine, training: engine.addExamples(material.training) }
      const place = await walker.walk(`seed ${seed}`, material, null, 5, {
        engine: () => prepared,
        now: () => 0,
        tell: () => undefined,
        isCalledOff: () => false,
        rest: () => Promise.resolve(),
        breathe: () => Promise.resolve()
      })
      return parametersToBytes(place.parameters)
    }
    for (const seed of [1, 2, 1])
      expect(await walk(seed)).toEqual(positionAt(5, { seed }).parameters)
  })
})
