import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { adamRate } from './adam'

describe("Adam's rate", () => {
  it('corrects the bias of both means, as the formula has it', () => {
    const steps = fc.integer({ min: 1, max: 60_000_000 })
    fc.assert(
      fc.property(steps, fc.constantFrom(1e-6, 0.001, 1000), (t, rate) => {
        const wanted = (rate * Math.sqrt(1 - 0.999 ** t)) / (1 - 0.9 ** t)
        expect(Math.abs(adamRate(rate, t) / wanted - 1)).toBeLessThan(1e-12)
      }),
      { seed: 1, numRuns: 500 }
    )
    expect(adamRate(1, 1)).toBeCloseTo(Math.sqrt(0.001) / 0.1, 12)
  })

  it('has these very bits on every machine', () => {
    expect([1, 2, 3, 10, 1000, 1e6].map((t) => adamRate(0.001, t))).toEqual([
      0.00031622776601683816, 0.00023531672532745276, 0.0002020105974389679, 0.00015318907395118158,
      0.0007951758140367658, 0.001
    ])
  })
})
