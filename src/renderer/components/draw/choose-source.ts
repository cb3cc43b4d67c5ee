import type { LocationQuery } from 'vue-router'
import type { RunSummary } from '../../../shared/run'
import { PICTURE_SIDE } from '../../../shared/digit-strokes'
import { hasLiveWeights } from '../../composables/home-run'
import type { PredictionSource } from '../../composables/use-prediction'

/** So many networks answer side by side, at most. */
export const MOST_SOURCES = 4

const PICTURE_SIZE = PICTURE_SIDE * PICTURE_SIDE

/** Runs with weights: all that have begun, and so were tested at their start. */
export function runsWithWeights(newestFirst: readonly RunSummary[]): RunSummary[] {
  return newestFirst.filter((run) => hasLiveWeights(run) || run.lastTestAccuracy !== null)
}

/** Those of them that may answer a drawing: they look at pictures. */
export function answeringRuns(newestFirst: readonly RunSummary[]): RunSummary[] {
  return runsWithWeights(newestFirst).filter(({ layers }) => layers[0] === PICTURE_SIZE)
}

/** A number of a query parameter, or undefined for anything else. */
function toId(value: unknown): number | undefined {
  const id = typeof value === 'string' ? Number(value) : NaN
  return Number.isInteger(id) && id > 0 ? id : undefined
}

/** Of a finished run the last checkpoint, of one under way the weights of the moment. */
function sourceOf(run: RunSummary, checkpoint?: number): PredictionSource {
  return { runId: run.id, checkpoint: checkpoint ?? (hasLiveWeights(run) ? 'live' : 'last') }
}

/**
 * The networks that answer when the screen opens. The first is the one that the address names, if it
 * is there; else that of the newest finished run; else of the newest that has begun. Beside it stand
 * those that the address names as `beside`: run numbers, each with its checkpoint's after a dot.
 * @param runs to choose from, the newest first
 */
export function sourcesToOpen(
  runs: readonly RunSummary[],
  query: LocationQuery
): PredictionSource[] {
  const find = (id: unknown): RunSummary | undefined => runs.find((run) => run.id === toId(id))
  const named = find(query.run)
  const first = named ?? runs.find(({ status }) => status === 'finished') ?? runs.at(0)
  if (!first) return []
  const words = typeof query.beside === 'string' ? query.beside.split(',') : []
  const beside = words.flatMap((word) => {
    const [id, checkpoint] = word.split('.')
    const run = find(id)
    return run ? [sourceOf(run, toId(checkpoint))] : []
  })
  const main = sourceOf(first, named && toId(query.checkpoint))
  return [main, ...beside].slice(0, MOST_SOURCES)
}

/** The part of an address that names these networks, so that they can be come back to. */
export function queryOf(sources: readonly PredictionSource[]): {
  run: string | undefined
  checkpoint: string | undefined
  beside: string | undefined
} {
  const [first, ...beside] = [sources.at(0), ...sources.slice(1)]
  const numberOf = ({ checkpoint }: PredictionSource): string | undefined =>
    typeof checkpoint === 'number' ? String(checkpoint) : undefined
  const words = beside.map((source) =>
    [String(source.runId), numberOf(source)].filter((part) => part !== undefined).join('.')
  )
  return {
    run: first && String(first.runId),
    checkpoint: first && numberOf(first),
    beside: words.length > 0 ? words.join(',') : undefined
  }
}

/** The network to add beside others: of the newest run that is not among them, or else of the first again. */
export function sourceToAdd(
  runs: readonly RunSummary[],
  shown: readonly PredictionSource[]
): PredictionSource | undefined {
  const other = runs.find(({ id }) => shown.every(({ runId }) => runId !== id)) ?? runs.at(0)
  return other && sourceOf(other)
}
