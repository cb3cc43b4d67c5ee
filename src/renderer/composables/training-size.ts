import type { DatasetInfo } from '../../shared/dataset'
import { stepsPerEpoch, type RunConfig } from '../../shared/run-config'

/**
 * How many examples a run learns from: what is left after holding out, or the part that it asks for.
 * 0: more would be held out than there are, and no such run is begun.
 */
export function trainingImages(
  { trainingCount }: DatasetInfo,
  config: Pick<RunConfig, 'heldOut' | 'subset'>
): number {
  const available = Math.max(0, trainingCount - config.heldOut)
  return config.subset === 0 ? available : Math.min(config.subset, available)
}

/** Steps in an epoch of such a run; 0 where it learns from nothing. */
export function stepsInEpochOf(dataset: DatasetInfo, config: RunConfig): number {
  const count = trainingImages(dataset, config)
  return count === 0 ? 0 : stepsPerEpoch(count, config.batchSize)
}
