import { describeDataset } from '../../datasets/card'
import { createCatalogue } from '../../datasets/catalogue'
import { loadTestExamples } from '../../datasets/load'
import { findMade } from '../../datasets/recipes/made'
import { removeOwnDataset, renameOwnDataset } from '../../datasets/own-datasets'
import { DownhillError } from '../../shared/errors'
import { PLACES } from '../places'
import type { Handlers } from '../request'
import { createSamples } from '../samples'
import type { GetServices } from '../services'
import { refuseReadOnly } from '../writable'

type DatasetRequest = Extract<keyof Handlers, `datasets.${string}`>

/** Most need no library but its folder: MNIST is there also where the runs cannot be opened. */
export function datasetHandlers(
  services: GetServices,
  libraryFolder: string
): Pick<Handlers, DatasetRequest> {
  const { folderOf, find, list } = createCatalogue({
    builtIn: PLACES.datasets,
    library: libraryFolder
  })
  const samples = createSamples((dataset) => loadTestExamples(folderOf(dataset), dataset))
  return {
    'datasets.list': list,
    'datasets.info': ({ dataset }) => find(dataset),
    'datasets.card': async ({ dataset }) => {
      // made in milliseconds, and asked for while a slider moves
      const made = findMade(dataset)
      if (made) return describeDataset(made, '')
      return (await services()).analyst.describeDataset(dataset)
    },
    'datasets.rename': async ({ dataset, name }) => {
      const { notice, tell } = await services()
      refuseReadOnly(notice)
      const renamed = await renameOwnDataset(libraryFolder, dataset, name)
      tell('datasets.changed', { dataset })
      return renamed
    },
    'datasets.remove': async ({ dataset }) => {
      const { notice, store, tell } = await services()
      refuseReadOnly(notice)
      const { runs, names } = await store.datasetUse(dataset)
      if (runs > 0) throw inUse(dataset, runs, names)
      await removeOwnDataset(libraryFolder, dataset)
      tell('datasets.changed', { dataset })
      return null
    },
    'datasets.sample': ({ dataset, index }) => samples.sample(dataset, index)
  }
}

function inUse(dataset: string, runs: number, names: readonly string[]): DownhillError {
  const named = names.map((name) => `“${name}”`).join(', ') + (runs > names.length ? ', …' : '')
  return new DownhillError(
    'dataset-in-use',
    `Runs have learnt from the data set "${dataset}" (${runs}): ${named}.`,
    { dataset, count: runs, names: named }
  )
}
