import { shallowRef, type ShallowRef } from 'vue'
import type { Area } from '../../surface/grid'
import type { MapLayout } from '../../surface/map-layout'

export interface Place {
  x: number
  y: number
}

export interface MapCrosshair {
  /** Where the keyboard is; null: nowhere. */
  at: Readonly<ShallowRef<Place | null>>
  /** Moves by a key. @returns where it is now; null: no key of the crosshair */
  press: (event: KeyboardEvent) => Place | null
  hide: () => void
}

/** Steps across the map; with Shift ten times finer. */
const STEPS = 40
const FINER = 10

const DIRECTIONS: Record<string, readonly [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowDown: [0, -1],
  ArrowUp: [0, 1]
}

/** A cross that arrow keys move over the map: what the pointer does, the keyboard does as well. */
export function useMapCrosshair(area: () => Area): MapCrosshair {
  const at = shallowRef<Place | null>(null)
  /** Where it was when the map was left: one comes back to it. */
  let last: Place | null = null

  function press(event: KeyboardEvent): Place | null {
    if (!Object.hasOwn(DIRECTIONS, event.key)) return null
    const { x, y } = area()
    const middle = { x: (x.min + x.max) / 2, y: (y.min + y.max) / 2 }
    const from = at.value ?? last ?? middle
    const [across, up] = DIRECTIONS[event.key]
    const share = 1 / STEPS / (event.shiftKey ? FINER : 1)
    at.value = last = {
      x: within(from.x + across * share * (x.max - x.min), x),
      y: within(from.y + up * share * (y.max - y.min), y)
    }
    return last
  }

  return { at, press, hide: () => (at.value = null) }
}

function within(value: number, { min, max }: Area['x']): number {
  // 0.30000000000000004 is 0.3
  return Number(Math.min(max, Math.max(min, value)).toPrecision(10))
}

/** The place below a pixel; null outside of the map. */
export function placeAt({ plot, x, y }: MapLayout, across: number, down: number): Place | null {
  const isInside =
    across >= plot.left && across <= plot.right && down >= plot.top && down <= plot.bottom
  return isInside ? { x: x.toValue(across), y: y.toValue(down) } : null
}
