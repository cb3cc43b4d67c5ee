import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RateChange } from '../shared/run'
import { SCHEDULES } from '../shared/run-config'
import { halfCosine, learningRateAt, type RateSettings } from './schedule'

describe('halfCosine', () => {
  it('is half a cosine wave from 1 to 0', () => {
    for (let i = 0; i <= 1000; i++) {
      const t = i / 1000
      expect(Math.abs(halfCosine(t) - (1 + Math.cos(Math.PI * t)) / 2)).toBeLessThan(1e-14)
    }
    expect(halfCosine(0)).toBe(1)
  })

  it('has these very bits on every machine', () => {
    expect([0.1, 0.25, 0.5, 0.75, 0.9].map(halfCosine)).toEqual([
      0.9755282581475768, 0.8535533905932737, 0.5000000000000001, 0.1464466094067262,
      0.02447174185242324
    ])
  })
})

/** Ten epochs of ten steps, at a full rate of 2. */
function settings(
  config: Partial<RateSettings['config']>,
  changes: readonly RateChange[] = []
): RateSettings {
  const plain = { learningRate: 2, scheduleEvery: 10, scheduleFactor: 0.5 }
  return {
    config: { ...plain, schedule: 'constant', ...config },
    stepsPerEpoch: 10,
    totalSteps: 100,
    changes
  }
}

describe('learningRateAt', () => {
  it('stays', () => {
    expect(learningRateAt(settings({}), 0)).toBe(2)
    expect(learningRateAt(settings({}), 99)).toBe(2)
  })

  it('falls from the full rate to almost 0 at the last step', () => {
    const falling = settings({ schedule: 'cosine' })
    expect(learningRateAt(falling, 0)).toBe(2)
    expect(learningRateAt(falling, 50)).toBeCloseTo(1, 12)
    expect(learningRateAt(falling, 99)).toBeCloseTo(2 * 0.000246719, 8)
  })

  it('drops with the first step after every so many epochs', () => {
    const dropping = settings({ schedule: 'step', scheduleEvery: 3, scheduleFactor: 0.5 })
    const rates = [0, 29, 30, 59, 60, 89, 90, 99].map((step) => learningRateAt(dropping, step))
    expect(rates).toEqual([2, 2, 1, 1, 0.5, 0.5, 0.25, 0.25])
  })

  it('drops there whatever the number of steps in an epoch', () => {
    const counts = fc.integer({ min: 1, max: 60_000 })
    const epochs = fc.integer({ min: 1, max: 1000 })
    fc.assert(
      fc.property(counts, epochs, epochs, (stepsPerEpoch, scheduleEvery, drops) => {
        const { config } = settings({ schedule: 'step', scheduleEvery, scheduleFactor: 0.99 })
        const dropping = { config, stepsPerEpoch, totalSteps: 1e9, changes: [] }
        const first = drops * scheduleEvery * stepsPerEpoch
        const before = learningRateAt(dropping, first - 1)
        expect(learningRateAt(dropping, first)).toBe(before * 0.99)
        expect(before).toBeCloseTo(2 * 0.99 ** (drops - 1), 12)
      }),
      { seed: 1, numRuns: 200 }
    )
  })

  it.each(SCHEDULES)('goes on from another full rate, with the schedule %s', (schedule) => {
    const shape = { schedule, scheduleEvery: 3, scheduleFactor: 0.5 }
    const changes = [
      { step: 20, learningRate: 8 },
      { step: 70, learningRate: 0.5 }
    ]
    for (let step = 0; step < 100; step++) {
      const full = step < 20 ? 2 : step < 70 ? 8 : 0.5
      const untouched = learningRateAt(settings({ ...shape, learningRate: full }), step)
      expect(learningRateAt(settings(shape, changes), step)).toBe(untouched)
    }
  })

  it('takes the last of two changes at one step', () => {
    const changes = [
      { step: 5, learningRate: 8 },
      { step: 5, learningRate: 4 }
    ]
    expect(learningRateAt(settings({}, changes), 5)).toBe(4)
  })
})
