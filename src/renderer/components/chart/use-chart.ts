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
  frameOf,
  toPlotPoints,
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

type Tokens = Pick<ChartLook, 'colours' | 'fontFamily' | 'fontSize' | 'lineWidth'>

/** Asking for a token makes the browser work out all styles: once a change of appearance is enough. */
let tokens: { appearance: number; read: Tokens } | undefined

function readTokens(appearance: number): Tokens {
  if (tokens?.appearance !== appearance) {
    const read = {
      colours: resolveColours(COLOUR_ROLES),
      fontFamily: readToken('font-sans'),
      fontSize: Math.round(remInPixels() * 0.8125),
      lineWidth: Number.parseFloat(readToken('data-line'))
    }
    tokens = { appearance, read }
  }
  return tokens.read
}

/** How a chart looks in a room of so many pixels: the tokens, and place for the names of the lines. */
function readLook(
  context: CanvasRenderingContext2D | null,
  room: number,
  model: ChartModel,
  { appearance, formats }: { appearance: number; formats: Formats }
): ChartLook {
  const read = readTokens(appearance)
  const look = { ...read, labelWidth: 0, formatX: formats.x, formatY: formats.y }
  // 13 of 16 pixels: see the size of the font
  const rem = read.fontSize / 0.8125
  if (context && room >= NARROWEST_LABELLED * rem) {
    context.font = `${look.fontSize}px ${look.fontFamily}`
    const widths = labelledSeries(model).map(({ label }) => context.measureText(label).width + 12)
    look.labelWidth = Math.min(room * WIDEST_LABEL, Math.max(0, ...widths))
  }
  return look
}

export interface ChartHandle {
  /** The x value below a horizontal place on the canvas, in CSS pixels. */
  valueAt: (pixel: number) => number | undefined
  setCrosshair: (x: number | null) => void
}

/**
 * Keeps a Chart.js chart on the canvas true to the model. It draws with the rest of the window, in the
 * frame in which the model changed, and hands over no more than what did change.
 */
export function useChart(
  canvas: Readonly<Ref<HTMLCanvasElement | null>>,
  model: Readonly<Ref<ChartModel>>,
  formats: Readonly<Ref<Formats>>
): ChartHandle {
  const { appearance } = useTheme()
  let chart: Chart<'line', PlotPoint[]> | undefined
  let overlay: OverlayState | undefined
  let chartFrame = ''
  let redrawing = 0
  /** Width for the chart in pixels, as it was last told: to ask for it would cost a layout. */
  let room = 0
  const watchRoom = new ResizeObserver(([entry]) => {
    room = entry.contentRect.width
    update()
  })

  const lookNow = (element: HTMLCanvasElement): ChartLook =>
    readLook(element.getContext('2d'), room, model.value, {
      appearance: appearance.value,
      formats: formats.value
    })

  function create(element: HTMLCanvasElement): void {
    const look = lookNow(element)
    overlay = { model: model.value, look, crosshair: null }
    chartFrame = frameOf(model.value, look)
    chart = markRaw(
      new Chart(element, {
        ...chartConfiguration(model.value, look),
        plugins: [createOverlay(overlay)]
      })
    )
  }

  function update({ anew = false } = {}): void {
    if (!chart || !overlay || !canvas.value) return
    const look = lookNow(canvas.value)
    overlay.model = model.value
    overlay.look = look
    const frame = frameOf(model.value, look)
    if (frame === chartFrame && !anew) {
      model.value.series.forEach((series, index) => {
        const { logarithmic } = model.value.y
        if (chart) chart.data.datasets[index].data = toPlotPoints(series, logarithmic)
      })
    } else {
      chart.data.datasets = chartDatasets(model.value, look)
      chart.options = chartOptions(model.value, look)
    }
    chartFrame = frame
    chart.update('none')
  }

  function redraw(): void {
    redrawing = 0
    chart?.draw()
  }

  onMounted(() => {
    if (canvas.value?.parentElement) {
      room = canvas.value.parentElement.clientWidth
      create(canvas.value)
      watchRoom.observe(canvas.value.parentElement)
    }
    // text measured before the font arrived would be set anew at the wrong width
    void document.fonts.ready.then(() => update({ anew: true }))
  })
  onBeforeUnmount(() => {
    cancelAnimationFrame(redrawing)
    watchRoom.disconnect()
    chart?.destroy()
    chart = undefined
  })
  watch(model, () => update(), { flush: 'post' })
  // the formats are functions, which nothing compares
  watch([formats, appearance], () => update({ anew: true }), { flush: 'post' })

  return {
    valueAt: (pixel) => chart?.scales.x.getValueForPixel(pixel),
    setCrosshair(x) {
      if (!overlay || !chart || overlay.crosshair === x) return
      overlay.crosshair = x
      // a mouse may report several places in one frame
      if (redrawing === 0) redrawing = requestAnimationFrame(redraw)
    }
  }
}
