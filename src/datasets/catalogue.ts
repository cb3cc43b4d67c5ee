import type { DatasetInfo } from '../shared/dataset'
import { DownhillError } from '../shared/errors'

export const MNIST: DatasetInfo = {
  id: 'mnist',
  kind: 'pictures',
  origin: 'built-in',
  name: null,
  fingerprint: 'b2d8f5bf39174ee5ffeefa97e42d673c35432b411bb5d1f74fbbeddae7f1690a',
  trainingCount: 60_000,
  testCount: 10_000,
  inputSize: 28 * 28,
  imageWidth: 28,
  imageHeight: 28,
  classes: 10,
  classNames: null
}

/** Every data set that the program knows, without opening any. */
export const DATASETS: readonly DatasetInfo[] = [MNIST]

/** @throws DownhillError 'dataset-missing'. */
export function findDataset(id: string): DatasetInfo {
  const info = DATASETS.find((dataset) => dataset.id === id)
  if (!info) {
    throw new DownhillError('dataset-missing', `There is no data set "${id}".`, { dataset: id })
  }
  return info
}
