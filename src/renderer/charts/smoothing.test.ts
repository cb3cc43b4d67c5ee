import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makePoints, makeSeries } from '../testing/charts'
import type { ChartPoint } from './model'
import { smoothPoints, smoothSeries } from './smoothing'

const ys = (points: readonly ChartPoint[]): (number | null)[] => points.map(({ y }) => y)
const weights = fc.double({ min: 0.01, max: 0.999, noNaN: true })
const costs = fc.array(fc.double({ min: 0, max: 10, noNaN: true }), { minLength: 2, maxLength: 60 })

describe('smoothPoints', () => {
  it('stays within what was seen so far, so that nothing is made up', () => {
    fc.assert(
      fc.property(costs, weights, (values, weight) => {
        smoothPoints(makePoints(values), weight, 100).forEach(({ y }, index) => {
          const seen = values.slice(0, index + 1)
          expect(y).toBeGreaterThanOrEqual(Math.min(...seen) - 1e-9)
          expect(y).toBeLessThanOrEqual(Math.max(...seen) + 1e-9)
        })
      })
    )
  })

  it('is the weighted mean of all points so far, each weighing less the longer ago it is', () => {
    // weight 0.5 for a thousandth of the length: for a gap of 1 of 1000
    const [first, second, third] = ys(smoothPoints(makePoints([4, 2, 1]), 0.5, 1000))
    expect(first).toBe(4)
    expect(second).toBeCloseTo((4 * 0.5 + 2) / 1.5)
    expect(third).toBeCloseTo((4 * 0.25 + 2 * 0.5 + 1) / 1.75)
  })

  it('counts distance, not points: a wider gap forgets more', () => {
    const near = smoothPoints(
      [
        { x: 0, y: 4 },
        { x: 1, y: 2 }
      ],
      0.5,
      1000
    )
    const far = smoothPoints(
      [
        { x: 0, y: 4 },
        { x: 10, y: 2 }
      ],
      0.5,
      1000
    )
    expect(far[1].y).toBeLessThan(near[1].y ?? 0)
    expect(far[1].y).toBeCloseTo((4 * 0.5 ** 10 + 2) / (1 + 0.5 ** 10))
  })

  it('smooths runs alike that were noted at different densities', () => {
    // noted every step, and every fourth
    const cost = (x: number): number => 1 + Math.sin(x / 300)
    const noted = (every: number): ChartPoint[] =>
      Array.from({ length: 4000 / every + 1 }, (_, index) => ({
        x: index * every,
        y: cost(index * every)
      }))
    const dense = smoothPoints(noted(1), 0.99, 4000)
    const sparse = smoothPoints(noted(4), 0.99, 4000)
    expect(Math.abs((dense[4000].y ?? 0) - (sparse[1000].y ?? 9))).toBeLessThan(0.005)
  })

  it('leaves alone what is constant, off, or of no length', () => {
    const constant = makePoints([0.1, 0.1, null, 0.1])
    expect(smoothPoints(constant, 0.9, 100)).toBe(constant)
    const falling = makePoints([3, 2, 1])
    expect(smoothPoints(falling, 0, 100)).toBe(falling)
    expect(smoothPoints(falling, 0.9, 0)).toBe(falling)
  })

  it('passes over gaps, which stay gaps', () => {
    expect(ys(smoothPoints(makePoints([4, null, 2]), 0.5, 1000))).toEqual([
      4,
      null,
      expect.closeTo((4 * 0.25 + 2) / 1.25)
    ])
  })

  it('still notices something at the highest weight', () => {
    const jump = makePoints([...Array<number>(10).fill(0), ...Array<number>(5000).fill(1)])
    expect(smoothPoints(jump, 1, 5010).at(-1)?.y).toBeGreaterThan(0.9)
  })
})

describe('smoothSeries', () => {
  it('keeps the stored points beside the line, and smooths the same points once', () => {
    const series = makeSeries('a', [3, 2, 1])
    const smoothed = smoothSeries(series, 0.9, 100)
    expect(smoothed.raw).toBe(series.points)
    expect(smoothSeries({ ...series }, 0.9, 100).points).toBe(smoothed.points)
    expect(smoothSeries(series, 0.5, 100).points).not.toBe(smoothed.points)
    expect(smoothSeries(series, 0, 100)).toBe(series)
  })
})
