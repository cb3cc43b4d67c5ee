import type { ChartLayout } from './chart-layout'
import type { ChartModel, ChartSeries } from './model'
import { pointAt, readableSeries } from './reading'
import { firstAtOrAfter } from './search'

/** A line at most so many pixels away is the one that is pointed at. */
const REACH = 12

/** How far a line is above or below a place, in pixels; Infinity where it has none there. */
function distanceTo(series: ChartSeries, { x, y }: ChartLayout, at: number, pixel: number): number {
  const { points } = series
  const after = firstAtOrAfter(points.length, (index) => points[index].x, at)
  const next = points.at(after)
  const before = after > 0 ? points[after - 1] : next
  if (!next || !before || next.y === null || before.y === null) {
    const point = pointAt(series, at)
    return point?.y == null ? Infinity : orInfinity(Math.abs(y.toPixel(point.y) - pixel))
  }
  const [left, right] = [x.toPixel(before.x), x.toPixel(next.x)]
  if (before === next && at < next.x) return Infinity
  const share = right > left ? (x.toPixel(at) - left) / (right - left) : 1
  const height = y.toPixel(before.y) + share * (y.toPixel(next.y) - y.toPixel(before.y))
  return orInfinity(Math.abs(height - pixel))
}

function orInfinity(distance: number): number {
  return Number.isNaN(distance) ? Infinity : distance
}

/** What lies near a place in the chart. */
export interface Nearest {
  /** Ids of the series, the one nearest above or below the place first. */
  order: string[]
  /** Of the line that is pointed at, or null. */
  pointedAt: string | null
}

/** @param at x as a value, and `pixel` y in pixels from the top of the canvas */
export function nearestSeries(
  model: ChartModel,
  layout: ChartLayout,
  at: number,
  pixel: number
): Nearest {
  const near = readableSeries(model)
    .map((series) => ({ id: series.id, distance: distanceTo(series, layout, at, pixel) }))
    .sort((a, b) => a.distance - b.distance)
  const first = near.at(0)
  return {
    order: near.map(({ id }) => id),
    pointedAt: first && first.distance <= REACH ? first.id : null
  }
}
