import type { RunSummary } from '../../../shared/run'
import type { SweepSummary } from '../../../shared/sweep'
import { isUnderWay } from '../../composables/use-runs'

/** A part of the table: runs one by one, or those of a sweep under a row of their own. */
export interface TablePart {
  sweep?: SweepSummary
  runs: RunSummary[]
}

/**
 * The sorted runs in parts: a sweep stands where its first run would stand, with all others behind
 * it. `inOrder` puts the runs of a sweep in the order in which they train instead.
 */
export function groupBySweep(
  sorted: readonly RunSummary[],
  sweeps: readonly SweepSummary[],
  inOrder: boolean
): TablePart[] {
  const byId = new Map(sweeps.map((sweep) => [sweep.id, sweep]))
  const groups = new Map<number, TablePart>()
  const parts: TablePart[] = []
  for (const run of sorted) {
    const sweep = run.sweepId === null ? undefined : byId.get(run.sweepId)
    const known = sweep && groups.get(sweep.id)
    const last = parts.at(-1)
    if (known) known.runs.push(run)
    else if (sweep) {
      const part = { sweep, runs: [run] }
      groups.set(sweep.id, part)
      parts.push(part)
    } else if (last && !last.sweep) last.runs.push(run)
    else parts.push({ runs: [run] })
  }
  if (inOrder) {
    for (const { sweep, runs } of groups.values()) {
      const places = new Map(sweep?.runIds.map((id, place) => [id, place]))
      runs.sort((a, b) => (places.get(a.id) ?? 0) - (places.get(b.id) ?? 0))
    }
  }
  return parts
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
  // -1: none yet, or none that counts
  const accuracy = (run: RunSummary): number =>
    run.status === 'diverged'
      ? -1
      : ((isHeldOut ? run.lastHeldOutAccuracy : run.lastTestAccuracy) ?? -1)
  const best = runs.reduce((best, run) => (accuracy(run) > accuracy(best) ? run : best))
  return accuracy(best) < 0 ? undefined : best
}
