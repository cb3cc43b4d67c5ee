import { onBeforeUnmount, onMounted, shallowRef, watch, type Ref } from 'vue'
import type { RequestInput } from '../../shared/contract'
import type { Prediction } from '../../shared/network-requests'
import { request, subscribe } from '../api'
import { newestOnly } from './newest-only'

/** Whose weights answer: a run's stored checkpoint, its last one, or its weights of this moment. */
export type PredictionSource = RequestInput<'network.predict'>['sources'][number]

export interface PredictionState {
  /** One a source, in their order; empty while there is nothing to answer. */
  predictions: Readonly<Ref<readonly Prediction[]>>
  /** Why there is no answer, though one was asked for. */
  error: Readonly<Ref<unknown>>
}

/**
 * Has networks answer the newest picture, again whenever the picture or the sources change, and with
 * every news of a run whose live weights answer. `image` null: nothing is asked.
 */
export function usePrediction(
  image: () => Uint8Array | null,
  sources: () => readonly PredictionSource[]
): PredictionState {
  const predictions = shallowRef<readonly Prediction[]>([])
  const error = shallowRef<unknown>(null)

  /** The sources as one value: the same ones in a new array are no other question. */
  const key = (): string => JSON.stringify(sources())

  const ask = newestOnly(async () => {
    const asked = key()
    const picture = image()
    if (!picture || sources().length === 0) {
      predictions.value = []
      error.value = null
      return
    }
    try {
      const answers = await request('network.predict', {
        image: new Uint8Array(picture),
        // plain copies: a reactive object cannot cross the border between the processes
        sources: sources().map((source) => ({ ...source }))
      })
      // another network is chosen by now: this is not its answer
      if (key() !== asked) return
      predictions.value = answers
      error.value = null
    } catch (reason) {
      if (key() !== asked) return
      predictions.value = []
      error.value = reason
    }
  })

  watch([image, key], ask, { immediate: true })

  let unsubscribe: (() => void) | undefined
  onMounted(() => {
    unsubscribe = subscribe('training.progress', ({ runId }) => {
      if (sources().some((each) => each.runId === runId && each.checkpoint === 'live')) ask()
    })
  })
  onBeforeUnmount(() => unsubscribe?.())

  return { predictions, error }
}
