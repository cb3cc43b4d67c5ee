import { shallowRef, type Ref } from 'vue'
import type { DatasetInfo } from '../../shared/dataset'
import { parseRecipe, recipeInfo } from '../../shared/dataset-recipe'
import { request, subscribe } from '../api'
import { newestOnly } from './newest-only'

const datasets = shallowRef<DatasetInfo[]>([])
const error = shallowRef<unknown>(null)
let isStarted = false
let isListening = false

const read = newestOnly(async () => {
  try {
    datasets.value = await request('datasets.list')
    error.value = null
  } catch (reason) {
    error.value = reason
    isStarted = false
  }
})

export interface Datasets {
  /** Those that are offered: built in, made by their usual recipes, own. */
  datasets: Readonly<Ref<readonly DatasetInfo[]>>
  error: Readonly<Ref<unknown>>
  /** Also what is made by another recipe; that one's fingerprint is empty here. */
  find: (id: string) => DatasetInfo | undefined
  /** The list is there, and this is none of it: an own data set of another library, or removed. */
  isMissing: (id: string) => boolean
  refresh: () => void
  /** Rejects with the reason, as does removing: runs may use it. */
  rename: (id: string, name: string) => Promise<void>
  remove: (id: string) => Promise<void>
}

/** The data sets of this installation and library, read once, and again when one came or went. */
export function useDatasets(): Datasets {
  if (!isStarted) {
    isStarted = true
    read()
    if (!isListening) subscribe('datasets.changed', read)
    isListening = true
  }
  return { datasets, error, find, isMissing, refresh: read, rename, remove }
}

/** MNIST is in every list that was read. */
const isMissing = (id: string): boolean => datasets.value.length > 0 && !find(id)

// the list is told of both by an event
async function rename(id: string, name: string): Promise<void> {
  await request('datasets.rename', { dataset: id, name })
}

async function remove(id: string): Promise<void> {
  await request('datasets.remove', { dataset: id })
}

function find(id: string): DatasetInfo | undefined {
  const listed = datasets.value.find((dataset) => dataset.id === id)
  if (listed) return listed
  const recipe = parseRecipe(id)
  return recipe ? { ...recipeInfo(recipe), fingerprint: '' } : undefined
}
