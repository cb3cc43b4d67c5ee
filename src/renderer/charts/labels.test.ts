import { describe, expect, it } from 'vitest'
import { spreadLabels } from './labels'

const spread = (wanted: number[], gap = 10, top = 0, bottom = 100): number[] => {
  const places = spreadLabels(
    wanted.map((y, index) => ({ index, y })),
    gap,
    top,
    bottom
  )
  return wanted.map((_, index) => places.find((place) => place.index === index)?.y ?? Number.NaN)
}

describe('spreadLabels', () => {
  it('leaves labels alone that do not touch', () => {
    expect(spread([10, 50, 30])).toEqual([10, 50, 30])
  })

  it('moves touching labels apart around their middle', () => {
    expect(spread([50, 50])).toEqual([45, 55])
    expect(spread([50, 52, 51])).toEqual([41, 61, 51])
  })

  it('pushes a chain of neighbours until none overlaps', () => {
    const places = spread([40, 41, 48, 56])
    const sorted = [...places].sort((a, b) => a - b)
    for (let index = 1; index < sorted.length; index++) {
      expect(sorted[index] - sorted[index - 1]).toBeGreaterThanOrEqual(10 - 1e-9)
    }
  })

  it('stays within top and bottom', () => {
    expect(spread([0, 0, 0])).toEqual([0, 10, 20])
    expect(spread([100, 99])).toEqual([100, 90])
  })
})
