import type { RunSummary } from '../../shared/run'
import { isActive } from './use-runs'

/** What Home has to say and to offer. */
export type HomePhase =
  'empty' | 'waiting' | 'training' | 'paused' | 'finished' | 'stopped' | 'diverged' | 'interrupted'

/** Its training process lives, or it waits for one. */
function isAlive(run: RunSummary): boolean {
  // a run that is called running but may be resumed has lost its process
  return isActive(run) && !run.resumable
}

/** It is being trained now, so that the weights of this moment can answer. */
export function hasLiveWeights(run: RunSummary): boolean {
  return isAlive(run) && run.status !== 'queued'
}

export function homePhase(run: RunSummary | undefined): HomePhase {
  if (!run) return 'empty'
  if (isActive(run) && run.resumable) return 'interrupted'
  switch (run.status) {
    case 'queued':
      return 'waiting'
    case 'running':
      return 'training'
    default:
      return run.status
  }
}

/**
 * The run whose network answers on Home: one under way; else the one that was started here, however
 * it ended, while it is the newest; else the newest finished one; else the newest of all.
 */
export function runForHome(
  newestFirst: readonly RunSummary[],
  startedHere: number | null
): RunSummary | undefined {
  const underWay = newestFirst.find(hasLiveWeights)
  if (underWay) return underWay
  const newest = newestFirst.at(0)
  if (newest?.id === startedHere) return newest
  return newestFirst.find((run) => run.status === 'finished') ?? newest
}

/** A run newer than the one shown that lost its process: Home offers to go on with it. */
export function runToResume(
  newestFirst: readonly RunSummary[],
  shown: RunSummary | undefined
): RunSummary | undefined {
  if (!shown || isAlive(shown)) return undefined
  return newestFirst.find(
    (run) => run.id > shown.id && run.resumable && homePhase(run) === 'interrupted'
  )
}
