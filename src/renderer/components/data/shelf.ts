import type { DatasetInfo, DatasetKind } from '../../../shared/dataset'
import { parseRecipe, recipeId, type Recipe, type RecipeName } from '../../../shared/dataset-recipe'

export interface ShelfEntry {
  /** Stays the same while the numbers of a recipe change: its name, or the data set's id. */
  key: string
  /** Of the data set as it is set now. */
  id: string
  /** Runs that learnt from it; of one that is made, with whatever numbers. */
  runs: number
}

export interface ShelfGroup {
  kind: DatasetKind
  entries: ShelfEntry[]
}

/** What an entry of the shelf is called whose data set this is. */
export function shelfKey(id: string): string {
  return parseRecipe(id)?.name ?? id
}

const KINDS: readonly DatasetKind[] = ['pictures', 'points', 'curve']

/**
 * Data sets by kind, in the order of the list; of each recipe the one with the numbers set now.
 * @param used the data set of every run
 */
export function shelfOf(
  datasets: readonly DatasetInfo[],
  recipes: Readonly<Record<RecipeName, Recipe>>,
  used: readonly string[]
): ShelfGroup[] {
  const runs = new Map<string, number>()
  for (const id of used) runs.set(shelfKey(id), (runs.get(shelfKey(id)) ?? 0) + 1)
  const entryOf = ({ id }: DatasetInfo): ShelfEntry => {
    const recipe = parseRecipe(id)
    const key = shelfKey(id)
    return { key, id: recipe ? recipeId(recipes[recipe.name]) : id, runs: runs.get(key) ?? 0 }
  }
  return KINDS.map((kind) => ({
    kind,
    entries: datasets.filter((dataset) => dataset.kind === kind).map(entryOf)
  })).filter(({ entries }) => entries.length > 0)
}

/** A data set that runs learnt from and that is not here. */
export interface MissingDataset {
  id: string
  runs: { id: number; name: string }[]
}

/** Those that some runs name and nobody has; what is made from its id is never missing. */
export function missingOf(
  datasets: readonly DatasetInfo[],
  runs: readonly { id: number; name: string; config: { dataset: string } }[]
): MissingDataset[] {
  const here = new Set(datasets.map(({ id }) => id))
  const missing = new Map<string, MissingDataset>()
  for (const { id, name, config } of runs) {
    if (here.has(config.dataset) || parseRecipe(config.dataset)) continue
    const known = missing.get(config.dataset) ?? { id: config.dataset, runs: [] }
    known.runs.push({ id, name })
    missing.set(config.dataset, known)
  }
  return [...missing.values()]
}
