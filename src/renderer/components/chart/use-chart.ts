import {
  Chart,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  PointElement
} from 'chart.js'
import { markRaw, onBeforeUnmount, onMounted, watch, type Ref } from 'vue'
import {
  chartConfiguration,
  chartDatasets,
  chartOptions,
  type ChartLook,
  type PlotPoint
} from '../../charts/line-chart'
import { COLOUR_ROLES, type ChartModel } from '../../charts/model'
import { createOverlay, labelledSeries, type OverlayState } from '../../charts/overlay'
import { readToken, remInPixels, resolveColours, useTheme } from '../../composables/use-theme'

Chart.register(LineController, LineElement, PointElement, LinearScale, LogarithmicScale)

/** Text beside a line needs this much of the chart's width at most. */
const WIDEST_LABEL = 0.3
/** In rem: a narrower chart needs its width for the lines, and names them above only. */
const NARROWEST_LABELLED = 24

interface Formats {
  x: (value: number) => string
  y: (value: number) => string
}

/** How a chart looks now: colours, font and sizes read from the tokens. */
function readLook(canvas: HTMLCanvasElement, model: ChartModel, formats: Formats): ChartLook {
  const look: ChartLook = {
    colours: resolveColours(COLOUR_ROLES),
    fontFamily: readToken('font-sans'),
    fontSize: Math.round(remInPixels() * 0.8125),
    lineWidth: Number.parseFloat(readToken('data-line')),
    labelWidth: 0,
    formatX: formats.x,
    formatY: formats.y
  }
  const context = canvas.getContext('2d')
  if (context) {
    context.font = `${look.fontSize}px ${look.fontFamily}`
    const widths = labelledSeries(model).map(({ label }) => context.measureText(label).width + 12)
    const room = canvas.parentElement?.clientWidth ?? 0
    if (room >= NARROWEST_LABELLED * remInPixels()) {
      look.labelWidth = Math.min(room * WIDEST_LABEL, Math.max(0, ...widths))
    }
  }
  return look
}

export interface ChartHandle {
  /** The x value below a horizontal place on the canvas, in CSS pixels. */
  valueAt: (pixel: number) => number | undefined
  setCrosshair: (x: number | null) => void
}

/** Keeps a Chart.js chart on the canvas true to the model: once a frame, whatever changes. */
export function useChart(
  canvas: Readonly<Ref<HTMLCanvasElement | null>>,
  model: Readonly<Ref<ChartModel>>,
  formats: Readonly<Ref<Formats>>
): ChartHandle {
  const { appearance } = useTheme()
  let chart: Chart<'line', PlotPoint[]> | undefined
  let overlay: OverlayState | undefined
  let frame = 0

  function create(element: HTMLCanvasElement): void {
    const look = readLook(element, model.value, formats.value)
    overlay = { model: model.value, look, crosshair: null }
    chart = markRaw(
      new Chart(element, {
        ...chartConfiguration(model.value, look),
        plugins: [createOverlay(overlay)]
      })
    )
  }

  function update(): void {
    frame = 0
    if (!chart || !overlay || !canvas.value) return
    overlay.model = model.value
    overlay.look = readLook(canvas.value, model.value, formats.value)
    chart.data.datasets = chartDatasets(model.value, overlay.look)
    chart.options = chartOptions(model.value, overlay.look)
    chart.update('none')
  }

  function redraw(): void {
    frame = 0
    chart?.draw()
  }

  function schedule(): void {
    // a mere redrawing that is due gives way to the update
    cancelAnimationFrame(frame)
    frame = requestAnimationFrame(update)
  }

  onMounted(() => {
    if (canvas.value) create(canvas.value)
    // text measured before the font arrived would be set anew at the wrong width
    void document.fonts.ready.then(schedule)
  })
  onBeforeUnmount(() => {
    cancelAnimationFrame(frame)
    chart?.destroy()
    chart = undefined
  })
  watch([model, formats, appearance], schedule)

  return {
    valueAt: (pixel) => chart?.scales.x.getValueForPixel(pixel),
    setCrosshair(x) {
      if (!overlay || !chart || overlay.crosshair === x) return
      overlay.crosshair = x
      // a mouse may report several places in one frame; an update that is due draws it anyway
      if (frame === 0) frame = requestAnimationFrame(redraw)
    }
  }
}
