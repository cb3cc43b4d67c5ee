import { createCatalogue } from '../../datasets/catalogue'
import { loadTestExamples } from '../../datasets/load'
import { PLACES } from '../places'
import type { Handlers } from '../request'
import { createSamples } from '../samples'

/** They need no library but its folder: MNIST is there also where the runs cannot be opened. */
export function datasetHandlers(
  libraryFolder: string
): Pick<Handlers, 'datasets.list' | 'datasets.sample'> {
  const catalogue = createCatalogue({ builtIn: PLACES.datasets, library: libraryFolder })
  const samples = createSamples((dataset) => loadTestExamples(catalogue.folderOf(dataset), dataset))
  return {
    'datasets.list': catalogue.list,
    'datasets.sample': ({ dataset, index }) => samples.sample(dataset, index)
  }
}
