import type { ChartConfiguration, ChartDataset, ChartOptions } from 'chart.js'
import { countTicks, linearTicks, logTicks, yDomain } from './scale'
import type { ChartModel, ChartSeries, ColourRole } from './model'

export type PlotPoint = { x: number; y: number }

/** What the look of a chart depends on besides its data. */
export interface ChartLook {
  colours: Record<ColourRole, string>
  fontFamily: string
  /** CSS pixels. */
  fontSize: number
  lineWidth: number
  /** Room at the right for the names of the lines, in pixels. */
  labelWidth: number
  formatX: (x: number) => string
  formatY: (y: number) => string
}

/** More lines than this are named in a list beside the chart instead of at their ends. */
export const MOST_DIRECT_LABELS = 6

/** `rgb(1, 2, 3)` made translucent. */
export function withAlpha(colour: string, alpha: number): string {
  return colour.replace(/^rgba?\(([^)]+)\)$/, (_, parts: string) => {
    const [red, green, blue] = parts.split(/[\s,/]+/)
    return `rgba(${red}, ${green}, ${blue}, ${alpha})`
  })
}

/** The points of a line as Chart.js takes them. */
export function toPlotPoints(series: ChartSeries, logarithmic: boolean): PlotPoint[] {
  // NaN makes a gap; so do values that a logarithmic axis has no place for
  return series.points.map(({ x, y }) => ({
    x,
    y: y === null || (logarithmic && y <= 0) ? Number.NaN : y
  }))
}

function toDataset(
  series: ChartSeries,
  model: ChartModel,
  look: ChartLook
): ChartDataset<'line', PlotPoint[]> {
  const colour = look.colours[series.colour]
  // a lone point makes no line, and would not be seen without a dot
  const radius = series.dots || (series.points.length === 1 && !series.faint) ? 2.5 : 0
  return {
    label: series.label,
    data: toPlotPoints(series, model.y.logarithmic),
    borderColor: series.faint ? withAlpha(colour, 0.32) : colour,
    borderWidth: series.faint ? 1 : look.lineWidth,
    borderDash: [...series.dash],
    borderJoinStyle: 'round',
    pointRadius: radius,
    pointHoverRadius: radius,
    pointBackgroundColor: colour,
    pointBorderWidth: 0,
    spanGaps: false,
    // a dot on the y axis is drawn whole
    clip: { left: 4, right: 4, top: 0, bottom: 0 },
    // lines of curves above the raw ones
    order: series.faint ? 1 : 0
  }
}

export function chartDatasets(
  model: ChartModel,
  look: ChartLook
): ChartDataset<'line', PlotPoint[]>[] {
  return model.series.map((series) => toDataset(series, model, look))
}

/** What options and the looks of lines follow from: as long as it stays, only points need replacing. */
export function frameOf(model: ChartModel, look: ChartLook): string {
  const series = model.series.map(({ points, ...rest }) => [rest, points.length > 1])
  return JSON.stringify([look, model.x, model.y, yDomain(model), series])
}

export function chartOptions(model: ChartModel, look: ChartLook): ChartOptions<'line'> {
  const { colours } = look
  const font = { family: look.fontFamily, size: look.fontSize }
  const domain = yDomain(model)
  return {
    animation: false,
    parsing: false,
    normalized: true,
    maintainAspectRatio: false,
    events: [],
    elements: { line: { tension: 0 } },
    layout: { padding: { right: Math.max(look.labelWidth, 8), top: look.fontSize / 2 } },
    plugins: { legend: { display: false }, tooltip: { enabled: false } },
    scales: {
      x: {
        type: 'linear',
        min: model.x.min,
        max: model.x.max,
        grid: { display: false },
        border: { color: colours.control },
        title: { display: true, text: model.x.title, color: colours['ink-3'], font },
        ticks: {
          color: colours['ink-2'],
          font,
          maxRotation: 0,
          autoSkipPadding: 16,
          callback: (value) => look.formatX(Number(value))
        },
        afterBuildTicks(scale) {
          scale.ticks = countTicks(scale.min, scale.max).map((value) => ({ value }))
        }
      },
      y: {
        type: model.y.logarithmic ? 'logarithmic' : 'linear',
        ...domain,
        grid: { color: colours.line, lineWidth: 1, drawTicks: false },
        border: { display: false },
        ticks: {
          color: colours['ink-2'],
          font,
          padding: 8,
          callback: (value) => look.formatY(Number(value))
        },
        afterBuildTicks(scale) {
          // the library's own crowd on a logarithmic axis, and end at odd numbers on a linear one
          const ticks = model.y.logarithmic ? logTicks : linearTicks
          scale.ticks = ticks(domain.min, domain.max).map((value) => ({ value }))
        }
      }
    }
  }
}

/** A complete Chart.js configuration; after that, datasets and options are replaced one by one. */
export function chartConfiguration(
  model: ChartModel,
  look: ChartLook
): ChartConfiguration<'line', PlotPoint[]> {
  return {
    type: 'line',
    data: { datasets: chartDatasets(model, look) },
    options: chartOptions(model, look)
  }
}
