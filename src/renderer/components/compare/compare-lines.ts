import type { RunSummary } from '../../../shared/run'

/** A line of the comparison as its legend lists it: a run, or the mean of several. */
export interface CompareLine {
  key: string
  label: string
  runs: readonly RunSummary[]
  isRun: boolean
  /** Place in the run palette. */
  colour: number
  /** What must be known of it: where it ended before others, or diverged; empty where nothing. */
  note: string
}

/** The lines with those first that are named; the others keep their order behind them. */
export function orderLines(
  lines: readonly CompareLine[],
  first: readonly string[]
): readonly CompareLine[] {
  if (first.length === 0) return lines
  const places = new Map(first.map((key, place) => [key, place]))
  const placeOf = ({ key }: CompareLine): number => places.get(key) ?? first.length
  return [...lines].sort((a, b) => placeOf(a) - placeOf(b))
}
