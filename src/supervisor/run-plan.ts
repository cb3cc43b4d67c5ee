import { networkLayers, type DatasetInfo } from '../shared/dataset'
import { DownhillError } from '../shared/errors'
import { NUMERICS_VERSION } from '../shared/numerics'
import type { RunSummary } from '../shared/run'
import { stepsPerEpoch, withoutIdleSettings, type RunConfig } from '../shared/run-config'
import type { NewRun } from '../store/store-api'

/**
 * What is known of a run before its first step.
 * @throws DownhillError 'invalid-input' when fewer examples would be left than are to be learnt from,
 * or something is asked for that the data have no place for.
 */
export function planRun(config: RunConfig, dataset: DatasetInfo, name?: string): NewRun {
  const { heldOut, subset } = config
  refuseUnfitting(config, dataset)
  const left = dataset.trainingCount - heldOut
  if (left < 1) {
    throw new DownhillError(
      'invalid-input',
      `Of ${dataset.trainingCount} training examples, ${heldOut} cannot be held out: none would be left.`,
      { field: 'heldOut', max: dataset.trainingCount - 1 }
    )
  }
  if (subset > left) {
    throw new DownhillError(
      'invalid-input',
      `There are only ${left} training examples to choose from, fewer than the ${subset} to learn from.`,
      { field: 'subset', max: left }
    )
  }
  return {
    name,
    config: withoutIdleSettings(config),
    layers: networkLayers(dataset, config.hiddenLayers),
    datasetFingerprint: dataset.fingerprint,
    numerics: NUMERICS_VERSION,
    totalSteps: config.epochs * stepsPerEpoch(subset > 0 ? subset : left, config.batchSize)
  }
}

function refuseUnfitting(
  { cost, shuffledLabels, shift }: RunConfig,
  { kind, imageWidth }: DatasetInfo
): void {
  const refuse = (field: keyof RunConfig, message: string): never => {
    const sentence = `${message[0].toUpperCase()}${message.slice(1)}.`
    throw new DownhillError('invalid-input', sentence, { field, message })
  }
  if (kind === 'curve' && cost !== 'quadratic') {
    refuse('cost', 'a curve has heights and no classes: its cost is the quadratic one')
  }
  if (kind === 'curve' && shuffledLabels > 0) {
    refuse('shuffledLabels', 'a curve has no labels that could be shuffled')
  }
  if (shift > 0 && imageWidth === 0) {
    refuse('shift', 'only pictures can be shifted, and these data are none')
  }
}

type FindDataset = (id: string) => Promise<DatasetInfo>

/** The same of many, each data set looked for once. @throws also what `findDataset` throws. */
export async function planRuns(
  configs: readonly RunConfig[],
  findDataset: FindDataset
): Promise<NewRun[]> {
  const datasets = new Map<string, DatasetInfo>()
  const plans: NewRun[] = []
  for (const config of configs) {
    const dataset = datasets.get(config.dataset) ?? (await findDataset(config.dataset))
    datasets.set(config.dataset, dataset)
    plans.push(planRun(config, dataset))
  }
  return plans
}

/**
 * For a run that is gone on with.
 * @throws DownhillError 'dataset-mismatch', and what `findDataset` throws.
 */
export async function expectDataset(
  { config, datasetFingerprint }: RunSummary,
  findDataset: FindDataset
): Promise<void> {
  const { fingerprint } = await findDataset(config.dataset)
  if (fingerprint === datasetFingerprint) return
  throw new DownhillError(
    'dataset-mismatch',
    `The data set "${config.dataset}" is not the one that this run was trained on.`,
    { dataset: config.dataset }
  )
}
