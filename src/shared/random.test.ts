import { describe, expect, it } from 'vitest'
import { randomStream, shuffle } from './random'

const take = (count: number, draw: () => number): number[] => Array.from({ length: count }, draw)

describe('randomStream', () => {
  it('gives the same numbers for the same seed, purpose and index', () => {
    const first = take(100, randomStream(7, 'order', 3).uint32)
    expect(take(100, randomStream(7, 'order', 3).uint32)).toEqual(first)
  })

  it('gives other numbers when the seed, the purpose or the index differs', () => {
    const first = take(4, randomStream(7, 'order', 3).uint32)
    expect(take(4, randomStream(8, 'order', 3).uint32)).not.toEqual(first)
    expect(take(4, randomStream(7, 'weights', 3).uint32)).not.toEqual(first)
    expect(take(4, randomStream(7, 'order', 4).uint32)).not.toEqual(first)
  })

  it('has these very bits on every machine', () => {
    const random = randomStream(2_024, 'weights', 1)
    expect(take(3, random.uint32)).toEqual([3383868376, 2029457469, 1827103688])
    expect(take(3, random.uniform)).toEqual([
      0.10746982181444764, 0.47907499852590263, 0.7679057791829109
    ])
    expect(take(3, random.normal)).toEqual([
      0.5132304586004466, 0.9814574648626149, -1.2506350872572511
    ])
    expect(take(8, () => random.below(10))).toEqual([9, 8, 6, 4, 2, 1, 1, 4])
    expect(shuffle([0, 1, 2, 3, 4, 5, 6, 7], random)).toEqual([3, 2, 1, 6, 4, 5, 0, 7])
  })

  it('draws uniformly and normally', () => {
    const random = randomStream(1, 'noise')
    const uniform = take(100_000, random.uniform)
    expect(uniform.reduce((sum, x) => sum + x) / uniform.length).toBeCloseTo(0.5, 2)
    const normal = take(100_000, random.normal)
    expect(normal.reduce((sum, x) => sum + x) / normal.length).toBeCloseTo(0, 1)
    expect(normal.reduce((sum, x) => sum + x * x) / normal.length).toBeCloseTo(1, 1)
  })

  it('stays below the limit and reaches every value', () => {
    const random = randomStream(2, 'split')
    const seen = new Set(take(1000, () => random.below(7)))
    expect([...seen].sort()).toEqual([0, 1, 2, 3, 4, 5, 6])
  })
})

describe('shuffle', () => {
  it('keeps every item and changes their order', () => {
    const order = shuffle(
      Uint32Array.from({ length: 50 }, (_, i) => i),
      randomStream(1, 'order')
    )
    expect([...order]).not.toEqual([...order].sort((a, b) => a - b))
    expect([...order].sort((a, b) => a - b)).toEqual([...Array(50).keys()])
  })
})
