import { answersWithClasses } from '../../../shared/dataset'
import type { RunSummary } from '../../../shared/run'
import type { SweepSummary } from '../../../shared/sweep'
import { isUnderWay } from '../../composables/use-runs'
import { sortValue, type SortKey } from '../library/run-columns'

/** A part of the table: runs one by one, or those of a sweep under a row of their own. */
export interface TablePart {
  sweep?: SweepSummary
  runIds: readonly number[]
}

export interface Grouping {
  /** Which runs the table shows; without it all of them. */
  isShown?: (run: RunSummary) => boolean
  /**
   * Before which of the sorted runs a sweep stands, by what its own row shows. Without it a sweep
   * stands where the first of its runs would stand.
   */
  standing?: (sweep: SweepSummary) => number
  /** The runs of a sweep in the order in which they train, however all others are sorted. */
  inOrder?: boolean
}

/** The sorted runs in parts, those of each sweep together. */
export function groupBySweep(
  sorted: readonly RunSummary[],
  sweeps: readonly SweepSummary[],
  { isShown, standing, inOrder = false }: Grouping = {}
): TablePart[] {
  const byId = new Map(sweeps.map((sweep) => [sweep.id, sweep]))
  const groups = new Map<number, { sweep: SweepSummary; runIds: number[]; place: number }>()
  const alone: { id: number[]; place: number[] } = { id: [], place: [] }
  for (const [place, run] of sorted.entries()) {
    if (isShown && !isShown(run)) continue
    const sweep = run.sweepId === null ? undefined : byId.get(run.sweepId)
    const group = sweep && groups.get(sweep.id)
    if (group) group.runIds.push(run.id)
    else if (sweep) {
      groups.set(sweep.id, { sweep, runIds: [run.id], place: standing?.(sweep) ?? place })
    } else {
      alone.id.push(run.id)
      alone.place.push(place)
    }
  }
  const parts: TablePart[] = []
  let taken = 0
  const takeUntil = (place: number): void => {
    const from = taken
    while (taken < alone.id.length && alone.place[taken] < place) taken++
    if (taken > from) parts.push({ runIds: alone.id.slice(from, taken) })
  }
  // of those that stand at the same place the newest stands first, as with runs
  const inPlace = [...groups.values()].sort((a, b) => a.place - b.place || b.sweep.id - a.sweep.id)
  for (const { sweep, runIds, place } of inPlace) {
    takeUntil(place)
    const places = new Map(inOrder ? sweep.runIds.map((id, index) => [id, index]) : [])
    if (inOrder) runIds.sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0))
    parts.push({ sweep, runIds })
  }
  takeUntil(sorted.length)
  return parts
}

/** Whether two tables have the same rows in the same order. */
export function areSameParts(some: readonly TablePart[], others: readonly TablePart[]): boolean {
  return (
    some.length === others.length &&
    some.every(({ sweep, runIds }, index) => {
      const other = others[index]
      return (
        sweep?.id === other.sweep?.id &&
        runIds.length === other.runIds.length &&
        runIds.every((id, at) => id === other.runIds[at])
      )
    })
  )
}

/** How far a sweep has come. */
export interface SweepProgress {
  /** Runs that have ended, in whatever way. */
  ended: number
  count: number
  /** Share of all steps that are done; what ended early counts as done. */
  share: number
  underWay: boolean
  /** By the held-out part where every run has one, else by the test set; what diverged is none. */
  best?: RunSummary
  engineSeconds: number
}

export function sweepProgress(runs: readonly RunSummary[]): SweepProgress {
  const ended = runs.filter((run) => !isUnderWay(run))
  const done = (run: RunSummary): number => (isUnderWay(run) ? run.step / run.totalSteps : 1)
  return {
    ended: ended.length,
    count: runs.length,
    share: runs.reduce((sum, run) => sum + done(run), 0) / runs.length,
    underWay: ended.length < runs.length,
    best: bestOf(runs),
    engineSeconds: runs.reduce((sum, run) => sum + run.engineSeconds, 0)
  }
}

function bestOf(runs: readonly RunSummary[]): RunSummary | undefined {
  const isHeldOut = runs.every(({ config }) => config.heldOut > 0)
  // along a curve nothing is right or wrong: there the lower cost is better
  const merit = (run: RunSummary): number => {
    if (run.status === 'diverged') return -Infinity
    if (!answersWithClasses(run.layers)) return -(run.lastTestCost ?? Infinity)
    return (isHeldOut ? run.lastHeldOutAccuracy : run.lastTestAccuracy) ?? -Infinity
  }
  const best = runs.reduce((best, run) => (merit(run) > merit(best) ? run : best))
  return Number.isFinite(merit(best)) ? best : undefined
}

/** These a sweep's own row shows; by all else it stands where its first run does. */
const SHOWN_OF_SWEEPS = ['name', 'last', 'best', 'cost', 'time'] as const
type ShownOfSweeps = (typeof SHOWN_OF_SWEEPS)[number]

export function isShownOfSweeps(key: SortKey): key is ShownOfSweeps {
  return SHOWN_OF_SWEEPS.some((shown) => shown === key)
}

/** What a sweep's own row shows in a column: of its runs the best one's results, and the time of all. */
export function sweepValue(
  { name }: SweepSummary,
  runs: readonly RunSummary[],
  key: ShownOfSweeps
): string | number | null {
  if (key === 'name') return name
  if (runs.length === 0) return null
  if (key === 'time') return runs.reduce((sum, run) => sum + run.engineSeconds, 0)
  const best = bestOf(runs)
  return best ? sortValue(best, key) : null
}
