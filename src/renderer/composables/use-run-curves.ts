import {
  onBeforeUnmount,
  onMounted,
  shallowRef,
  toValue,
  watch,
  type MaybeRefOrGetter,
  type ShallowRef
} from 'vue'
import { unpackCurves } from '../../shared/packed'
import type { RunCurves } from '../../shared/run'
import { request } from '../api'
import { mergeCurves } from './merge-curves'
import { onTrainingNews } from './training-news'

/** Many lines take a while to draw: news of one among them are shown four times a second. */
const PAUSE_AMONG_MANY_MILLISECONDS = 250

export interface Curves {
  /** By run id; a run is missing until its curves are read. Replaced, never changed in place. */
  curves: Readonly<ShallowRef<ReadonlyMap<number, RunCurves>>>
  error: Readonly<ShallowRef<unknown>>
}

/** The curves of some runs: read once, then kept true by the news of training. */
export function useRunCurves(runIds: MaybeRefOrGetter<readonly number[]>): Curves {
  const curves = shallowRef<ReadonlyMap<number, RunCurves>>(new Map())
  const error = shallowRef<unknown>(null)
  const known = new Map<number, RunCurves>()
  /** News that came while the curves of their run were still being read. */
  const waiting = new Map<number, { points: RunCurves['points']; epochs: RunCurves['epochs'] }>()

  let publishing: ReturnType<typeof setTimeout> | undefined

  /** A run that is alone is shown as it goes; among others its news gather for a moment. */
  function publish({ soon }: { soon: boolean }): void {
    if (soon && known.size > 1) {
      publishing ??= setTimeout(() => publish({ soon: false }), PAUSE_AMONG_MANY_MILLISECONDS)
      return
    }
    clearTimeout(publishing)
    publishing = undefined
    curves.value = new Map(known)
  }

  async function read(ids: readonly number[]): Promise<void> {
    for (const id of ids) waiting.set(id, { points: [], epochs: [] })
    try {
      for (const read of unpackCurves(await request('runs.curves', { runIds: [...ids] }))) {
        // no longer asked for: the choice changed meanwhile
        if (!toValue(runIds).includes(read.runId)) continue
        known.set(
          read.runId,
          mergeCurves(read, waiting.get(read.runId) ?? { points: [], epochs: [] })
        )
      }
      error.value = null
      publish({ soon: false })
    } catch (reason) {
      error.value = reason
    } finally {
      for (const id of ids) waiting.delete(id)
    }
  }

  watch(
    () => toValue(runIds),
    (ids) => {
      for (const id of known.keys()) if (!ids.includes(id)) known.delete(id)
      const unknown = ids.filter((id) => !known.has(id) && !waiting.has(id))
      if (unknown.length > 0) void read(unknown)
      else publish({ soon: false })
    },
    { immediate: true }
  )

  let unsubscribe: (() => void) | undefined
  onMounted(() => {
    unsubscribe = onTrainingNews((news) => {
      const early = waiting.get(news.runId)
      const own = known.get(news.runId)
      if (early) {
        early.points.push(...news.points)
        early.epochs.push(...news.epochs)
      } else if (own) {
        known.set(news.runId, mergeCurves(own, news))
        publish({ soon: true })
      }
    })
  })
  onBeforeUnmount(() => {
    unsubscribe?.()
    clearTimeout(publishing)
  })

  return { curves, error }
}
