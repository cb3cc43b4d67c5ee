import { isOnSchedule } from '../../../shared/checkpoint-policy'
import type { CheckpointPolicy } from '../../../shared/run'
import { parameterCount } from '../../../shared/run-config'

const BYTES_PER_PARAMETER = 4

/** How many sets of weights a run keeps that never finds a better one off the schedule. */
function keptCount(epochs: number, policy: CheckpointPolicy): number {
  const all = epochs + 1
  if (policy === 'all') return all
  return Array.from({ length: all }, (_, epoch) => epoch).filter((epoch) =>
    isOnSchedule(epoch, epochs)
  ).length
}

/** What the weights of a finished run take up under a policy, in bytes, about. */
export function keptBytes(
  layers: readonly number[],
  epochs: number,
  policy: CheckpointPolicy
): number {
  return keptCount(epochs, policy) * parameterCount(layers) * BYTES_PER_PARAMETER
}
