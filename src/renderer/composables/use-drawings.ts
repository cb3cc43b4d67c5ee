import { shallowRef, type Ref } from 'vue'
import type { DrawingList } from '../../shared/drawings'
import { request, subscribe } from '../api'
import { newestOnly } from './newest-only'

const list = shallowRef<DrawingList | null>(null)
const error = shallowRef<unknown>(null)
let started = false

const read = newestOnly(async () => {
  try {
    list.value = await request('drawings.list')
    error.value = null
  } catch (reason) {
    error.value = reason
  }
})

export interface Drawings {
  /** null until they are read. */
  list: Readonly<Ref<DrawingList | null>>
  error: Readonly<Ref<unknown>>
}

/** The drawings that are kept, one list for the whole window, true to the moment. */
export function useDrawings(): Drawings {
  if (!started) {
    started = true
    subscribe('drawings.changed', read)
    read()
  }
  return { list, error }
}
