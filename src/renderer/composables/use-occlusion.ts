import { shallowRef, watch, type ShallowRef } from 'vue'
import type { Occlusion } from '../../shared/doubt'
import type { WeightSource } from '../../shared/weight-source'
import { request } from '../api'
import { newestOnly } from './newest-only'

export interface OcclusionQuestion {
  source: WeightSource
  image: Uint8Array
  side: number
  grey: number
}

/** What a patch at every place of a picture does; null while there is no picture, or no answer yet. */
export function useOcclusion(question: () => OcclusionQuestion | null): {
  occlusion: Readonly<ShallowRef<Occlusion | null>>
  error: Readonly<ShallowRef<unknown>>
} {
  const occlusion = shallowRef<Occlusion | null>(null)
  const error = shallowRef<unknown>(null)
  const keyOf = (): string => {
    const asked = question()
    return asked ? JSON.stringify({ ...asked, image: asked.image.join() }) : ''
  }
  const ask = newestOnly(async () => {
    const asked = question()
    const key = keyOf()
    if (!asked) {
      occlusion.value = null
      return
    }
    try {
      const { source, image, ...patch } = asked
      const input = { ...patch, source: { ...source }, image: new Uint8Array(image) }
      const answer = await request('doubt.occlude', input)
      if (keyOf() !== key) return
      occlusion.value = answer
      error.value = null
    } catch (reason) {
      if (keyOf() !== key) return
      occlusion.value = null
      error.value = reason
    }
  })
  watch(keyOf, ask, { immediate: true })
  return { occlusion, error }
}
