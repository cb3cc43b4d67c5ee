import { RUN_STATUSES, type RunSummary } from '../../../shared/run'
import { runState } from '../../composables/use-runs'

/** The columns that a table of runs can be sorted by, and what each sorts by. */
const READERS = {
  name: (run) => run.name,
  status: (run) => RUN_STATUSES.indexOf(runState(run)),
  network: (run) =>
    run.layers.slice(1).reduce((sum, size, index) => sum + size * run.layers[index], 0),
  epochs: (run) => run.epoch,
  last: (run) => run.lastTestAccuracy,
  best: (run) => run.bestTestAccuracy,
  cost: (run) => run.lastTestCost,
  time: (run) => run.engineSeconds,
  created: (run) => Date.parse(run.createdAt)
} satisfies Record<string, (run: RunSummary) => string | number | null>

export type SortKey = keyof typeof READERS

export interface Sorting {
  key: SortKey
  descending: boolean
}

/** Sorted anew; runs without a value stand last in either direction, equal ones newest first. */
export function sortRuns(
  runs: readonly RunSummary[],
  { key, descending }: Sorting,
  locale?: string
): RunSummary[] {
  const collator = new Intl.Collator(locale, { numeric: true, sensitivity: 'base' })
  const direction = descending ? -1 : 1
  return [...runs].sort((one, other) => {
    const a = READERS[key](one)
    const b = READERS[key](other)
    if (a === null || b === null)
      return Number(a === null) - Number(b === null) || other.id - one.id
    const order =
      typeof a === 'string' || typeof b === 'string'
        ? collator.compare(String(a), String(b))
        : a - b
    return order * direction || other.id - one.id
  })
}

/** What a click on a column does: the other direction, or another column in its useful direction. */
export function nextSorting(now: Sorting, key: SortKey): Sorting {
  if (now.key === key) return { key, descending: !now.descending }
  // names and costs are read from the smallest, all else from the largest
  return { key, descending: !['name', 'status', 'cost'].includes(key) }
}
