import { onBeforeUnmount, onMounted, watch, type Ref } from 'vue'
import { layoutChart, type ChartLayout } from '../../charts/chart-layout'
import type { ChartLook } from '../../charts/chart-look'
import { chartShapes } from '../../charts/chart-shapes'
import type { Shape } from '../../charts/drawing'
import type { ChartModel } from '../../charts/model'
import { overlayShapes, type Overlay } from '../../charts/overlay-shapes'
import { paintShapes } from '../../charts/paint'
import type { Domain } from '../../charts/scale'
import { useTheme } from '../../composables/use-theme'
import { screenLook, untilFontIsThere, type Formats } from './read-look'

type CanvasRef = Readonly<Ref<HTMLCanvasElement | null>>

/** What a chart shows, each part in a ref of its own. */
export interface ChartView {
  model: Readonly<Ref<ChartModel>>
  formats: Readonly<Ref<Formats>>
  /** The part of the x axis that is shown; null: all of it. */
  zoom: Readonly<Ref<Domain | null>>
  /** The id of the series that stands out, or null. */
  highlighted: Readonly<Ref<string | null>>
  overlay: Readonly<Ref<Overlay>>
}

/**
 * Keeps two canvases, one above the other, true to what is to be shown: the lines, which are drawn in
 * the frame in which they changed, and what follows the hand, which leaves the lines as they are.
 * @returns where everything stands now; undefined before there is room
 */
export function useChart(
  lines: CanvasRef,
  above: CanvasRef,
  { model, formats, zoom, highlighted, overlay }: ChartView
): () => ChartLayout | undefined {
  const { appearance } = useTheme()
  /** Room for the chart in pixels, as it was last told: to ask for it would cost a layout. */
  const room = { width: 0, height: 0 }
  let look: ChartLook | undefined
  let layout: ChartLayout | undefined

  function draw(): void {
    if (!lines.value || room.width === 0 || room.height === 0) return
    look = screenLook(appearance.value, formats.value)
    const outer = { left: 0, top: 0, right: room.width, bottom: room.height }
    layout = layoutChart(model.value, look, outer, { zoom: zoom.value, direct: true })
    paintOn(lines.value, chartShapes(model.value, look, layout, highlighted.value))
    drawAbove()
  }

  function drawAbove(): void {
    if (!above.value || !look || !layout) return
    paintOn(above.value, overlayShapes(model.value, look, layout, overlay.value))
  }

  function paintOn(canvas: HTMLCanvasElement, shapes: readonly Shape[]): void {
    const context = canvas.getContext('2d')
    if (!context || !look) return
    const density = window.devicePixelRatio
    const [width, height] = [Math.round(room.width * density), Math.round(room.height * density)]
    // to set a size clears the canvas, and lets the browser fetch new memory for it
    if (canvas.width !== width) canvas.width = width
    if (canvas.height !== height) canvas.height = height
    context.setTransform(density, 0, 0, density, 0, 0)
    context.clearRect(0, 0, room.width, room.height)
    paintShapes(context, shapes, look.fontFamily)
  }

  const watchRoom = new ResizeObserver(([entry]) => {
    const { width, height } = entry.contentRect
    Object.assign(room, { width, height })
    draw()
  })

  onMounted(() => {
    const frame = lines.value?.parentElement
    if (frame) {
      Object.assign(room, { width: frame.clientWidth, height: frame.clientHeight })
      watchRoom.observe(frame)
    }
    draw()
    // text measured before the font arrived would stand at the wrong place
    if (look) void untilFontIsThere(look).then((isNew) => isNew && draw())
  })
  onBeforeUnmount(() => watchRoom.disconnect())
  watch([model, formats, zoom, highlighted, appearance], draw, { flush: 'post' })
  watch(overlay, drawAbove, { flush: 'post' })

  return () => layout
}
