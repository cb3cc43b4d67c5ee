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

/** What "best" is judged by: the held-out part, or the test set where nothing is held out. */
export function accuracyToCompare(
  epoch: Pick<EpochMetrics, 'heldOutAccuracy' | 'testAccuracy'>
): number {
  return epoch.heldOutAccuracy ?? epoch.testAccuracy
}

/** Why the weights at the end of this epoch are kept; empty where they are not. */
export function reasonsToKeep(
  epoch: Pick<EpochMetrics, 'epoch' | 'heldOutAccuracy' | 'testAccuracy'>,
  lastEpoch: number,
  bestAccuracyBefore: number | null,
  policy: CheckpointPolicy
): CheckpointRole[] {
  const reasons: CheckpointRole[] = []
  if (policy === 'all' || isOnSchedule(epoch.epoch, lastEpoch)) reasons.push('schedule')
  // of equals the first stays the best: it took less training
  if (accuracyToCompare(epoch) > (bestAccuracyBefore ?? -1)) reasons.push('best')
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
