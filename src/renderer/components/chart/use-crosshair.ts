import { shallowRef, type Ref } from 'vue'
import type { ChartModel } from '../../charts/model'
import { nearestStop, nextStop } from '../../charts/reading'

/** How far the page keys jump. */
const PAGE = 10

export interface Crosshair {
  /** Moves to the point nearest to x. */
  moveTo: (x: number) => void
  hide: () => void
  /** Moves by a key; false if the key means nothing here. */
  press: (key: string) => boolean
}

/**
 * Moves a crosshair from point to point of the lines of a chart.
 * @param at where it stands, shared with other charts; null: it is hidden
 */
export function useCrosshair(
  model: Readonly<Ref<ChartModel>>,
  at: Ref<number | null> = shallowRef(null)
): Crosshair & { at: Ref<number | null> } {
  /** So many points to the right (1) or the left (-1), as far as there are any. */
  function walk(direction: 1 | -1, count: number): number | undefined {
    const beyond = direction > 0 ? -Infinity : Infinity
    let x = at.value ?? beyond
    for (let step = 0; step < count; step++) x = nextStop(model.value, x, direction) ?? x
    return Number.isFinite(x) ? x : undefined
  }
  const moves: Record<string, () => number | undefined> = {
    ArrowLeft: () => walk(-1, 1),
    ArrowRight: () => walk(1, 1),
    PageUp: () => walk(-1, PAGE),
    PageDown: () => walk(1, PAGE),
    Home: () => nextStop(model.value, -Infinity, 1),
    End: () => nextStop(model.value, Infinity, -1)
  }

  return {
    at,
    moveTo(x) {
      at.value = nearestStop(model.value, x) ?? null
    },
    hide() {
      at.value = null
    },
    press(key) {
      if (key === 'Escape' && at.value !== null) {
        at.value = null
        return true
      }
      if (!Object.hasOwn(moves, key)) return false
      const x = moves[key]()
      if (x === undefined) return false
      at.value = x
      return true
    }
  }
}
