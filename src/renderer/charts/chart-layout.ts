import { axisScale, ticksOf, type AxisScale } from './axis-scale'
import type { ChartLook } from './chart-look'
import type { Box } from './drawing'
import type { ChartModel, ChartSeries } from './model'
import { xDomain, yDomain, type Domain } from './scale'

export interface Tick {
  value: number
  text: string
}

/** Where everything of a chart stands, in pixels. */
export interface ChartLayout {
  /** The room of the lines, within the axes. */
  plot: Box
  /** All of the chart, with the numbers and titles of its axes. */
  outer: Box
  x: AxisScale
  y: AxisScale
  xTicks: readonly Tick[]
  yTicks: readonly Tick[]
  /** Series that are named at the ends of their lines, with so much room for it at the right. */
  labelled: readonly ChartSeries[]
  labelWidth: number
}

/** More lines than this are named in a list beside the chart instead of at their ends. */
export const MOST_DIRECT_LABELS = 6
/** Text beside a line needs this much of the chart's width at most. */
const WIDEST_LABEL = 0.3
/** In heights of the text: a narrower chart needs its width for the lines, and names them above only. */
const NARROWEST_LABELLED = 29
/** Between the text and what it belongs to, in pixels. */
export const TEXT_GAP = 8
/** Before a name, a piece of its line: names themselves have the colour of text, which all can read. */
export const LABEL_SAMPLE = 14

function labelledSeries(model: ChartModel): readonly ChartSeries[] {
  const main = model.series.filter((series) => !series.faint && series.points.length > 0)
  return main.length > 1 && main.length <= MOST_DIRECT_LABELS ? main : []
}

interface LayoutOptions {
  /** The part of the x axis to show; null: all of it. */
  zoom: Domain | null
  /** Whether lines may be named at their ends. */
  direct: boolean
}

export function layoutChart(
  model: ChartModel,
  look: ChartLook,
  outer: Box,
  { zoom, direct }: LayoutOptions
): ChartLayout {
  const width = outer.right - outer.left
  const yRange = yDomain(model, zoom ?? undefined)
  const yLogarithmic = model.y.logarithmic ?? false
  const yValues = ticksOf({ domain: yRange, logarithmic: yLogarithmic }, false)
  const yTicks = withText(yValues, look.formatY)
  const yTextWidth = Math.max(0, ...yTicks.map(({ text }) => look.measure(text)))

  const wideEnough = width >= NARROWEST_LABELLED * look.fontSize
  const labelled = direct && wideEnough ? labelledSeries(model) : []
  const widest = Math.max(
    0,
    ...labelled.map(({ label }) => look.measure(label) + LABEL_SAMPLE + TEXT_GAP * 1.5 + 4)
  )
  const labelWidth = Math.min(width * WIDEST_LABEL, widest)

  const line = look.fontSize * 1.4
  const plot = {
    left: outer.left + yTextWidth + TEXT_GAP + (model.y.title ? line : 0),
    top: outer.top + look.fontSize / 2,
    right: outer.right - Math.max(labelWidth, look.fontSize * 1.5),
    bottom: outer.bottom - line * 2 - TEXT_GAP / 2
  }
  plot.right = Math.max(plot.right, plot.left + 1)
  plot.bottom = Math.max(plot.bottom, plot.top + 1)
  const x = axisScale(zoom ?? xDomain(model), [plot.left, plot.right], model.x.logarithmic ?? false)
  const y = axisScale(yRange, [plot.bottom, plot.top], yLogarithmic)
  return { plot, outer, x, y, xTicks: fittingTicks(x, look), yTicks, labelled, labelWidth }
}

function withText(values: readonly number[], format: ChartLook['formatX']): Tick[] {
  const steps = values.slice(1).map((value, index) => value - values[index])
  const [first = 0] = steps
  const equal = steps.length > 0 && steps.every((step) => Math.abs(step - first) < first * 1e-6)
  return values.map((value) => ({ value, text: format(value, equal ? first : null) }))
}

/** Of round values, so many that their numbers have room side by side. */
function fittingTicks(x: AxisScale, look: ChartLook): Tick[] {
  for (let most = 7; most > 1; most--) {
    const all = withText(ticksOf(x, true, most), look.formatX)
    // on a linear axis, every second or third one is as round
    const every = x.logarithmic ? 1 : Math.ceil(7 / most)
    const ticks = all.filter((_, index) => index % every === 0)
    if (haveRoom(ticks, x, look)) return ticks
  }
  return []
}

function haveRoom(ticks: readonly Tick[], x: AxisScale, look: ChartLook): boolean {
  return ticks.every(({ value, text }, index) => {
    const next = ticks.at(index + 1)
    if (!next) return true
    const apart = x.toPixel(next.value) - x.toPixel(value)
    return apart >= (look.measure(text) + look.measure(next.text)) / 2 + look.fontSize
  })
}
