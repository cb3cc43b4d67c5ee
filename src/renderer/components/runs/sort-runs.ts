import type { RunSummary } from '../../../shared/run'
import { sortValue, type SortKey } from '../library/run-columns'
import type { TextRanks } from '../library/text-ranks'

export interface Sorting {
  key: SortKey
  descending: boolean
}

/** As numbers, NaN where there is none: texts by their ranks. */
function sortNumbers(runs: readonly RunSummary[], key: SortKey, ranks: TextRanks): Float64Array {
  const values = runs.map((run) => sortValue(run, key))
  const texts = values.filter((value) => typeof value === 'string')
  const rankOf = texts.length > 0 ? ranks.rank(texts) : undefined
  return Float64Array.from(values, (value) =>
    typeof value === 'string' ? (rankOf?.get(value) ?? Number.NaN) : (value ?? Number.NaN)
  )
}

/** Sorted anew; runs without a value stand last in either direction, equal ones newest first. */
export function sortRuns(
  runs: readonly RunSummary[],
  { key, descending }: Sorting,
  ranks: TextRanks
): RunSummary[] {
  const numbers = sortNumbers(runs, key, ranks)
  const direction = descending ? -1 : 1
  const places = Uint32Array.from(runs.keys()).sort((one, other) => {
    const a = numbers[one]
    const b = numbers[other]
    const order =
      Number.isNaN(a) || Number.isNaN(b)
        ? Number(Number.isNaN(a)) - Number(Number.isNaN(b))
        : (a - b) * direction
    return order || runs[other].id - runs[one].id
  })
  return Array.from(places, (place) => runs[place])
}

/** Read from the smallest; all else from the largest. */
const FROM_THE_SMALLEST: readonly SortKey[] = ['name', 'status', 'dataset', 'cost', 'tags', 'owner']

/** What a click on a column does: the other direction, or another column in its useful direction. */
export function nextSorting(now: Sorting, key: SortKey): Sorting {
  if (now.key === key) return { key, descending: !now.descending }
  return { key, descending: !FROM_THE_SMALLEST.includes(key) && !key.startsWith('setting.') }
}
