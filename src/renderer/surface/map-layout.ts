import { axisScale, ticksOf, type AxisScale } from '../charts/axis-scale'
import type { Tick } from '../charts/chart-layout'
import type { ChartLook } from '../charts/chart-look'
import type { Box } from '../charts/drawing'
import { fittingTicks } from './fitting-ticks'
import type { Area } from './grid'

/** Where everything of a map stands, in pixels. */
export interface MapLayout {
  plot: Box
  outer: Box
  x: AxisScale
  y: AxisScale
  xTicks: readonly Tick[]
  yTicks: readonly Tick[]
}

const GAP = 6

/**
 * A map as large as its room allows, with equal lengths for equal distances along both axes: only so
 * does the gradient stand at right angles on the contour lines.
 */
export function layoutMap(
  area: Area,
  look: ChartLook,
  room: { width: number; height: number }
): MapLayout {
  const yValues = ticksOf({ domain: area.y, logarithmic: false }, false)
  const yTicks = yValues.map((value) => ({ value, text: look.formatY(value, null) }))
  const widest = Math.max(0, ...yTicks.map(({ text }) => look.measure(text)))
  const line = look.fontSize * 1.4
  const left = widest + GAP * 2
  const [top, right, below] = [line, look.fontSize, line * 2]
  const width = Math.max(1, room.width - left - right)
  const height = Math.max(1, room.height - top - below)
  const perUnit = Math.min(width / (area.x.max - area.x.min), height / (area.y.max - area.y.min))
  const wide = perUnit * (area.x.max - area.x.min)
  const high = perUnit * (area.y.max - area.y.min)
  const plotLeft = left + (width - wide) / 2
  const plot = { left: plotLeft, top, right: plotLeft + wide, bottom: top + high }
  const x = axisScale(area.x, [plot.left, plot.right], false)
  const y = axisScale(area.y, [plot.bottom, plot.top], false)
  const lengthOf = (value: number): number =>
    look.measure(look.formatX(value, null)) + look.fontSize
  const xTicks = fittingTicks(ticksOf(x, false), x.toPixel, lengthOf)
  const shownY = fittingTicks(yValues, y.toPixel, () => line)
  return {
    plot,
    outer: { left: 0, top: 0, right: room.width, bottom: plot.bottom + below },
    x,
    y,
    xTicks: xTicks.map((value) => ({ value, text: look.formatX(value, null) })),
    yTicks: yTicks.filter(({ value }) => shownY.includes(value))
  }
}
