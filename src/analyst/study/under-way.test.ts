import { describe, expect, it } from 'vitest'
import type { Costs } from './averages'
import { KeptCosts } from './kept-costs'
import { refuseCalledOff, type StudyTools } from './task'
import { createSmallStudy, type SmallStudy } from './testing/small-study'

const all = { kind: 'training', count: null } as const

describe('a study', () => {
  const budget = { images: 400, sizes: [1], learningRate: 0.1, reduction: 'mean' as const }

  it('is called off alone: another goes on beside it', async () => {
    const { ask, analyst } = createSmallStudy()
    const first = ask('study.budget', budget, { step: 0 })
    const second = ask('study.budget', budget, { step: 0 })
    analyst.cancel(1)
    await expect(first).rejects.toMatchObject({ code: 'cancelled' })
    expect((await second).lines).toHaveLength(1)
  })

  it('can be called off, also while it walks', async () => {
    const study = createSmallStudy({}, { breathe: async () => study.analyst.cancel(1) })
    await expect(study.ask('study.weights', {}, { step: 20 })).rejects.toMatchObject({
      code: 'cancelled'
    })
  })

  it('tells how far it is, and at last that it is there', async () => {
    let time = 0
    const { ask, told } = createSmallStudy({}, { now: () => (time += 60) })
    await ask('study.budget', budget, { step: 0 })
    expect(told.length).toBeGreaterThan(1)
    expect(told.at(-1)).toEqual({ type: 'study-progress', id: 1, done: 400, of: 400 })
    const done = told.map((message) => (message.type === 'study-progress' ? message.done : NaN))
    expect(done).toEqual(done.toSorted((a, b) => a - b))
  })

  it('that is soon done tells nothing', async () => {
    const { ask, told } = createSmallStudy()
    await ask('study.budget', budget, { step: 20 })
    await ask('study.gradient', { over: all }, { step: 20 })
    expect(told).toEqual([])
  })

  it('tells how far its walk is', async () => {
    let time = 0
    const { ask, told } = createSmallStudy({ epochs: 200 }, { now: () => (time += 60) })
    await ask('study.weights', {}, { step: 1200 })
    expect(told).toEqual(
      [500, 1000, 1200].map((done) => ({ type: 'study-progress', id: 1, done, of: 1200 }))
    )
  })

  it('is not disturbed by others that use the same engine meanwhile', async () => {
    const drawn = { sizes: [1, 5], draws: 4, seed: 1 }
    for (const asked of [
      ({ ask }: SmallStudy) => ask('study.budget', budget, { step: 5 }),
      ({ ask }: SmallStudy) => ask('study.batches', drawn, { step: 5 })
    ]) {
      const alone = await asked(createSmallStudy())
      const study = createSmallStudy()
      const others = [3, 14, 28].map((step) => study.ask('study.weights', {}, { step }))
      const [together] = await Promise.all([asked(study), ...others])
      expect(together).toEqual(alone)
    }
  })
})

describe('kept costs', () => {
  const found: Costs = {
    costs: Float64Array.of(1),
    answers: Uint8Array.of(0),
    shares: Float32Array.of(1),
    sums: null
  }

  function createAsker(): StudyTools & { callOff(): void } {
    let calledOff = false
    return {
      engine: () => {
        throw new Error('No engine is needed.')
      },
      now: () => 0,
      tell: () => undefined,
      isCalledOff: () => calledOff,
      rest: () => Promise.resolve(),
      breathe: async () => (calledOff ? refuseCalledOff() : undefined),
      callOff: () => (calledOff = true)
    }
  }

  async function search(tools: StudyTools): Promise<Costs> {
    searches++
    for (let breath = 0; breath < 10; breath++) await tools.breathe()
    return found
  }
  let searches = 0

  it('are found once for equal weights, and anew for others', async () => {
    searches = 0
    const kept = new KeptCosts()
    const asker = createAsker()
    expect(await kept.get('one', asker, search)).toBe(found)
    await kept.get('one', asker, search)
    expect(searches).toBe(1)
    await kept.get('other', asker, search)
    await kept.get('one', asker, search)
    expect(searches).toBe(3)
  })

  it('are found for a newer question, though the one that began is called off', async () => {
    searches = 0
    const kept = new KeptCosts()
    const [older, newer] = [createAsker(), createAsker()]
    const first = kept.get('one', older, search)
    older.callOff()
    expect(await kept.get('one', newer, search)).toBe(found)
    expect(await first).toBe(found)
    expect(searches).toBe(1)
  })

  it('are given up when nobody waits, and looked for anew', async () => {
    searches = 0
    const kept = new KeptCosts()
    const asker = createAsker()
    const first = kept.get('one', asker, search)
    asker.callOff()
    await expect(first).rejects.toMatchObject({ code: 'cancelled' })
    expect(await kept.get('one', createAsker(), search)).toBe(found)
    expect(searches).toBe(2)
  })
})
