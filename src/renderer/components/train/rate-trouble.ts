import { answersWithClasses } from '../../../shared/dataset'
import type { RunSummary } from '../../../shared/run'

export type RateTrouble = 'tooLarge' | 'tooSmall' | 'tooFewSteps'

/** The learning rates that work here lie around this, within a factor of ten or so. */
const USUAL_RATE = 0.1

/** So far above chance guessing may get on a small test set. */
const MOST_LUCK = 0.1

/** With fewer steps than this even the best rate may not get far: the rate is not to blame. */
const FEW_STEPS = 1000

/**
 * Whether the learning rate is to blame for what a run came to. Rates far too large need not end in
 * divergence: the steps may also drive all neurons to where they are flat, after which no slope leads
 * back. Such a network guesses. So does one whose steps were too small to get anywhere, or too few.
 */
export function rateTrouble(run: RunSummary): RateTrouble | undefined {
  if (run.status === 'diverged') return 'tooLarge'
  if (run.status !== 'finished') return undefined
  // along a curve there is no guessing
  if (!answersWithClasses(run.layers)) return undefined
  const chance = 1 / (run.layers.at(-1) ?? 1)
  const isGuessing = (run.lastTestAccuracy ?? 0) < chance + Math.min(chance, MOST_LUCK)
  if (!isGuessing) return undefined
  if (run.totalSteps < FEW_STEPS) return 'tooFewSteps'
  return run.config.learningRate >= USUAL_RATE ? 'tooLarge' : 'tooSmall'
}
