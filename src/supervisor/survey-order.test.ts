import { describe, expect, it } from 'vitest'
import { coarseToFine } from './survey-order'

describe('the order of a survey', () => {
  it.each([2, 25, 51])('meets each place of a grid of %d once', (size) => {
    const { coarse, fine } = coarseToFine(size)
    const all = [...coarse, ...fine]
    expect(all.toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: size * size }, (_, place) => place)
    )
  })

  it('begins with the corners, then with every tenth place, and halves the distances', () => {
    const { coarse, fine } = coarseToFine(51)
    const along = [0, 10, 20, 30, 40, 50]
    expect(coarse.slice(0, 4)).toEqual([0, 50, 50 * 51, 51 * 51 - 1])
    expect(coarse.toSorted((a, b) => a - b)).toEqual(
      along.flatMap((row) => along.map((column) => row * 51 + column))
    )
    const next = fine.slice(0, 121 - 36)
    expect(next.every((place) => (place % 51) % 5 === 0 && Math.floor(place / 51) % 5 === 0)).toBe(
      true
    )
    expect(coarseToFine(25).coarse).toContain(25 * 25 - 1)
  })
})
