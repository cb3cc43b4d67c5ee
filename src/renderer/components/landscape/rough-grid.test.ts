import { describe, expect, it } from 'vitest'
import { betweenKnown } from './rough-grid'

const SIZE = 25
const slope = (row: number, column: number): number => 3 * row - 2 * column + 1
const at = (row: number, column: number): number => row * SIZE + column

/** Heights of a slope, known where both numbers are multiples of the stride, or the last. */
function known(stride: number, height = slope): Float64Array {
  const isOn = (line: number): boolean => line % stride === 0 || line === SIZE - 1
  return Float64Array.from({ length: SIZE * SIZE }, (_, place) => {
    const [row, column] = [Math.floor(place / SIZE), place % SIZE]
    return isOn(row) && isOn(column) ? height(row, column) : NaN
  })
}

describe('a rough picture', () => {
  it.each([10, 5, 2, 1])('of a slope is the slope itself, known at every %d', (stride) => {
    const filled = betweenKnown(known(stride), SIZE)
    filled.forEach((height, place) => {
      expect(height).toBeCloseTo(slope(Math.floor(place / SIZE), place % SIZE), 9)
    })
  })

  it('takes the finest mesh that is known around a place', () => {
    const values = known(10)
    for (const [row, column] of [
      [0, 2],
      [2, 0],
      [2, 2]
    ]) {
      values[at(row, column)] = 100
    }
    const filled = betweenKnown(values, SIZE)
    expect(filled[at(1, 1)]).toBeCloseTo((slope(0, 0) + 300) / 4, 9)
    expect(filled[at(1, 5)]).toBeCloseTo(slope(1, 5), 9)
    expect(filled[at(2, 2)]).toBe(100)
  })

  it('stays unknown where nothing is known around', () => {
    const values = new Float64Array(SIZE * SIZE).fill(NaN)
    values[0] = 1
    const filled = betweenKnown(values, SIZE)
    expect(filled[0]).toBe(1)
    expect(Number.isNaN(filled[at(3, 3)])).toBe(true)
  })

  it('is not finite beside what is not', () => {
    const filled = betweenKnown(
      known(10, (row, column) => (row === 0 && column === 0 ? Infinity : 1)),
      SIZE
    )
    expect(filled[at(3, 3)]).toBe(Infinity)
    expect(filled[at(13, 3)]).toBe(1)
    expect(filled[at(10, 10)]).toBe(1)
    const inside = known(10, (row, column) => (row === 10 && column === 10 ? Infinity : 1))
    expect(betweenKnown(inside, SIZE)[at(3, 0)]).toBe(1)
    expect(betweenKnown(inside, SIZE)[at(3, 3)]).toBe(Infinity)
  })
})
