import { describe, expect, it } from 'vitest'
import type { Rgb } from '../weights/weight-colours'
import { answerAt, FINER, fieldPixels, sharesOf, type Field } from './field-pixels'
import { areaAround, gridInputs, gridSide, middles } from './plane-points'

describe('the area shown', () => {
  it('holds all points of both parts, with a margin', () => {
    const points = {
      training: Float32Array.of(-1, 0, 0, 1, 2, 1),
      test: Float32Array.of(0, -2, 0)
    }
    const { x, y } = areaAround(points, 3)
    expect(x.min).toBeCloseTo(-1.16)
    expect(x.max).toBeCloseTo(1.16)
    expect(y.min).toBeCloseTo(-2.32)
    expect(y.max).toBeCloseTo(2.32)
  })

  it('is one also of one point, of none, and of what is no number', () => {
    const of = (...values: number[]): { min: number; max: number } =>
      areaAround({ training: Float32Array.from(values), test: new Float32Array() }, 2).x
    expect(of(3, 1)).toEqual({ min: 2.5, max: 3.5 })
    expect(of()).toEqual({ min: -1, max: 1 })
    expect(of(NaN, 1, 3, 1, Infinity, 0)).toEqual({ min: 2.5, max: 3.5 })
  })
})

describe('the grid of questions', () => {
  it('goes row by row from the top left', () => {
    const area = { x: { min: 0, max: 2 }, y: { min: 0, max: 4 } }
    expect([...gridInputs(area, 2)]).toEqual([0.5, 3, 1.5, 3, 0.5, 1, 1.5, 1])
    expect(middles(area.x, 4)).toEqual([0.25, 0.75, 1.25, 1.75])
  })

  it('is the coarser, the larger the network', () => {
    expect(gridSide(371)).toBe(64)
    expect(gridSide(67_000)).toBe(38)
    expect(gridSide(6_000_000)).toBe(16)
  })
})

/** Two classes: the first answers at the left, the second at the right. */
const split: Field = {
  side: 4,
  classes: 2,
  outputs: Float32Array.from({ length: 32 }, (_, at) => {
    const isRight = (at >> 1) % 4 >= 2
    return (at % 2 === 1) === isRight ? 0.9 : 0.1
  })
}
const RED: Rgb = [255, 0, 0]
const BLUE: Rgb = [0, 0, 255]
const look = { colours: [RED, BLUE], ground: [255, 255, 255], line: [0, 0, 0] } as const

describe('the picture of the answers', () => {
  const pixels = split.side * FINER
  const at = (rgba: Uint8ClampedArray, x: number, y: number): number[] => [
    ...rgba.subarray((y * pixels + x) * 4, (y * pixels + x) * 4 + 3)
  ]

  it('has the colour of the answer on either side of a line', () => {
    const rgba = fieldPixels(split, look)
    expect(rgba).toHaveLength(pixels * pixels * 4)
    const [red, , blue] = at(rgba, 1, 5)
    expect(red).toBeGreaterThan(blue)
    const [otherRed, , otherBlue] = at(rgba, pixels - 2, 5)
    expect(otherBlue).toBeGreaterThan(otherRed)
    expect(at(rgba, pixels / 2, 5)).toEqual([0, 0, 0])
    const dark = [...Array(pixels).keys()].filter((x) => at(rgba, x, 5).every((each) => each === 0))
    expect(dark).toEqual([pixels / 2])
  })

  it('is stronger where the network is surer', () => {
    const unsure = { ...split, outputs: split.outputs.map((each) => 0.5 + (each - 0.5) / 10) }
    expect(at(fieldPixels(unsure, look), 1, 5)[1]).toBeGreaterThan(
      at(fieldPixels(split, look), 1, 5)[1]
    )
  })

  it('tells classes apart by stripes, without their colours', () => {
    const grey = { ...look, colours: [RED, RED] }
    const row = (from: number, to: number): Set<string> => {
      const rgba = fieldPixels({ ...split, side: 4 }, grey)
      return new Set([...Array(to - from).keys()].map((x) => at(rgba, from + x, 9).join()))
    }
    // one tone where there are no stripes, two where there are
    expect(row(0, 5).size).toBe(1)
    expect(row(11, 16).size).toBeGreaterThan(1)
  })

  it('finds between the places of the grid also an answer that none of them gives', () => {
    // the first is sure at the left, the second at the right, the last never, and least wrong between them
    const rows = [
      [1, 0, 0.1, 0.2, 0.1, 0.8],
      [0, 1, 0.2, 0.1, 0.2, 0.8]
    ]
    const outputs = Float32Array.from([...rows, ...rows].flat())
    const colours = [RED, RED, RED, RED, RED, BLUE]
    const rgba = fieldPixels({ side: 2, classes: 6, outputs }, { ...look, colours })
    const [red, , blue] = [...rgba.subarray(4 * (8 + 4), 4 * (8 + 5))]
    expect(blue).toBeGreaterThan(red)
  })

  it('is the ground where no output is a number', () => {
    const none = { ...split, outputs: new Float32Array(32).fill(NaN) }
    expect(at(fieldPixels(none, look), 3, 3)).toEqual([255, 255, 255])
    expect(sharesOf(none)).toEqual([0, 0])
    expect(answerAt(none, 0, 0).answer).toBe(-1)
  })
})

describe('the answers in words', () => {
  it('are the shares of the plane, and the answer at a place', () => {
    expect(sharesOf(split)).toEqual([0.5, 0.5])
    expect(answerAt(split, 3, 3)).toEqual({ answer: 1, output: expect.closeTo(0.9) as number })
    expect(answerAt(split, 0, 0).answer).toBe(0)
  })
})
