import { shallowRef, watch, type Ref } from 'vue'
import type { DrawingScore } from '../../shared/drawings'
import { request } from '../api'
import { newestOnly } from './newest-only'
import { useDrawings } from './use-drawings'
import type { PredictionSource } from './use-prediction'

export interface DrawingScoreState {
  /** null while no network is chosen, or it has not answered yet. */
  score: Readonly<Ref<DrawingScore | null>>
  error: Readonly<Ref<unknown>>
}

/** What a network makes of all drawings that are kept, asked anew when they or the network change. */
export function useDrawingScore(source: () => PredictionSource | null): DrawingScoreState {
  const { list } = useDrawings()
  const score = shallowRef<DrawingScore | null>(null)
  const error = shallowRef<unknown>(null)
  const key = (): string => JSON.stringify(source())

  const ask = newestOnly(async () => {
    const asked = key()
    const chosen = source()
    if (!chosen) {
      score.value = null
      return
    }
    try {
      const answer = await request('drawings.score', { source: { ...chosen } })
      if (key() !== asked) return
      score.value = answer
      error.value = null
    } catch (reason) {
      score.value = null
      error.value = reason
    }
  })
  watch([key, list], ask, { immediate: true })
  return { score, error }
}
