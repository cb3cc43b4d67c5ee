import type { ChartLayout } from './chart-layout'
import type { ChartLook } from './chart-look'
import type { Box, Dot, LineShape, Polyline } from './drawing'
import type { ChartModel, ChartPoint, ChartSeries } from './model'
import { cachedLine } from './thinning'

/** How much is seen of a stored line behind its smoothed one, of another raw line, and of a band. */
const RAW_OPACITY = 0.2
const FAINT_OPACITY = 0.32
const BAND_OPACITY = 0.18
const DOT_RADIUS = 2.5
/** A line that stands out is so much thicker, in pixels. */
const HIGHLIGHT_WIDTH = 1.5

/** The series of a chart: bands at the back, raw lines over them, and the lines that are read in front. */
export function lineShapes(model: ChartModel, look: ChartLook, layout: ChartLayout): LineShape[] {
  const { series } = model
  const clip = lineClip(layout.plot)
  return [
    ...series.flatMap((each) => bandShape(each, look, layout, clip)),
    ...series.flatMap((each) => rawShape(each, look, layout, clip)),
    ...series.filter(({ faint }) => !faint).flatMap((each) => mainShapes(each, look, layout, clip))
  ]
}

/** One series once more, to be drawn over all others, which pale meanwhile. */
export function highlightShapes(
  series: ChartSeries,
  look: ChartLook,
  layout: ChartLayout
): LineShape[] {
  const clip = lineClip(layout.plot)
  const thick = { ...look, lineWidth: look.lineWidth + HIGHLIGHT_WIDTH }
  return [
    ...bandShape(series, look, layout, clip),
    ...rawShape(series, look, layout, clip),
    ...mainShapes(series, thick, layout, clip)
  ]
}

function mainShapes(
  series: ChartSeries,
  look: ChartLook,
  layout: ChartLayout,
  clip: Box
): LineShape[] {
  const line = lineShape(series.points, series, look, layout, clip)
  return [line, ...dotShapes(series, look, layout, clip)]
}

function rawShape(
  series: ChartSeries,
  look: ChartLook,
  layout: ChartLayout,
  clip: Box
): LineShape[] {
  const points = series.faint ? series.points : series.raw
  if (!points) return []
  const opacity = series.faint ? FAINT_OPACITY : RAW_OPACITY
  const line = lineShape(points, series, look, layout, clip)
  return [{ ...line, width: 1, dash: undefined, opacity }]
}

/** Lines may run along the axis, and dots stand on it. */
function lineClip({ left, top, right, bottom }: Box): Box {
  return { left: left - 4, top: top - 2, right: right + 4, bottom: bottom + 1 }
}

function lineShape(
  points: readonly ChartPoint[],
  series: ChartSeries,
  look: ChartLook,
  { x, y }: ChartLayout,
  clip: Box
): Polyline {
  const { path, crowded } = cachedLine(points, x, y)
  return {
    kind: 'line',
    points: path,
    stroke: look.colours[series.colour],
    width: crowded ? Math.max(1, look.lineWidth / 2) : look.lineWidth,
    dash: series.dash.length > 0 ? series.dash : undefined,
    clip
  }
}

/** Where a line alone would not be seen: at points without neighbours, and in a series with few points. */
function dotShapes(
  { points, dots, colour }: ChartSeries,
  look: ChartLook,
  { x, y }: ChartLayout,
  clip: Box
): Dot[] {
  const isGap = (index: number): boolean => (points.at(index)?.y ?? null) === null
  const isAlone = (index: number): boolean =>
    (index === 0 || isGap(index - 1)) && (index === points.length - 1 || isGap(index + 1))
  const shapes: Dot[] = []
  for (let index = 0; index < points.length; index++) {
    const point = points[index]
    if (point.y === null || !(dots || isAlone(index))) continue
    const [left, top] = [x.toPixel(point.x), y.toPixel(point.y)]
    if (!Number.isFinite(left + top)) continue
    const fill = look.colours[colour]
    shapes.push({ kind: 'dot', x: left, y: top, radius: DOT_RADIUS, fill, clip })
  }
  return shapes
}

function bandShape(
  { band, colour }: ChartSeries,
  look: ChartLook,
  { x, y }: ChartLayout,
  clip: Box
): LineShape[] {
  if (!band || band.length === 0) return []
  const floor = y.logarithmic ? y.domain.min : -Infinity
  const corner = (at: number, value: number): number[] => [
    x.toPixel(at),
    y.toPixel(Math.max(value, floor))
  ]
  const drawable = band.filter(({ x: at }) => at > 0 || !x.logarithmic)
  const points = [
    ...drawable.flatMap(({ x: at, high }) => corner(at, high)),
    ...drawable.toReversed().flatMap(({ x: at, low }) => corner(at, low))
  ]
  return [
    {
      kind: 'area',
      points,
      fill: look.colours[colour],
      opacity: BAND_OPACITY,
      clip
    }
  ]
}
