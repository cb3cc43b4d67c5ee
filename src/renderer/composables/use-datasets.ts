import { shallowRef, type Ref } from 'vue'
import type { DatasetInfo } from '../../shared/dataset'
import { request } from '../api'

const datasets = shallowRef<DatasetInfo[]>([])
const error = shallowRef<unknown>(null)
let started = false

async function read(): Promise<void> {
  try {
    datasets.value = await request('datasets.list')
    error.value = null
  } catch (reason) {
    error.value = reason
    started = false
  }
}

export interface Datasets {
  datasets: Readonly<Ref<readonly DatasetInfo[]>>
  error: Readonly<Ref<unknown>>
  find: (id: string) => DatasetInfo | undefined
}

/** The data sets of this installation, read once. */
export function useDatasets(): Datasets {
  if (!started) {
    started = true
    void read()
  }
  return { datasets, error, find: (id) => datasets.value.find((dataset) => dataset.id === id) }
}
