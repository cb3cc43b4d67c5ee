import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'
import { DownhillError } from '../../shared/errors'
import type {
  Landscape,
  LandscapeInput,
  LandscapeNews,
  LandscapePath
} from '../../shared/landscape'
import { request, subscribe } from '../api'

/** What is known of a landscape so far. */
export interface LandscapePicture {
  xs: readonly number[]
  ys: readonly number[]
  /** Row by row, from the lowest y. NaN: not known yet; Infinity: not finite. */
  values: Float64Array
  paths: readonly LandscapePath[]
}

export interface LandscapeControl {
  /** null before anything is known. */
  picture: Readonly<ShallowRef<LandscapePicture | null>>
  /** Once all of it is known. */
  landscape: Readonly<ShallowRef<Landscape | null>>
  /** While it is being worked out. */
  progress: Readonly<ShallowRef<{ done: number; of: number } | null>>
  /** Why there is none; not set after a cancel. */
  error: Readonly<ShallowRef<unknown>>
  /** Works out the one that is wished for; the one before is called off. */
  compute: () => Promise<void>
  cancel: () => void
}

/** The landscape that is wished for, worked out anew when the wish changes, and called off with the screen. */
export function useLandscape(wish: () => LandscapeInput): LandscapeControl {
  const picture = shallowRef<LandscapePicture | null>(null)
  const landscape = shallowRef<Landscape | null>(null)
  const progress = shallowRef<{ done: number; of: number } | null>(null)
  const error = shallowRef<unknown>(null)
  const keyOf = (input: LandscapeInput): string => JSON.stringify(input)
  let asked = 0

  async function compute(): Promise<void> {
    const number = ++asked
    picture.value = null
    landscape.value = null
    error.value = null
    progress.value = { done: 0, of: wish().size ** 2 }
    try {
      const found = await request('landscape.compute', wish())
      if (number !== asked) return
      const { xs, ys, costs, paths } = found
      picture.value = { xs, ys, paths, values: Float64Array.from(costs, heightOf) }
      landscape.value = found
    } catch (reason) {
      if (number !== asked) return
      const isCalledOff = reason instanceof DownhillError && reason.code === 'cancelled'
      if (!isCalledOff) error.value = reason
    }
    progress.value = null
  }

  function show(news: LandscapeNews): void {
    if (!progress.value || keyOf(news.wish) !== keyOf(wish())) return
    const { done, of, xs, ys, paths, cells } = news
    const values =
      picture.value?.values.slice() ?? new Float64Array(xs.length * ys.length).fill(NaN)
    for (const { place, cost } of cells) values[place] = heightOf(cost)
    progress.value = { done, of }
    picture.value = { xs, ys, values, paths }
  }

  function cancel(): void {
    if (progress.value) void request('landscape.cancel')
  }

  watch(
    () => keyOf(wish()),
    () => void compute(),
    { immediate: true }
  )
  const unsubscribe = subscribe('landscape.progress', show)
  onScopeDispose(() => {
    unsubscribe()
    cancel()
  })

  return { picture, landscape, progress, error, compute, cancel }
}

const heightOf = (cost: number | null): number => cost ?? Infinity
