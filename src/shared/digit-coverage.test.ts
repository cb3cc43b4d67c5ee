import { describe, expect, it } from 'vitest'
import { centreOfInk, greyValues, inkStrokes } from './digit-coverage'

const sum = (values: Uint8Array): number => values.reduce((total, value) => total + value, 0)

const dot = (x: number, y: number, width: number): Parameters<typeof inkStrokes>[0] => [
  { points: [{ x, y }], width }
]

describe('inkStrokes', () => {
  it('covers the area of a disc', () => {
    const ink = sum(greyValues(inkStrokes(dot(14, 14, 10)))) / 255
    expect(ink / (Math.PI * 25)).toBeCloseTo(1, 2)
  })

  it('covers the area of a bar with round ends, wherever it points', () => {
    const area = 13 * 3 + Math.PI * 1.5 * 1.5
    for (const [dx, dy] of [
      [13, 0],
      [0, 13],
      [5, 12],
      [-12, 5]
    ]) {
      const points = [
        { x: 14 - dx / 2, y: 14 - dy / 2 },
        { x: 14 + dx / 2, y: 14 + dy / 2 }
      ]
      const ink = sum(greyValues(inkStrokes([{ points, width: 3 }]))) / 255
      expect(ink / area).toBeCloseTo(1, 2)
    }
  })

  it('inks a place once, however often the pen passes', () => {
    const points = [
      { x: 5, y: 5 },
      { x: 20, y: 9 }
    ]
    const once = inkStrokes([{ points, width: 2 }])
    const thrice = inkStrokes([
      { points, width: 2 },
      { points: [...points, ...points], width: 2 }
    ])
    expect(thrice).toEqual(once)
  })

  it('joins points that lie close together without leaving the last one out', () => {
    const points = Array.from({ length: 200 }, (_, index) => ({ x: 5 + index / 20, y: 14 }))
    const dense = centreOfInk(inkStrokes([{ points, width: 2 }]))
    const sparse = centreOfInk(inkStrokes([{ points: [points[0], points[199]], width: 2 }]))
    expect(dense).toEqual(sparse)
  })

  it('loses what lies beyond the picture', () => {
    expect(sum(greyValues(inkStrokes(dot(-3, 40, 4))))).toBe(0)
    const half = sum(greyValues(inkStrokes(dot(0, 14, 10)))) / 255
    expect(half / (Math.PI * 12.5)).toBeCloseTo(1, 2)
  })
})

describe('greyValues', () => {
  it('is 255 where a pixel is full and in between where it is half covered', () => {
    const points = [
      { x: 2, y: 5 },
      { x: 26, y: 5 }
    ]
    const values = greyValues(inkStrokes([{ points, width: 3 }]))
    const column = [2, 3, 4, 5, 6, 7].map((row) => values[row * 28 + 14])
    expect(column).toEqual([0, 128, 255, 255, 128, 0])
  })
})

describe('centreOfInk', () => {
  it('finds the middle of a disc, and nothing on empty paper', () => {
    const found = centreOfInk(inkStrokes(dot(9, 17, 6)))
    expect(found?.x).toBeCloseTo(9, 10)
    expect(found?.y).toBeCloseTo(17, 10)
    expect(centreOfInk(inkStrokes([]))).toBeNull()
  })
})
