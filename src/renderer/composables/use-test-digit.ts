import { shallowRef, watch, type ShallowRef } from 'vue'
import type { Sample } from '../../shared/dataset'
import { request } from '../api'

/** A test image of a data set, any; it goes when the data set changes. */
export function useTestDigit(dataset: () => string): {
  digit: Readonly<ShallowRef<Sample | null>>
  error: Readonly<ShallowRef<unknown>>
  load: () => Promise<void>
  putAway: () => void
} {
  const digit = shallowRef<Sample | null>(null)
  const error = shallowRef<unknown>(null)

  async function load(): Promise<void> {
    const asked = dataset()
    try {
      const sample = await request('datasets.sample', { dataset: asked })
      if (asked !== dataset()) return
      digit.value = sample
      error.value = null
    } catch (reason) {
      if (asked === dataset()) error.value = reason
    }
  }
  watch(dataset, () => digit.value && void load())

  return {
    digit,
    error,
    load,
    putAway: () => {
      digit.value = null
    }
  }
}
