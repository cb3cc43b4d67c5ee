import { describe, expect, it } from 'vitest'
import type { ChartPoint } from '../../charts/model'
import { meanAndBand } from './mean-band'

const line = (...pairs: [number, number | null][]): ChartPoint[] =>
  pairs.map(([x, y]) => ({ x, y }))

describe('the mean of several lines', () => {
  it('has a band from the lowest to the highest', () => {
    const { points, band } = meanAndBand(
      [line([0, 1], [1, 5]), line([0, 2], [1, 7]), line([0, 6], [1, 9])],
      'range'
    )
    expect(points).toEqual(line([0, 3], [1, 7]))
    expect(band).toEqual([
      { x: 0, low: 1, high: 6 },
      { x: 1, low: 5, high: 9 }
    ])
  })

  it('has a band of one standard deviation of a sample', () => {
    const { band } = meanAndBand([line([0, 2]), line([0, 4]), line([0, 6])], 'deviation')
    expect(band).toEqual([{ x: 0, low: 2, high: 6 }])
  })

  it('is there only where all have a value, and ends exactly there', () => {
    const { points } = meanAndBand(
      [line([0, 0], [2, 2], [4, 4], [6, 6]), line([1, 10], [5, 10])],
      'range'
    )
    expect(points.map(({ x }) => x)).toEqual([1, 2, 4, 5])
    expect(points.map(({ y }) => y)).toEqual([5.5, 6, 7, 7.5])
  })

  it('does not guess across a value that was no number', () => {
    const { points, band } = meanAndBand(
      [line([0, 0], [1, 1], [2, 2], [3, 3]), line([0, 0], [2, null], [3, 3])],
      'range'
    )
    expect(points.map(({ y }) => y)).toEqual([0, null, null, 3])
    expect(band.map(({ x }) => x)).toEqual([0, 3])
  })

  it('is nothing where lines do not overlap, or one has no points', () => {
    expect(meanAndBand([line([0, 1], [1, 1]), line([2, 1], [3, 1])], 'range').points).toEqual([])
    expect(meanAndBand([line([0, 1]), []], 'range').points).toEqual([])
    expect(meanAndBand([], 'range').points).toEqual([])
  })
})
