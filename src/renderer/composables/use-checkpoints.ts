import { onBeforeUnmount, onMounted, shallowRef, watch, type ShallowRef } from 'vue'
import type { CheckpointSummary, RunStorage } from '../../shared/run'
import { request, subscribe } from '../api'
import { newestOnly } from './newest-only'

export interface Checkpoints {
  /** Of the run, latest first. */
  checkpoints: Readonly<ShallowRef<readonly CheckpointSummary[]>>
  /** What the run takes up; null until it is known. */
  storage: Readonly<ShallowRef<RunStorage | null>>
  error: Readonly<ShallowRef<unknown>>
}

/** The checkpoints of a run, read anew whenever the run reports an epoch or changes. */
export function useCheckpoints(runId: () => number | undefined): Checkpoints {
  const checkpoints = shallowRef<readonly CheckpointSummary[]>([])
  const storage = shallowRef<RunStorage | null>(null)
  const error = shallowRef<unknown>(null)

  function show(found: readonly CheckpointSummary[], takesUp: RunStorage | null): void {
    checkpoints.value = found
    storage.value = takesUp
  }

  const read = newestOnly(async () => {
    const asked = runId()
    if (asked === undefined) {
      show([], null)
      return
    }
    try {
      const detail = await request('runs.detail', { runId: asked })
      if (runId() !== asked) return
      show(
        [...detail.checkpoints].sort((a, b) => b.step - a.step),
        detail.storage
      )
      error.value = null
    } catch (reason) {
      if (runId() !== asked) return
      show([], null)
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

  return { checkpoints, storage, error }
}
