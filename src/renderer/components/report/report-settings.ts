import type { RunConfig, RunConfigField } from '../../../shared/run-config'

/** Settings that change nothing in a run: those of an optimiser or a schedule that it does not have. */
export function withoutEffect({ optimiser, schedule }: RunConfig): RunConfigField[] {
  return [
    ...(optimiser === 'momentum' ? [] : (['momentum'] as const)),
    ...(schedule === 'step' ? [] : (['scheduleEvery', 'scheduleFactor'] as const))
  ]
}

/** More columns than this do not fit on a page beside the results. */
const MOST_COLUMNS = 4

/** The settings that tell runs apart, as columns; the rest is counted. */
export function columnsFor(differing: readonly RunConfigField[]): {
  columns: RunConfigField[]
  more: number
} {
  // the epochs have a column of their own
  const others = differing.filter((field) => field !== 'epochs')
  const columns = others.slice(0, MOST_COLUMNS)
  return { columns, more: others.length - columns.length }
}
