import type { RunSummary } from '../../../shared/run'
import { hasLiveWeights } from '../../composables/home-run'
import type { PredictionSource } from '../../composables/use-prediction'

/** Runs with weights that may answer: all that have begun, and so were tested at their start. */
export function answeringRuns(newestFirst: readonly RunSummary[]): RunSummary[] {
  return newestFirst.filter((run) => hasLiveWeights(run) || run.lastTestAccuracy !== null)
}

/** A number of a query parameter, or undefined for anything else. */
function toId(value: unknown): number | undefined {
  const id = typeof value === 'string' ? Number(value) : NaN
  return Number.isInteger(id) && id > 0 ? id : undefined
}

/**
 * The network that answers when the screen opens: the one that the address names, if it is there;
 * else the newest finished run; else the newest that has begun. Of a finished run the last
 * checkpoint, of one under way the weights of the moment.
 */
export function sourceToOpen(
  newestFirst: readonly RunSummary[],
  query: { run?: unknown; checkpoint?: unknown }
): PredictionSource | undefined {
  const runs = answeringRuns(newestFirst)
  const named = runs.find(({ id }) => id === toId(query.run))
  const chosen = named ?? runs.find(({ status }) => status === 'finished') ?? runs.at(0)
  if (!chosen) return undefined
  const checkpoint = named ? toId(query.checkpoint) : undefined
  return {
    runId: chosen.id,
    checkpoint: checkpoint ?? (hasLiveWeights(chosen) ? 'live' : 'last')
  }
}
