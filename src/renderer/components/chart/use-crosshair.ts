import { computed, ref, watch, type ComputedRef, type Ref } from 'vue'
import type { ChartModel } from '../../charts/model'
import { nearestStop, stops } from '../../charts/reading'

/** How far the page keys jump. */
const PAGE = 10

export interface Crosshair {
  /** The x it stands at, or null. */
  at: ComputedRef<number | null>
  /** Moves to the stop nearest to x. */
  moveTo: (x: number) => void
  hide: () => void
  /** Moves by a key; false if the key means nothing here. */
  press: (key: string) => boolean
}

/** The crosshair of a chart: it stands at one of the x values that the lines have, or is hidden. */
export function useCrosshair(model: Readonly<Ref<ChartModel>>): Crosshair {
  const index = ref(-1)
  const all = computed(() => stops(model.value))

  watch(all, (now) => {
    if (index.value >= now.length) index.value = now.length - 1
  })

  const last = (): number => all.value.length - 1
  const moves: Record<string, () => number> = {
    ArrowLeft: () => (index.value < 0 ? last() : index.value - 1),
    ArrowRight: () => (index.value < 0 ? 0 : index.value + 1),
    PageUp: () => index.value - PAGE,
    PageDown: () => index.value + PAGE,
    Home: () => 0,
    End: last
  }

  return {
    at: computed(() => all.value[index.value] ?? null),
    moveTo(x) {
      index.value = nearestStop(all.value, x)
    },
    hide() {
      index.value = -1
    },
    press(key) {
      if (key === 'Escape' && index.value >= 0) {
        index.value = -1
        return true
      }
      if (!Object.hasOwn(moves, key) || all.value.length === 0) return false
      index.value = Math.min(Math.max(moves[key](), 0), last())
      return true
    }
  }
}
