import type { ChartModel, ChartPoint, ChartSeries } from './model'

/** The series that a person reads: not the raw lines behind them, unless there is nothing else yet. */
export function readableSeries(model: ChartModel): readonly ChartSeries[] {
  const main = model.series.filter((series) => !series.faint && series.points.length > 0)
  return main.length > 0 ? main : model.series.filter((series) => series.points.length > 0)
}

/** Every x at which some readable series has a point, ascending: the stops of the crosshair. */
export function stops(model: ChartModel): number[] {
  const all = new Set(readableSeries(model).flatMap(({ points }) => points.map(({ x }) => x)))
  return [...all].sort((a, b) => a - b)
}

/** The index of the stop nearest to x, or -1 if there are none. Stops ascend. */
export function nearestStop(ascending: readonly number[], x: number): number {
  if (ascending.length === 0) return -1
  const after = firstAtOrAfter(ascending.length, (index) => ascending[index], x)
  if (after === 0) return 0
  if (after === ascending.length) return after - 1
  return x - ascending[after - 1] <= ascending[after] - x ? after - 1 : after
}

/** Binary search: the first index of ascending values that are not below x; `length` if all are. */
function firstAtOrAfter(length: number, valueAt: (index: number) => number, x: number): number {
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >> 1
    if (valueAt(middle) < x) low = middle + 1
    else high = middle
  }
  return low
}

/** The point of a series at x, or the last before it; undefined outside of the series. */
export function pointAt(series: ChartSeries, x: number): ChartPoint | undefined {
  const { points } = series
  const last = points.at(-1)
  if (!last || x < points[0].x || x > last.x) return undefined
  const after = firstAtOrAfter(points.length, (index) => points[index].x, x)
  return points[after].x === x ? points[after] : points[after - 1]
}

/** Where a series starts and ends, and its extremes: what a sentence about it needs. */
export interface SeriesSummary {
  label: string
  first: ChartPoint & { y: number }
  last: ChartPoint & { y: number }
  direction: 'falls' | 'rises' | 'stays'
  divergence?: string
}

/** Undefined for a series without one finite value. */
export function summarise(series: ChartSeries): SeriesSummary | undefined {
  const finite = series.points.filter((point): point is ChartPoint & { y: number } => {
    return point.y !== null && Number.isFinite(point.y)
  })
  const first = finite.at(0)
  const last = finite.at(-1)
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
