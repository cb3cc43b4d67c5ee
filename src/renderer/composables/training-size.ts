import type { DatasetInfo } from '../../shared/dataset'
import { stepsPerEpoch, type RunConfig } from '../../shared/run-config'

/** How many images a run learns from: what is left after holding out, or the part that it asks for. */
export function trainingImages(
  { trainingCount }: DatasetInfo,
  config: Pick<RunConfig, 'heldOut' | 'subset'>
): number {
  const available = trainingCount - config.heldOut
  return config.subset === 0 ? available : Math.min(config.subset, available)
}

/** Steps in an epoch of such a run. */
export function stepsInEpochOf(dataset: DatasetInfo, config: RunConfig): number {
  return stepsPerEpoch(trainingImages(dataset, config), config.batchSize)
}
