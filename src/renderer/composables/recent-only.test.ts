import { describe, expect, it } from 'vitest'
import { recentOnly } from './recent-only'

describe('recentOnly', () => {
  const keysOf = (kept: ReturnType<typeof recentOnly<string>>, upTo: number): number[] =>
    Array.from({ length: upTo }, (_, key) => key).filter((key) => kept.get(key) !== undefined)

  it('drops the one used longest ago when there are too many', () => {
    const kept = recentOnly<string>(2, 100)
    kept.set(0, 'a', 1)
    kept.set(1, 'b', 1)
    expect(kept.get(0)).toBe('a')
    kept.set(2, 'c', 1)
    expect(keysOf(kept, 3)).toEqual([0, 2])
  })

  it('drops as many as it takes when they are too large together', () => {
    const kept = recentOnly<string>(10, 100)
    for (const key of [0, 1, 2]) kept.set(key, 'x', 40)
    expect(keysOf(kept, 3)).toEqual([1, 2])
    kept.set(3, 'large', 90)
    expect(keysOf(kept, 4)).toEqual([3])
  })

  it('keeps one that is too large, alone', () => {
    const kept = recentOnly<string>(10, 100)
    kept.set(0, 'x', 1)
    kept.set(1, 'huge', 1000)
    expect(keysOf(kept, 2)).toEqual([1])
  })

  it('counts a value that replaces another once', () => {
    const kept = recentOnly<string>(10, 100)
    kept.set(0, 'a', 60)
    kept.set(0, 'b', 60)
    kept.set(1, 'c', 40)
    expect([kept.get(0), kept.get(1)]).toEqual(['b', 'c'])
  })
})
