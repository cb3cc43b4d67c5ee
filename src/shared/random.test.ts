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
