import { describe, expect, it } from 'vitest'
import { halfCosine, learningRateAt } from './schedule'

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

describe('learningRateAt', () => {
  it('stays, or falls from the full rate to almost 0 at the last step', () => {
    expect(learningRateAt({ learningRate: 3, schedule: 'constant' }, 99, 100)).toBe(3)
    const falling = { learningRate: 2, schedule: 'cosine' } as const
    expect(learningRateAt(falling, 0, 100)).toBe(2)
    expect(learningRateAt(falling, 50, 100)).toBeCloseTo(1, 12)
    expect(learningRateAt(falling, 99, 100)).toBeCloseTo(2 * 0.000246719, 8)
  })
})
