import { networkLayers, type DatasetInfo } from '../shared/dataset'
import { DownhillError } from '../shared/errors'
import { stepsPerEpoch, type RunConfig } from '../shared/run-config'
import type { NewRun } from '../store/store-api'

/**
 * What is known of a run before its first step.
 * @throws DownhillError 'invalid-input' when nothing would be left to train on.
 */
export function planRun(config: RunConfig, dataset: DatasetInfo, name?: string): NewRun {
  const trainingCount = dataset.trainingCount - config.heldOut
  if (trainingCount < 1) {
    throw new DownhillError(
      'invalid-input',
      `Of ${dataset.trainingCount} training examples, ${config.heldOut} cannot be held out: none would be left.`,
      { field: 'heldOut', max: dataset.trainingCount - 1 }
    )
  }
  return {
    name,
    config,
    layers: networkLayers(dataset, config.hiddenLayers),
    datasetFingerprint: dataset.fingerprint,
    totalSteps: config.epochs * stepsPerEpoch(trainingCount, config.batchSize)
  }
}
