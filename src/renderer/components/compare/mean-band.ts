import type { ChartBandPoint, ChartPoint } from '../../charts/model'

/** What the band shows: from the lowest to the highest run, or one standard deviation to each side. */
export const BANDS = ['range', 'deviation'] as const
export type Band = (typeof BANDS)[number]

export interface MeanAndBand {
  points: ChartPoint[]
  band: ChartBandPoint[]
}

/**
 * The mean of several lines and the band around it, at the places of the line with most points. It
 * is there only where all lines have a value, by a straight line between two stored points: it
 * begins with the last of them and ends with the first.
 */
export function meanAndBand(lines: readonly (readonly ChartPoint[])[], kind: Band): MeanAndBand {
  const points: ChartPoint[] = []
  const band: ChartBandPoint[] = []
  if (lines.length === 0 || lines.some((line) => line.length === 0)) return { points, band }
  const densest = lines.reduce((most, line) => (line.length > most.length ? line : most))
  const from = Math.max(...lines.map((line) => line[0].x))
  const to = Math.min(...lines.map((line) => line[line.length - 1].x))
  const inner = densest.map(({ x }) => x).filter((x) => x > from && x < to)
  const places = to < from ? [] : from === to ? [from] : [from, ...inner, to]
  const readers = lines.map(readerOf)
  for (const x of places) {
    const values = readers.flatMap((read) => read(x) ?? [])
    if (values.length < lines.length) {
      points.push({ x, y: null })
      continue
    }
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    points.push({ x, y: mean })
    band.push({ x, ...boundsOf(values, mean, kind) })
  }
  return { points, band }
}

function boundsOf(
  values: readonly number[],
  mean: number,
  kind: Band
): { low: number; high: number } {
  if (kind === 'range') return { low: Math.min(...values), high: Math.max(...values) }
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  // of a sample: divided by one less than there are
  const deviation = values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : 0
  return { low: mean - deviation, high: mean + deviation }
}

/** Reads a line at ascending places; null where it has no value, or one of its neighbours has none. */
function readerOf(line: readonly ChartPoint[]): (x: number) => number | null {
  let after = 0
  return (x) => {
    while (after < line.length && line[after].x < x) after++
    if (after === line.length) return null
    const next = line[after]
    if (next.x === x) return next.y
    if (after === 0) return null
    const before = line[after - 1]
    if (before.y === null || next.y === null) return null
    return before.y + ((x - before.x) / (next.x - before.x)) * (next.y - before.y)
  }
}
