import type { CheckpointRole, EpochMetrics } from './run'

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
  bestAccuracyBefore: number | null
): CheckpointRole[] {
  const reasons: CheckpointRole[] = []
  if (isOnSchedule(epoch.epoch, lastEpoch)) reasons.push('schedule')
  // of equals the first stays the best: it took less training
  if (accuracyToCompare(epoch) > (bestAccuracyBefore ?? -1)) reasons.push('best')
  return reasons
}
