import type { ChartModel, ChartPoint, ChartSeries } from './model'
import { firstAtOrAfter } from './search'

/** The series that a person reads: not the raw lines behind them, unless there is nothing else yet. */
export function readableSeries(model: ChartModel): readonly ChartSeries[] {
  const main = model.series.filter((series) => !series.faint && series.points.length > 0)
  return main.length > 0 ? main : model.series.filter((series) => series.points.length > 0)
}

/** Every x at which some readable series has a point, ascending: the rows of a table. */
export function stops(model: ChartModel): number[] {
  const all = new Set(readableSeries(model).flatMap(({ points }) => points.map(({ x }) => x)))
  return [...all].sort((a, b) => a - b)
}

/** Whether a crosshair could stand there: zero has no place on a logarithmic axis. */
function canStand(model: ChartModel, x: number | undefined): x is number {
  return x !== undefined && (x > 0 || !model.x.logarithmic)
}

/**
 * The x of the point nearest to x, of all readable series; undefined if there are none. Series are
 * searched, not put together: with a hundred thousand points that would take longer than a frame.
 */
export function nearestStop(model: ChartModel, x: number): number | undefined {
  let nearest: number | undefined
  for (const { points } of readableSeries(model)) {
    const after = firstAtOrAfter(points.length, (index) => points[index].x, x)
    for (const point of [points.at(after), after > 0 ? points[after - 1] : undefined]) {
      if (!canStand(model, point?.x)) continue
      if (nearest === undefined || Math.abs(point.x - x) < Math.abs(nearest - x)) nearest = point.x
    }
  }
  return nearest
}

/** The next x with a point to the right (1) or the left (-1) of x; undefined where there is none. */
export function nextStop(model: ChartModel, x: number, direction: 1 | -1): number | undefined {
  let next: number | undefined
  for (const { points } of readableSeries(model)) {
    let index = firstAtOrAfter(points.length, (each) => points[each].x, x)
    if (direction < 0) index--
    else while (points.at(index)?.x === x) index++
    const candidate = index < 0 ? undefined : points.at(index)?.x
    if (!canStand(model, candidate)) continue
    if (next === undefined || (candidate - next) * direction < 0) next = candidate
  }
  return next
}

/** The point of a series at x, or the last before it; undefined outside of the series. */
export function pointAt(
  { points }: Pick<ChartSeries, 'points'>,
  x: number
): ChartPoint | undefined {
  const last = points.at(-1)
  if (!last || x < points[0].x || x > last.x) return undefined
  const after = firstAtOrAfter(points.length, (index) => points[index].x, x)
  return points[after].x === x ? points[after] : points[after - 1]
}

/** What a series says at the crosshair. */
export interface Reading extends ChartPoint {
  /** The stored value, where `y` is a smoothed one. */
  raw?: number | null
}

/** At x, or at the last point before it; without x, at the end. Undefined where the series has nothing. */
export function readAt(series: ChartSeries, x: number | null): Reading | undefined {
  const point = x === null ? series.points.at(-1) : pointAt(series, x)
  if (!point || !series.raw) return point
  return { ...point, raw: pointAt({ points: series.raw }, point.x)?.y ?? null }
}

/** How many values an axis has no place for. */
export interface LeftOut {
  /** At or left of zero on a logarithmic x axis. */
  x: number
  /** At or below zero on a logarithmic y axis. */
  y: number
}

export function countLeftOut({ series, x, y }: ChartModel): LeftOut {
  const count = (matches: (point: ChartPoint) => boolean): number => {
    let found = 0
    for (const { points } of series) for (const point of points) if (matches(point)) found++
    return found
  }
  return {
    x: x.logarithmic ? count((point) => point.x <= 0 && point.y !== null) : 0,
    y: y.logarithmic ? count((point) => point.y !== null && point.y <= 0) : 0
  }
}

/** Where a series starts and ends, and its extremes: what a sentence about it needs. */
export interface SeriesSummary {
  label: string
  first: ChartPoint & { y: number }
  last: ChartPoint & { y: number }
  direction: 'falls' | 'rises' | 'stays'
  divergence?: string
}

function isFinitePoint(point: ChartPoint): point is ChartPoint & { y: number } {
  return point.y !== null && Number.isFinite(point.y)
}

/** Undefined for a series without one finite value. */
export function summarise(series: ChartSeries): SeriesSummary | undefined {
  const first = series.points.find(isFinitePoint)
  const last = series.points.findLast(isFinitePoint)
  if (!first || !last) return undefined
  const change = (last.y - first.y) / Math.max(Math.abs(first.y), 1e-12)
  const direction = change < -0.01 ? 'falls' : change > 0.01 ? 'rises' : 'stays'
  return { label: series.label, first, last, direction, divergence: series.divergence?.text }
}

/** A chart as numbers: a row for each x, a column for each readable series; null where it has no point. */
export interface ChartTable {
  columns: { id: string; label: string }[]
  /** A row with a mark has no values: it says what was done there. */
  rows: { x: number; values: (number | null)[]; mark?: string }[]
}

export function toTable(model: ChartModel): ChartTable {
  const series = readableSeries(model)
  const columns = series.map(({ id, label }) => ({ id, label }))
  const values = series.map(({ points }) => new Map(points.map(({ x, y }) => [x, y])))
  const rows = stops(model).map((x) => ({
    x,
    values: values.map((known) => known.get(x) ?? null)
  }))
  const marks = (model.marks ?? []).map(({ x, text }) => ({ x, values: [], mark: text }))
  // sorting is stable: what was done at the end of an epoch stands after its values
  return { columns, rows: [...rows, ...marks].sort((a, b) => a.x - b.x) }
}
