import { RUN_STATUSES, type RunSummary } from '../../../shared/run'
import type { SweepSummary } from '../../../shared/sweep'
import { runState } from '../../composables/use-runs'
import { countTags } from './tag-list'

export const FILTER_KINDS = ['dataset', 'status', 'tag', 'sweep'] as const
export type FilterKind = (typeof FILTER_KINDS)[number]
/** A data set's id, a status, a tag, or the number of a sweep. */
export type FilterValue = string | number

/** What a run must have one of, in each kind; of an empty kind it needs nothing. */
export type RunFilters = Record<FilterKind, readonly FilterValue[]>

export const NO_FILTERS: RunFilters = { dataset: [], status: [], tag: [], sweep: [] }

export function isFiltering(filters: RunFilters): boolean {
  return FILTER_KINDS.some((kind) => filters[kind].length > 0)
}

/** Whether a run passes: one of the chosen values in every kind in which any is chosen. */
export function passes(run: RunSummary, { dataset, status, tag, sweep }: RunFilters): boolean {
  return (
    (dataset.length === 0 || dataset.includes(run.config.dataset)) &&
    (status.length === 0 || status.includes(runState(run))) &&
    (tag.length === 0 || run.tags.some((each) => tag.includes(each))) &&
    (sweep.length === 0 || (run.sweepId !== null && sweep.includes(run.sweepId)))
  )
}

/** One value that can be filtered by, and how many runs have it. */
export interface FilterChoice {
  value: FilterValue
  count: number
}

function countEach<Value>(values: Iterable<Value>): Map<Value, number> {
  const counts = new Map<Value, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}

/** All values that any run has; sweeps with the newest first, and only those that are known. */
export function filterChoices(
  runs: readonly RunSummary[],
  sweeps: readonly SweepSummary[],
  locale: string
): Record<FilterKind, FilterChoice[]> {
  const datasets = countEach(runs.map(({ config }) => config.dataset))
  const statuses = countEach(runs.map(runState))
  const bySweep = countEach(runs.map(({ sweepId }) => sweepId))
  return {
    dataset: [...datasets].map(([value, count]) => ({ value, count })),
    status: RUN_STATUSES.map((value) => ({ value, count: statuses.get(value) ?? 0 })).filter(
      ({ count }) => count > 0
    ),
    tag: countTags(runs, locale).map(({ tag, count }) => ({ value: tag, count })),
    sweep: sweeps
      .toSorted((one, other) => other.id - one.id)
      .map(({ id }) => ({ value: id, count: bySweep.get(id) ?? 0 }))
      .filter(({ count }) => count > 0)
  }
}
