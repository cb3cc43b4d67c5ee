import { join } from 'node:path'
import type { DatasetInfo } from '../shared/dataset'
import { RECIPE_NAMES, recipeId, usualRecipe } from '../shared/dataset-recipe'
import { OWN_FOLDER, isOwnId, listRecords, readRecord, toInfo } from './own-record'
import { findMade } from './recipes/made'

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

const BUILT_IN: readonly DatasetInfo[] = [MNIST]

/** Where data sets are that have files. */
export interface DatasetPlaces {
  /** Holds a folder for each that comes with the program. */
  builtIn: string
  /** The library's folder. */
  library: string
}

/** What is known of the data sets of a library and of the program, without reading examples. */
export interface Catalogue {
  /** The folder to be told to `loadDataset`; of one that is made, it is of no matter. */
  folderOf(id: string): string
  /** @throws DownhillError 'dataset-missing', 'dataset-damaged'. */
  find(id: string): Promise<DatasetInfo>
  /** Built-in ones, those that are made, with their usual recipes, own ones. */
  list(): Promise<DatasetInfo[]>
}

export function createCatalogue({ builtIn, library }: DatasetPlaces): Catalogue {
  const own = join(library, OWN_FOLDER)
  const folderOf = (id: string): string => (isOwnId(id) ? own : builtIn)
  return {
    folderOf,
    find: (id) => findDataset(folderOf(id), id),
    list: async () => [
      ...BUILT_IN,
      ...RECIPE_NAMES.flatMap((name) => findMade(recipeId(usualRecipe(name)))?.info ?? []),
      ...(await listRecords(own)).map(toInfo)
    ]
  }
}

/**
 * @param folder that `folderOf` names
 * @throws DownhillError 'dataset-missing', 'dataset-damaged'.
 */
export async function findDataset(folder: string, id: string): Promise<DatasetInfo> {
  const info = BUILT_IN.find((dataset) => dataset.id === id) ?? findMade(id)?.info
  return info ?? toInfo(await readRecord(folder, id))
}
