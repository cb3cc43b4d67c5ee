import { answersWithClasses } from './dataset'
import type { CheckpointPolicy, CheckpointRole, CheckpointSummary, EpochMetrics } from './run'

/** Every one of the first epochs is kept: that is when the weights change most. */
const EVERY_EPOCH_UP_TO = 20

/**
 * Whether the weights at the end of an epoch are kept for good: the start, the first epochs, then
 * ever fewer (every second up to 40, every fourth up to 80, and so on), and the last.
 */
export function isOnSchedule(epoch: number, lastEpoch: number): boolean {
  if (epoch === lastEpoch) return true
  let spacing = 1
  while (epoch > EVERY_EPOCH_UP_TO * spacing) spacing *= 2
  return epoch % spacing === 0
}

type Judged = Pick<EpochMetrics, 'heldOutAccuracy' | 'testAccuracy' | 'heldOutCost' | 'testCost'>

/**
 * What "best" is judged by, the higher the better: the share of right answers, of a curve the cost turned
 * round; of the held-out part, or of the test set where nothing is held out.
 * @param layers of the run's network
 */
export function scoreToCompare(epoch: Judged, layers: readonly number[]): number {
  if (answersWithClasses(layers)) return epoch.heldOutAccuracy ?? epoch.testAccuracy
  return -(epoch.heldOutCost ?? epoch.testCost ?? Infinity)
}

/**
 * Why the weights at the end of this epoch are kept; empty where they are not.
 * @param score of this epoch; `bestBefore` the best of those before, null where there are none
 */
export function reasonsToKeep(
  epoch: number,
  lastEpoch: number,
  score: number,
  bestBefore: number | null,
  policy: CheckpointPolicy
): CheckpointRole[] {
  const reasons: CheckpointRole[] = []
  if (policy === 'all' || isOnSchedule(epoch, lastEpoch)) reasons.push('schedule')
  // of equals the first stays the best: it took less training
  if (bestBefore === null || score > bestBefore) reasons.push('best')
  return reasons
}

/**
 * Of a run's checkpoints, in the order of their steps, those that stay when it is thinned out: the
 * start, the best, the last, and those after 1, 2, 4, 8 … epochs.
 */
export function leftByThinning<Checkpoint extends Pick<CheckpointSummary, 'epoch' | 'role'>>(
  checkpoints: readonly Checkpoint[]
): Checkpoint[] {
  return checkpoints.filter(
    (checkpoint) =>
      checkpoint.epoch === 0 ||
      Number.isInteger(Math.log2(checkpoint.epoch)) ||
      checkpoint.role === 'best' ||
      checkpoint === checkpoints.at(-1)
  )
}
