import { DATASETS } from '../../datasets/catalogue'
import { loadTestExamples } from '../../datasets/load'
import { PLACES } from '../places'
import type { Handlers } from '../request'
import { createSamples } from '../samples'

export function datasetHandlers(): Pick<Handlers, 'datasets.list' | 'datasets.sample'> {
  const samples = createSamples((dataset) => loadTestExamples(PLACES.datasets, dataset))
  return {
    'datasets.list': () => [...DATASETS],
    'datasets.sample': ({ dataset, index }) => samples.sample(dataset, index)
  }
}
