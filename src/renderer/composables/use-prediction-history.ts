import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import type { RequestInput } from '../../shared/contract'
import type { PredictionHistory } from '../../shared/network-requests'
import { toPlainError } from '../../shared/errors'
import { request, subscribe } from '../api'
import { newestOnly } from './newest-only'

/** A drawing and the run through which it is followed. */
export type HistoryQuestion = RequestInput<'network.history'>

export interface PredictionHistoryState {
  /** The last answer with its question; null before there is one. */
  answered: Readonly<ShallowRef<{ question: HistoryQuestion; answer: PredictionHistory } | null>>
  /** Why the last question failed; null for one that was called off. */
  error: Readonly<ShallowRef<unknown>>
  /** Share of the checkpoints that answered, 0..1; null while nothing is under way. */
  progress: Readonly<Ref<number | null>>
}

/**
 * What all stored weights of a run make of a drawing, asked anew whenever either changes: one question
 * at a time, and the newest next.
 * @param question undefined while there is nothing to ask; the last answer stays.
 */
export function usePredictionHistory(
  question: () => HistoryQuestion | undefined
): PredictionHistoryState {
  const answered = shallowRef<PredictionHistoryState['answered']['value']>(null)
  const error = shallowRef<unknown>(null)
  const progress = ref<number | null>(null)
  let left = false

  const ask = newestOnly(async () => {
    const asked = question()
    if (asked === undefined || left) return
    progress.value = 0
    try {
      answered.value = { question: asked, answer: await request('network.history', asked) }
      error.value = null
    } catch (reason) {
      error.value = toPlainError(reason).code === 'cancelled' ? null : reason
    } finally {
      progress.value = null
    }
  })
  watch(question, ask, { immediate: true })

  const unsubscribe = subscribe('history.progress', ({ done, of }) => {
    if (progress.value !== null) progress.value = done / of
  })
  onScopeDispose(() => {
    left = true
    unsubscribe()
  })
  return { answered, error, progress }
}
