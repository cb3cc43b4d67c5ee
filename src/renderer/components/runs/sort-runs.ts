import type { RunSummary } from '../../../shared/run'
import { sortValue, type SortKey } from '../library/run-columns'
import type { TextRanks } from '../library/text-ranks'

export interface Sorting {
  key: SortKey
  descending: boolean
}

type Value = string | number | null

/**
 * What is sorted by, as numbers whose smallest comes first: texts by their ranks, and what has no
 * value last in either direction.
 */
function sortKeys(values: readonly Value[], descending: boolean, ranks: TextRanks): Float64Array {
  const texts = values.filter((value) => typeof value === 'string')
  const rankOf = texts.length > 0 ? ranks.rank(texts) : undefined
  const direction = descending ? -1 : 1
  return Float64Array.from(values, (value) => {
    const number = typeof value === 'string' ? rankOf?.get(value) : value
    return number === null || number === undefined || Number.isNaN(number)
      ? Infinity
      : number * direction
  })
}

/** How many of these, which are in order, are smaller than a number. */
function countBelow(sorted: Float64Array, number: number): number {
  let from = 0
  let to = sorted.length
  while (from < to) {
    const middle = (from + to) >> 1
    if (sorted[middle] < number) from = middle + 1
    else to = middle
  }
  return from
}

export interface SortedRuns {
  runs: RunSummary[]
  /** For each of `others`: before which of the runs it stands, if it stands before its equals. */
  places: number[]
}

/**
 * Sorted anew; runs without a value stand last in either direction, equal ones as they came: newest
 * first. Numbers alone are sorted many times faster than anything by a function that compares.
 *
 * @param runs newest first
 * @param others values of what stands among them
 */
export function sortRuns(
  runs: readonly RunSummary[],
  { key, descending }: Sorting,
  ranks: TextRanks,
  others: readonly Value[] = []
): SortedRuns {
  const values = runs.map((run) => sortValue(run, key))
  const keys = sortKeys([...values, ...others], descending, ranks)
  const sorted = keys.slice(0, runs.length).sort()
  const inOrder = new Array<RunSummary>(runs.length)
  const taken = new Uint32Array(runs.length)
  for (const [index, run] of runs.entries()) {
    const first = countBelow(sorted, keys[index])
    inOrder[first + taken[first]++] = run
  }
  const places = others.map((_, index) => countBelow(sorted, keys[runs.length + index]))
  return { runs: inOrder, places }
}

/** Read from the smallest; all else from the largest. */
const FROM_THE_SMALLEST: readonly SortKey[] = ['name', 'status', 'dataset', 'cost', 'tags', 'owner']

/** What a click on a column does: the other direction, or another column in its useful direction. */
export function nextSorting(now: Sorting, key: SortKey): Sorting {
  if (now.key === key) return { key, descending: !now.descending }
  return { key, descending: !FROM_THE_SMALLEST.includes(key) && !key.startsWith('setting.') }
}
