import { onBeforeUnmount, onMounted, watch, type Ref } from 'vue'
import { axisShapes } from '../../charts/axis-shapes'
import { layoutChart, type ChartLayout } from '../../charts/chart-layout'
import type { ChartLook } from '../../charts/chart-look'
import type { Shape } from '../../charts/drawing'
import { lineShapes } from '../../charts/line-shapes'
import type { ChartModel } from '../../charts/model'
import { overlayShapes, type Overlay } from '../../charts/overlay-shapes'
import { paintShapes } from '../../charts/paint'
import type { Domain } from '../../charts/scale'
import { useTheme } from '../../composables/use-theme'
import { LinesChart } from './lines-chart'
import { screenLook, untilFontIsThere, type Formats } from './read-look'

type CanvasRef = Readonly<Ref<HTMLCanvasElement | null>>

/** What a chart shows, each part in a ref of its own. */
export interface ChartView {
  model: Readonly<Ref<ChartModel>>
  formats: Readonly<Ref<Formats>>
  /** The part of the x axis that is shown; null: all of it. */
  zoom: Readonly<Ref<Domain | null>>
  overlay: Readonly<Ref<Overlay>>
}

/** What is seen of the other lines while one stands out. */
const PALE_OPACITY = '0.25'

/** From back to front. */
export interface ChartCanvases {
  axes: CanvasRef
  /** Of the runs that are over. */
  settled: CanvasRef
  /** Of the runs under way. */
  growing: CanvasRef
  above: CanvasRef
}

/**
 * Keeps four canvases, one above the other, true to what is to be shown, in the frame in which it
 * changed: axes, lines that stay, lines that grow, and above them words and what follows the hand.
 * To draw twenty lines takes longer than a frame has; so each canvas is drawn when what is on it
 * changes, and lines pale by the opacity of their canvas.
 * @returns where everything stands now; undefined before there is room
 */
export function useChart(
  { axes, settled, growing, above }: ChartCanvases,
  { model, formats, zoom, overlay }: ChartView
): () => ChartLayout | undefined {
  const { appearance } = useTheme()
  /** Room for the chart in pixels, as it was last told: to ask for it would cost a layout. */
  const room = { width: 0, height: 0 }
  const lines = [settled, growing].map((canvas) => ({
    canvas,
    chart: undefined as LinesChart | undefined
  }))
  let paintedAxes = ''
  let look: ChartLook | undefined
  let layout: ChartLayout | undefined

  function draw(): void {
    if (room.width === 0 || room.height === 0) return
    // what is still being read has no axes yet: they would be painted in vain
    if (model.value.series.length === 0 && layout === undefined) return
    const isFirst = look === undefined
    look = screenLook(appearance.value, formats.value)
    const outer = { left: 0, top: 0, right: room.width, bottom: room.height }
    layout = layoutChart(model.value, look, outer, { zoom: zoom.value, direct: true })
    drawAxes(look, layout)
    drawLines(look, layout)
    drawAbove()
    // text measured before the font arrived would stand at the wrong place
    if (isFirst) void untilFontIsThere(look).then((isNew) => isNew && drawAnew())
  }

  /** Letters take longest to paint, and these stay the same for as long as the lines keep within them. */
  function drawAxes(look: ChartLook, layout: ChartLayout): void {
    const shapes = axisShapes(model.value, look, layout)
    const now = JSON.stringify([shapes, look.fontFamily, room, window.devicePixelRatio])
    if (now === paintedAxes) return
    paintedAxes = now
    paintOn(axes.value, shapes)
  }

  function drawLines(look: ChartLook, layout: ChartLayout): void {
    const { series } = model.value
    const parts = [series.filter((each) => !each.growing), series.filter((each) => each.growing)]
    lines.forEach((line, index) => {
      const { value: canvas } = line.canvas
      // most charts have no line that grows
      if (!canvas || (!line.chart && parts[index].length === 0)) return
      line.chart ??= new LinesChart(canvas)
      const shapes = lineShapes({ ...model.value, series: parts[index] }, look, layout)
      line.chart.show(shapes, room.width, room.height)
    })
  }

  function drawAbove(): void {
    if (!look || !layout) return
    const { highlighted } = overlay.value
    const pale = model.value.series.some(({ id }) => id === highlighted)
    for (const { canvas } of lines) {
      if (canvas.value) canvas.value.style.opacity = pale ? PALE_OPACITY : '1'
    }
    paintOn(above.value, overlayShapes(model.value, look, layout, overlay.value))
  }

  function paintOn(canvas: HTMLCanvasElement | null, shapes: readonly Shape[]): void {
    const context = canvas?.getContext('2d')
    if (!canvas || !context || !look) return
    const density = window.devicePixelRatio
    const [width, height] = [Math.round(room.width * density), Math.round(room.height * density)]
    // to set a size clears the canvas, and lets the browser fetch new memory for it
    if (canvas.width !== width) canvas.width = width
    if (canvas.height !== height) canvas.height = height
    context.setTransform(density, 0, 0, density, 0, 0)
    context.clearRect(0, 0, room.width, room.height)
    paintShapes(context, shapes, look.fontFamily)
  }

  /** With letters that were not there before. */
  function drawAnew(): void {
    paintedAxes = ''
    draw()
  }

  const watchRoom = new ResizeObserver(([entry]) => {
    const { width, height } = entry.contentRect
    Object.assign(room, { width, height })
    draw()
  })

  onMounted(() => {
    const frame = axes.value?.parentElement
    // it tells the size before the page is painted; to ask for it here would cost a layout
    if (frame) watchRoom.observe(frame)
  })
  onBeforeUnmount(() => {
    watchRoom.disconnect()
    for (const { chart } of lines) chart?.destroy()
  })
  watch([model, formats, zoom, appearance], draw, { flush: 'post' })
  watch(overlay, drawAbove, { flush: 'post' })

  return () => layout
}
