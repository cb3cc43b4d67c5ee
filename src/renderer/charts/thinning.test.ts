import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makePoints } from '../testing/charts'
import { axisScale } from './axis-scale'
import type { ChartPoint } from './model'
import { cachedLine, thinLine, type LinePath } from './thinning'

const WIDTH = 50
const HEIGHT = 100

/** A chart of 50 columns of pixels; y is told in pixels itself, upside up. */
function thin(
  points: readonly ChartPoint[],
  x = { min: 0, max: 1000 },
  logarithmic = { x: false, y: false }
): LinePath {
  const xAxis = axisScale(x, [0, WIDTH], logarithmic.x)
  return thinLine(points, xAxis, axisScale({ min: 1, max: 101 }, [0, HEIGHT], logarithmic.y))
}

/** The pixels of a path, gaps as null. */
function pixels({ path }: LinePath): ([number, number] | null)[] {
  return Array.from({ length: path.length / 2 }, (_, index) => {
    const [x, y] = path.subarray(index * 2)
    return Number.isNaN(x) ? null : [x, y]
  })
}

/** Within each column of pixels: the first, lowest, highest and last. */
function outline(drawn: readonly ([number, number] | null)[]): Map<number, number[]> {
  const columns = new Map<number, number[]>()
  for (const pixel of drawn) {
    if (!pixel) continue
    const [x, y] = pixel
    const column = columns.get(Math.floor(x))
    if (column) column.push(y)
    else columns.set(Math.floor(x), [y])
  }
  for (const [column, ys] of columns) {
    columns.set(column, [ys[0], Math.min(...ys), Math.max(...ys), ys[ys.length - 1]])
  }
  return columns
}

const height = fc.integer({ min: 1, max: 101 })
const whole = fc.array(height, { minLength: 300, maxLength: 1000 })
const broken = fc.array(fc.option(height, { freq: 20 }), { minLength: 300, maxLength: 1000 })

/** So that no point lies just where two columns meet, and rounding would decide. */
const APART = 0.5

/** All points, as they lie on pixels. */
const unthinned = (ys: readonly (number | null)[]): ([number, number] | null)[] =>
  ys.map((y, x) => (y === null ? null : [((x + APART) / 1000) * WIDTH, y - 1]))

describe('thinLine', () => {
  it('fills the same pixels as all points would', () => {
    fc.assert(
      fc.property(whole, (ys) => {
        expect(outline(pixels(thin(makePoints(ys, APART))))).toEqual(outline(unthinned(ys)))
      })
    )
  })

  it('draws only what was there: nothing is averaged', () => {
    const name = (pixel: [number, number] | null): string | undefined =>
      pixel?.map((side) => side.toFixed(6)).join()
    fc.assert(
      fc.property(broken, (ys) => {
        const known = new Set(unthinned(ys).map(name))
        expect(
          pixels(thin(makePoints(ys, APART))).filter((pixel) => !known.has(name(pixel)))
        ).toEqual([])
      })
    )
  })

  it('keeps at most four points a column, and every gap', () => {
    const ys = Array.from({ length: 1000 }, (_, index) => 1 + ((index * 37) % 100))
    const dense = thin(makePoints(ys))
    expect(dense.path.length / 2).toBeLessThanOrEqual(4 * (WIDTH + 1))
    const broken = pixels(thin(makePoints(ys.map((y, index) => (index === 500 ? null : y)))))
    expect(broken.filter((pixel) => pixel === null)).toHaveLength(1)
  })

  it('draws short lines point by point', () => {
    expect(pixels(thin(makePoints([1, 51, null, 101])))).toEqual([
      [0, 0],
      [0.05, 50],
      null,
      [expect.closeTo(0.15), 100]
    ])
  })

  it('goes one point beyond each edge of the part that is shown', () => {
    const line = pixels(thin(makePoints(Array(100).fill(1)), { min: 10.5, max: 20.5 }))
    expect(line.at(0)?.[0]).toBeCloseTo(-2.5)
    expect(line.at(-1)?.[0]).toBeCloseTo(52.5)
    expect(line).toHaveLength(12)
  })

  it('leaves a gap where a logarithmic axis has no place', () => {
    const line = pixels(thin(makePoints([1, 0, -1, 101]), undefined, { x: false, y: true }))
    expect(line.map((pixel) => pixel === null)).toEqual([false, true, true, false])
    const onX = pixels(thin(makePoints([1, 1, 1]), { min: 1, max: 10 }, { x: true, y: false }))
    expect(onX.map((pixel) => pixel === null)).toEqual([true, false, false])
  })

  it('keeps an explosion within what a canvas can reckon with', () => {
    expect(pixels(thin(makePoints([1, 1e300]))).at(1)?.[1]).toBe(100_000)
  })

  it('calls noise crowded, and a smooth line of as many points not', () => {
    const noise = Array.from({ length: 1000 }, (_, index) => 1 + ((index * 37) % 100))
    const smooth = Array.from({ length: 1000 }, (_, index) => 1 + index / 10)
    expect(thin(makePoints(noise)).crowded).toBe(true)
    expect(thin(makePoints(smooth)).crowded).toBe(false)
  })
})

describe('cachedLine', () => {
  it('makes a line again when points or axes are others, and only then', () => {
    const points = makePoints([1, 2, 3])
    const axes = (max: number) =>
      [
        axisScale({ min: 0, max }, [0, 50], false),
        axisScale({ min: 0, max: 5 }, [50, 0], false)
      ] as const
    const first = cachedLine(points, ...axes(10))
    expect(cachedLine(points, ...axes(10))).toBe(first)
    expect(cachedLine(points, ...axes(20))).not.toBe(first)
    expect(cachedLine([...points], ...axes(20))).not.toBe(cachedLine(points, ...axes(20)))
  })
})
