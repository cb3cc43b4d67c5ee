import { onBeforeUnmount, onMounted, shallowRef, watch, type ShallowRef } from 'vue'
import type { CheckpointSummary } from '../../shared/run'
import { request, subscribe } from '../api'
import { newestOnly } from './newest-only'

export interface Checkpoints {
  /** Of the run, latest first. */
  checkpoints: Readonly<ShallowRef<readonly CheckpointSummary[]>>
  error: Readonly<ShallowRef<unknown>>
}

/** The checkpoints of a run, read anew whenever the run reports an epoch or changes. */
export function useCheckpoints(runId: () => number | undefined): Checkpoints {
  const checkpoints = shallowRef<readonly CheckpointSummary[]>([])
  const error = shallowRef<unknown>(null)

  const read = newestOnly(async () => {
    const asked = runId()
    if (asked === undefined) {
      checkpoints.value = []
      return
    }
    try {
      const detail = await request('runs.detail', { runId: asked })
      if (runId() !== asked) return
      checkpoints.value = [...detail.checkpoints].sort((a, b) => b.step - a.step)
      error.value = null
    } catch (reason) {
      if (runId() !== asked) return
      checkpoints.value = []
      error.value = reason
    }
  })

  watch(runId, read, { immediate: true })

  const unsubscribes: (() => void)[] = []
  onMounted(() => {
    unsubscribes.push(
      subscribe('runs.changed', ({ runIds }) => {
        if (runIds.some((id) => id === runId())) read()
      }),
      subscribe('training.progress', (news) => {
        if (news.runId === runId() && news.epochs.length > 0) read()
      })
    )
  })
  onBeforeUnmount(() => unsubscribes.forEach((unsubscribe) => unsubscribe()))

  return { checkpoints, error }
}
