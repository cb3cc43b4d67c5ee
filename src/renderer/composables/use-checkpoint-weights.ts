import { shallowRef, watch, type ShallowRef } from 'vue'
import type { NetworkWeights } from '../../shared/network-requests'
import { request } from '../api'
import { newestOnly } from './newest-only'
import { recentOnly } from './recent-only'

/** Enough for a slider that goes to and fro over a run, without filling the memory with a large network. */
const MOST_KEPT = 40
const MOST_BYTES = 64e6

// one for the whole window: checkpoints never change, and a screen that is left may be come back to
const kept = recentOnly<NetworkWeights>(MOST_KEPT, MOST_BYTES)

/** The weights of a stored checkpoint, asked for once. May throw DownhillError. */
export async function readWeights(runId: number, checkpointId: number): Promise<NetworkWeights> {
  const known = kept.get(checkpointId)
  if (known?.runId === runId) return known
  const weights = await request('network.weights', { runId, checkpointId })
  kept.set(checkpointId, weights, weights.parameters.byteLength)
  return weights
}

/** Which checkpoint's weights are wanted. */
export interface WeightsOf {
  runId: number
  id: number
}

export interface CheckpointWeights {
  /**
   * Those last read: while the slider moves faster than weights arrive, these are of one it passed.
   * null before there are any, and while none are wanted.
   */
  weights: Readonly<ShallowRef<NetworkWeights | null>>
  error: Readonly<ShallowRef<unknown>>
}

/** The weights of the wanted checkpoint; one request under way at a time, and the newest wish next. */
export function useCheckpointWeights(wanted: () => WeightsOf | undefined): CheckpointWeights {
  const weights = shallowRef<NetworkWeights | null>(null)
  const error = shallowRef<unknown>(null)

  const read = newestOnly(async () => {
    const asked = wanted()
    if (!asked) {
      weights.value = null
      error.value = null
      return
    }
    try {
      const found = await readWeights(asked.runId, asked.id)
      // of another run by now: the newest wish is read next
      if (wanted()?.runId !== asked.runId) return
      weights.value = found
      error.value = null
    } catch (reason) {
      if (wanted()?.id !== asked.id) return
      weights.value = null
      error.value = reason
    }
  })

  watch(() => wanted()?.id, read, { immediate: true })
  return { weights, error }
}
