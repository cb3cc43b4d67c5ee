import { computed, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import type { ChartLayout } from '../../charts/chart-layout'
import type { ChartModel } from '../../charts/model'
import { xDomain, type Domain } from '../../charts/scale'
import {
  limitSpan,
  middleOf,
  moveInto,
  moveSpan,
  ZOOM_STEP,
  zoomSpan,
  type ZoomAxis
} from '../../charts/zoom'
import type { ChartLink } from './chart-link'

/** A shorter drag is a click with an unsteady hand. */
const SHORTEST_DRAG = 6
/** How much of what is shown the buttons move on. */
const MOVE_SHARE = 0.5

export interface Zoom {
  zoomed: ComputedRef<boolean>
  /** The part that is being marked by a drag, or null. */
  selection: Readonly<ShallowRef<Domain | null>>
  /** Shows half as much, around the crosshair or the middle. */
  zoomIn: () => void
  zoomOut: () => void
  reset: () => void
  /** Moves what is shown to the left (-1) or right (1). */
  move: (direction: 1 | -1) => void
  /** Moves what is shown so far that x is in it. */
  show: (x: number) => void
  /** Zooms around a place by one notch of a wheel. */
  wheel: (pixel: number, up: boolean) => void
  beginDrag: (pixel: number) => void
  /** True while a part is being marked. */
  drag: (pixel: number) => boolean
  endDrag: () => void
  cancelDrag: () => void
}

/** Shows a part of the x axis, in all charts of a link alike. */
export function useZoom(
  model: Readonly<Ref<ChartModel>>,
  { at, zoom }: ChartLink,
  layout: () => ChartLayout | undefined
): Zoom {
  const selection = shallowRef<Domain | null>(null)
  let dragFrom: number | undefined

  const axis = (): ZoomAxis => ({
    full: xDomain(model.value),
    logarithmic: model.value.x.logarithmic ?? false
  })
  const shown = (): Domain => zoom.value ?? xDomain(model.value)

  function zoomBy(factor: number, centre?: number): void {
    const here = shown()
    const inside = at.value !== null && at.value >= here.min && at.value <= here.max
    const around = centre ?? (inside && at.value !== null ? at.value : middleOf(here, axis()))
    zoom.value = zoomSpan(here, axis(), factor, around)
  }

  /** The value below a place on the canvas, within what is shown. */
  function valueAt(pixel: number): number {
    const { min, max } = shown()
    return Math.min(Math.max(layout()?.x.toValue(pixel) ?? min, min), max)
  }

  function cancelDrag(): void {
    dragFrom = undefined
    selection.value = null
  }

  return {
    zoomed: computed(() => zoom.value !== null),
    selection,
    zoomIn: () => zoomBy(ZOOM_STEP),
    zoomOut: () => zoomBy(1 / ZOOM_STEP),
    reset() {
      zoom.value = null
    },
    move(direction) {
      if (zoom.value) zoom.value = moveSpan(zoom.value, axis(), direction * MOVE_SHARE)
    },
    show(x) {
      if (zoom.value) zoom.value = moveInto(zoom.value, axis(), x)
    },
    wheel(pixel, up) {
      zoomBy(up ? ZOOM_STEP ** 0.5 : ZOOM_STEP ** -0.5, valueAt(pixel))
    },
    beginDrag(pixel) {
      dragFrom = pixel
    },
    drag(pixel) {
      if (dragFrom === undefined) return false
      if (!selection.value && Math.abs(pixel - dragFrom) < SHORTEST_DRAG) return false
      const [one, other] = [valueAt(dragFrom), valueAt(pixel)]
      selection.value = { min: Math.min(one, other), max: Math.max(one, other) }
      return true
    },
    endDrag() {
      const marked = selection.value
      cancelDrag()
      if (marked && marked.max > marked.min) zoom.value = limitSpan(marked, axis())
    },
    cancelDrag
  }
}
