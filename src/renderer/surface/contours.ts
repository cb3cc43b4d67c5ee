import { contours } from 'd3-contour'
import type { HeightGrid } from './grid'

/** The ground at or above a level, in the pixels of a picture. */
export interface Contour {
  level: number
  /** Closed rings as x, y, x, y …, set apart by NaN; holes turn the other way round. */
  points: Float64Array
}

/** From the places of a grid to a picture. */
export interface GridToPixels {
  toX: (x: number) => number
  toY: (y: number) => number
}

/**
 * The ground at or above each level, by marching squares with linear interpolation. Infinite heights
 * are above every level. Rings that leave the grid run half a cell outside of it: clip them.
 */
export function contoursOf(
  { xs, ys, values }: HeightGrid,
  levels: readonly number[],
  { toX, toY }: GridToPixels
): Contour[] {
  const finite = withoutInfinity(values)
  const trace = contours().size([xs.length, ys.length]).smooth(true)
  // the place of the value i is i + 0.5 there
  const left = toX(xs[0])
  const perColumn = (toX(xs[xs.length - 1]) - left) / (xs.length - 1)
  const bottom = toY(ys[0])
  const perRow = (toY(ys[ys.length - 1]) - bottom) / (ys.length - 1)
  return levels.map((level) => {
    const points: number[] = []
    for (const rings of trace.contour(finite, level).coordinates) {
      for (const ring of rings) {
        if (points.length > 0) points.push(NaN, NaN)
        for (const [across, up] of ring) {
          points.push(left + (across - 0.5) * perColumn, bottom + (up - 0.5) * perRow)
        }
      }
    }
    return { level, points: Float64Array.from(points) }
  })
}

/** Interpolated lines need a finite neighbour: ten times the highest is above every line. */
function withoutInfinity(values: ArrayLike<number>): number[] {
  const list = Array.from(values)
  const highest = list.reduce(
    (most, each) => (Number.isFinite(each) && each > most ? each : most),
    0
  )
  const beyond = highest * 10 + 1
  return list.map((each) => (each === Infinity ? beyond : each))
}
