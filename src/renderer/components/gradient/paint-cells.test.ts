import { expect, it } from 'vitest'
import type { Rgb } from '../weights/weight-colours'
import { paintCells } from './paint-cells'

const COLOURS: Rgb[] = [
  [255, 0, 0],
  [0, 0, 0],
  [0, 0, 255]
]

it('paints negative and positive on a symmetric scale, and leaves holes where nothing is', () => {
  const cells = [
    [-2, 0],
    [2, null]
  ]
  const { pixels, height } = paintCells(
    { width: 2, rows: 2 },
    (row, column) => cells[row][column],
    2,
    COLOURS
  )
  expect(height).toBe(2)
  expect([...pixels]).toEqual([255, 0, 0, 255, 0, 0, 0, 255, 0, 0, 255, 255, 0, 0, 0, 0])
})

it('shows the strongest where cells share a pixel', () => {
  const column = [0.5, -1, 0, Number.NaN, 1]
  const { pixels, height } = paintCells({ width: 1, rows: 5 }, (row) => column[row], 1, COLOURS, 3)
  expect(height).toBe(3)
  expect([...pixels.subarray(0, 4)]).toEqual([255, 0, 0, 255])
  expect([...pixels.subarray(8, 12)]).toEqual([0, 0, 255, 255])
})
