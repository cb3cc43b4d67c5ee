import { parseRecipe } from '../../shared/dataset-recipe'
import type { Dataset } from '../dataset'
import { makeDataset } from './make'

/** So many are kept that were asked for last: each of the usual ones, and some more. */
const MOST_KEPT = 20
const kept = new Map<string, Dataset>()

/** The data set that an id makes; null for one that is no recipe's. Its arrays are not to be changed. */
export function findMade(id: string): Dataset | null {
  const recipe = parseRecipe(id)
  if (!recipe) return null
  const dataset = kept.get(id) ?? makeDataset(recipe)
  // the last asked for comes last
  kept.delete(id)
  kept.set(id, dataset)
  for (const oldest of [...kept.keys()].slice(0, -MOST_KEPT)) kept.delete(oldest)
  return dataset
}
