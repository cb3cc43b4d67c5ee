import { describe, expect, it } from 'vitest'
import { axisScale, ticksOf } from './axis-scale'

describe('axisScale', () => {
  it('goes from values to pixels and back, on both kinds of axis', () => {
    const linear = axisScale({ min: 0, max: 10 }, [100, 300], false)
    expect(linear.toPixel(2.5)).toBe(150)
    expect(linear.toValue(150)).toBe(2.5)
    const logarithmic = axisScale({ min: 0.1, max: 10 }, [200, 0], true)
    expect(logarithmic.toPixel(1)).toBeCloseTo(100)
    expect(logarithmic.toValue(50)).toBeCloseTo(10 ** 0.5)
  })

  it('has no pixel for zero and below on a logarithmic axis', () => {
    const { toPixel } = axisScale({ min: 1, max: 10 }, [0, 100], true)
    expect(Number.isFinite(toPixel(0))).toBe(false)
    expect(toPixel(-1)).toBeNaN()
  })
})

describe('ticksOf', () => {
  it('takes 1, 2, 5 on a logarithmic axis, and linear ticks where these would be too few', () => {
    const ticks = (min: number, max: number): number[] =>
      ticksOf({ domain: { min, max }, logarithmic: true }, false)
    expect(ticks(0.1, 2)).toEqual([0.1, 0.2, 0.5, 1, 2])
    expect(ticks(1.2, 1.8)).toEqual([1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8])
  })

  it('counts in whole numbers', () => {
    expect(ticksOf({ domain: { min: 0, max: 3 }, logarithmic: false }, true)).toEqual([0, 1, 2, 3])
  })
})
