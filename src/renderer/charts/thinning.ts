import type { AxisScale } from './axis-scale'
import type { ChartPoint } from './model'
import { indicesWithin } from './search'

/** Canvases reckon in single precision: what explodes is drawn as far away as this. */
const FARTHEST_PIXEL = 100_000

/** A line in pixels. */
export interface LinePath {
  /** x, y, x, y …; NaN where the line has a gap. */
  path: Float64Array
  /** It goes up and down within most columns of pixels: drawn with a thick pen it would be a blot. */
  crowded: boolean
}

/** Of a line that only rises or falls, two points a column remain; noise leaves up to four. */
const CROWDED = 2.5

/**
 * A line as it can be seen: of all points within one column of pixels only the first, the lowest, the
 * highest and the last, which fill the same pixels as all of them. Nothing is averaged, so that a
 * lone peak stays; what is not a number, or has no place on a logarithmic axis, leaves a gap.
 */
export function thinLine(points: readonly ChartPoint[], x: AxisScale, y: AxisScale): LinePath {
  const { from, to } = indicesWithin(points, x.domain)
  const columns = Math.abs(x.toPixel(x.domain.max) - x.toPixel(x.domain.min))
  const chosen = to - from > columns * 2 ? chooseIndices(points, from, to, x, y) : range(from, to)
  const path = new Float64Array(chosen.length * 2)
  chosen.forEach((index, place) => {
    const point = points[index]
    const drawable = isDrawable(point.x, x) && isDrawable(point.y, y)
    path[place * 2] = drawable ? x.toPixel(point.x) : Number.NaN
    path[place * 2 + 1] = drawable ? clamp(y.toPixel(point.y ?? Number.NaN)) : Number.NaN
  })
  return { path, crowded: chosen.length > columns * CROWDED }
}

function isDrawable(value: number | null, axis: AxisScale): boolean {
  return value !== null && Number.isFinite(value) && (value > 0 || !axis.logarithmic)
}

function clamp(pixel: number): number {
  return Math.min(Math.max(pixel, -FARTHEST_PIXEL), FARTHEST_PIXEL)
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index)
}

/** The indices of the points to draw, ascending. Gaps are kept: one index for each run of them. */
function chooseIndices(
  points: readonly ChartPoint[],
  from: number,
  to: number,
  x: AxisScale,
  y: AxisScale
): number[] {
  const chosen: number[] = []
  /** Where the column of the point before ends: to compare is quicker than to work out pixels. */
  let end = -Infinity
  let first = -1
  let lowest = -1
  let highest = -1
  let last = -1
  const flush = (): void => {
    if (first < 0) return
    const [early, late] = lowest < highest ? [lowest, highest] : [highest, lowest]
    chosen.push(first)
    if (early > first) chosen.push(early)
    if (late > early && late > first) chosen.push(late)
    if (last > late) chosen.push(last)
    first = -1
  }
  let inGap = false
  for (let index = from; index < to; index++) {
    const point = points[index]
    if (point.y === null || !isDrawable(point.y, y) || !isDrawable(point.x, x)) {
      flush()
      if (!inGap) chosen.push(index)
      inGap = true
      continue
    }
    inGap = false
    if (first < 0 || point.x >= end) {
      flush()
      end = x.toValue(Math.floor(x.toPixel(point.x)) + 1)
      first = lowest = highest = last = index
      continue
    }
    last = index
    if (point.y < (points[lowest].y ?? 0)) lowest = index
    if (point.y > (points[highest].y ?? 0)) highest = index
  }
  flush()
  return chosen
}

const drawn = new WeakMap<readonly ChartPoint[], { key: string; line: LinePath }>()

/** The same, kept as long as neither the points nor the axes change: most lines of a live chart do not. */
export function cachedLine(points: readonly ChartPoint[], x: AxisScale, y: AxisScale): LinePath {
  const places = [x, y].map(({ domain, logarithmic, toPixel }) => [
    domain.min,
    domain.max,
    logarithmic,
    toPixel(domain.min),
    toPixel(domain.max)
  ])
  const key = places.join()
  const known = drawn.get(points)
  if (known?.key === key) return known.line
  const line = thinLine(points, x, y)
  drawn.set(points, { key, line })
  return line
}
