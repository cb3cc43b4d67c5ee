import { describe, expect, it } from 'vitest'
import { digitFromPixels, type GreyPicture } from './digit-pixels'

/** Paper with one rectangle of ink. */
function rectangle(
  width: number,
  height: number,
  box: { left: number; top: number; width: number; height: number },
  value = 255
): GreyPicture {
  const values = new Uint8Array(width * height)
  for (let row = box.top; row < box.top + box.height; row++) {
    values.fill(value, row * width + box.left, row * width + box.left + box.width)
  }
  return { width, height, values }
}

/** The inked pixels' first and last column and row. */
function bounds(values: Uint8Array): number[] {
  const inked = [...values.keys()].filter((index) => values[index] > 0)
  const columns = inked.map((index) => index % 28)
  const rows = inked.map((index) => Math.floor(index / 28))
  return [Math.min(...columns), Math.max(...columns), Math.min(...rows), Math.max(...rows)]
}

describe('digitFromPixels', () => {
  it('shrinks the longest side to 20 and centres the mass on pixel 14', () => {
    const tall = rectangle(200, 300, { left: 90, top: 40, width: 50, height: 200 })
    expect(bounds(digitFromPixels(tall))).toEqual([11, 16, 4, 23])
  })

  it('keeps the share of ink: area resampling loses none', () => {
    const square = rectangle(60, 60, { left: 3, top: 5, width: 50, height: 25 })
    const ink = digitFromPixels(square).reduce((sum, value) => sum + value, 0) / 255
    expect(ink).toBeCloseTo(20 * 10, 5)
  })

  it('stretches pale ink so that the darkest is 255', () => {
    const pale = rectangle(64, 64, { left: 20, top: 20, width: 20, height: 20 }, 90)
    expect(Math.max(...digitFromPixels(pale))).toBe(255)
  })

  it('does not blow up a speck to the whole picture', () => {
    const speck = rectangle(40, 40, { left: 30, top: 8, width: 1, height: 1 })
    const [left, right, top, bottom] = bounds(digitFromPixels(speck))
    expect([right - left + 1, bottom - top + 1]).toEqual([2, 2])
    expect([left, top]).toEqual([13, 13])
  })

  it('takes ink at the picture edge for what it is', () => {
    const edge = rectangle(30, 30, { left: 0, top: 0, width: 2, height: 30 })
    expect(bounds(digitFromPixels(edge)).slice(2)).toEqual([4, 23])
  })

  it('is empty for an empty picture', () => {
    expect(digitFromPixels(rectangle(9, 9, { left: 0, top: 0, width: 0, height: 0 }))).toEqual(
      new Uint8Array(784)
    )
  })
})
