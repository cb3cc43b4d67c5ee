import { computed, onBeforeUnmount, ref, shallowRef, watch, type ComputedRef, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { useFormat } from '../../../composables/use-format'
import { basinMap, NO_MINIMUM, type BasinMap } from '../../../descent/two-basins'
import { runStyle } from '../../../charts/model'
import type { MapRegions } from '../../../surface/model'
import type { TwoVariables } from './use-two-variables'

/** Starts along each side. */
const SIZE = 81
/** Of work between two looks at what else is to be done: less than a frame has. */
const SLICE_MILLISECONDS = 8
/** A slider that is dragged does not begin anew at each of its stops. */
const SETTLED_MILLISECONDS = 150

type End = MapRegions['kinds'][number] & { id: number }

export interface Basins {
  shown: Ref<boolean>
  /** Starts that are worked out, and all of them; null: nothing is under way. */
  progress: Readonly<Ref<{ done: number; of: number } | null>>
  regions: ComputedRef<MapRegions | null>
  /** What becomes of all starts: an end and its share. */
  shares: ComputedRef<{ id: number; label: string; share: string }[]>
  cancel: () => void
}

/** The map that colours every start by the minimum it reaches, worked out between frames. */
export function useBasins(two: TwoVariables): Basins {
  const { t } = useI18n()
  const format = useFormat()
  const shown = ref(false)
  const progress = ref<{ done: number; of: number } | null>(null)
  const basins = shallowRef<BasinMap | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined

  function stop(): void {
    clearTimeout(timer)
    progress.value = null
  }

  function begin(): void {
    const work = basinMap(two.of.value, two.optimisers.value[0], two.rate.value, SIZE)
    const slice = (): void => {
      const until = performance.now() + SLICE_MILLISECONDS
      while (performance.now() < until) {
        const next = work.next()
        if (next.done) {
          basins.value = next.value
          return stop()
        }
        progress.value = { done: next.value, of: SIZE * SIZE }
      }
      timer = setTimeout(slice)
    }
    progress.value = { done: 0, of: SIZE * SIZE }
    timer = setTimeout(slice, SETTLED_MILLISECONDS)
  }

  watch([shown, two.surface, two.rate, () => two.optimisers.value[0]], () => {
    stop()
    basins.value = null
    if (shown.value) begin()
  })
  onBeforeUnmount(stop)

  /** All ends that some start has: minima by their numbers, then those that reach none. */
  const ends = computed<End[]>(() => {
    const of = two.of.value
    return [
      ...of.minima.map((_, id) => ({
        id,
        label: of.minima.length > 1 ? String(id + 1) : t('surface.basins.only'),
        colour: runStyle(id).colour
      })),
      { id: NO_MINIMUM.away, label: t('surface.basins.away'), colour: 'danger', hatched: true },
      {
        id: NO_MINIMUM.underWay,
        label: t('surface.basins.underWay'),
        colour: 'ink-3',
        hatched: true
      }
    ]
  })

  return {
    shown,
    progress,
    regions: computed(() => {
      if (!basins.value) return null
      const kinds = ends.value
      const places = Int8Array.from(basins.value.ends, (end) =>
        kinds.findIndex(({ id }) => id === end)
      )
      return { xs: basins.value.xs, ys: basins.value.ys, places, kinds }
    }),
    shares: computed(() => {
      const all = basins.value?.ends
      if (!all) return []
      return ends.value
        .map(({ id, label }) => ({ id, label, count: all.filter((end) => end === id).length }))
        .filter(({ count }) => count > 0)
        .map(({ id, label, count }) => ({
          id,
          label:
            id < 0 || two.of.value.minima.length === 1
              ? label
              : t('surface.two.minimum', { number: label }),
          share: format.value.percent(count / all.length)
        }))
    }),
    cancel() {
      shown.value = false
    }
  }
}
