import { describe, expect, it } from 'vitest'
import { layerSpans } from '../network/parameter-places'
import { factsOf, largestComponents, negated, partOfLayer, shareOfFall } from './components'

const COMPONENTS = Float32Array.of(1, -4, 0, 2, -2, 3)

describe('the ranking', () => {
  it('goes by size, whatever the sign, and keeps the order of equals', () => {
    expect(largestComponents(COMPONENTS, 4)).toEqual([1, 5, 3, 4])
    expect(largestComponents(COMPONENTS, 99)).toEqual([1, 5, 3, 4, 0, 2])
  })

  it('stays within a part', () => {
    expect(largestComponents(COMPONENTS, 2, { from: 2, to: 5 })).toEqual([3, 4])
  })

  it('agrees with sorting all of them', () => {
    const many = Float32Array.from({ length: 500 }, (_, index) => Math.sin(index * 7.3) ** 5)
    const sorted = [...many.keys()].sort((a, b) => Math.abs(many[b]) - Math.abs(many[a]) || a - b)
    expect(largestComponents(many, 60)).toEqual(sorted.slice(0, 60))
  })
})

describe('what is said of components', () => {
  it('is their length, their largest and their mean size', () => {
    expect(factsOf(COMPONENTS)).toEqual({
      count: 6,
      length: Math.sqrt(34),
      largest: 4,
      meanSize: 2
    })
    expect(factsOf(COMPONENTS, { from: 2, to: 4 })).toMatchObject({ count: 2, largest: 2 })
  })

  it('is the part of the promised fall, which adds up to all of it', () => {
    expect(shareOfFall(COMPONENTS, [1])).toBeCloseTo(16 / 34, 12)
    expect(shareOfFall(COMPONENTS, [0, 1, 2, 3, 4, 5])).toBeCloseTo(1, 12)
    expect(shareOfFall(new Float32Array(3), [0])).toBe(0)
  })

  it('is told layer by layer, the biases with their layer', () => {
    expect(layerSpans([3, 2, 1]).map(partOfLayer)).toEqual([
      { from: 0, to: 8 },
      { from: 8, to: 11 }
    ])
  })
})

it('points the other way than the gradient', () => {
  expect([...negated(Float32Array.of(1, -2))]).toEqual([-1, 2])
})
