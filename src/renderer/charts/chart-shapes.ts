import { LABEL_SAMPLE, TEXT_GAP, type ChartLayout } from './chart-layout'
import { shorten, type ChartLook } from './chart-look'
import { divergenceShapes } from './divergence-shapes'
import type { Box, Polyline, Shape } from './drawing'
import { spreadLabels } from './labels'
import type { ChartModel, ChartPoint, ChartSeries } from './model'
import { cachedLine } from './thinning'

/** How much is seen of a stored line behind its smoothed one, of a band, and of what is not highlighted. */
const RAW_OPACITY = 0.2
const FAINT_OPACITY = 0.32
const BAND_OPACITY = 0.18
const PALE_OPACITY = 0.22
const DOT_RADIUS = 2.5

/** A chart as shapes, but for what follows the mouse (overlay-shapes.ts). */
export function chartShapes(
  model: ChartModel,
  look: ChartLook,
  layout: ChartLayout,
  highlighted: string | null = null
): Shape[] {
  // an id that is not drawn pales nothing
  const highlight = model.series.some(({ id }) => id === highlighted) ? highlighted : null
  return [
    ...axisShapes(model, look, layout),
    ...seriesShapes(model, look, layout, highlight),
    ...markShapes(model, look, layout),
    ...labelShapes(look, layout, highlight),
    ...divergenceShapes(model, look, layout)
  ]
}

function axisShapes(model: ChartModel, look: ChartLook, layout: ChartLayout): Shape[] {
  const { plot, outer, x, y, xTicks, yTicks } = layout
  const { colours, fontSize } = look
  const text = { kind: 'text', size: fontSize } as const
  const shapes: Shape[] = []
  for (const tick of yTicks) {
    const at = sharp(y.toPixel(tick.value))
    shapes.push({
      kind: 'line',
      points: [plot.left, at, plot.right, at],
      stroke: colours.line,
      width: 1
    })
    shapes.push({
      ...text,
      text: tick.text,
      x: plot.left - TEXT_GAP,
      y: at,
      anchor: 'end',
      fill: colours['ink-2']
    })
  }
  const base = sharp(plot.bottom)
  shapes.push({
    kind: 'line',
    points: [plot.left, base, plot.right, base],
    stroke: colours.control,
    width: 1
  })
  const below = plot.bottom + TEXT_GAP / 2 + fontSize * 0.7
  for (const tick of xTicks) {
    const at = sharp(x.toPixel(tick.value))
    shapes.push({
      kind: 'line',
      points: [at, base, at, base + 4],
      stroke: colours.control,
      width: 1
    })
    shapes.push({
      ...text,
      text: tick.text,
      x: at,
      y: below + 2,
      anchor: 'middle',
      fill: colours['ink-2']
    })
  }
  const middle = (plot.left + plot.right) / 2
  const title = { ...text, anchor: 'middle', fill: colours['ink-3'] } as const
  shapes.push({ ...title, text: model.x.title, x: middle, y: below + 2 + fontSize * 1.35 })
  if (model.y.title) {
    const height = (plot.top + plot.bottom) / 2
    shapes.push({
      ...title,
      text: model.y.title,
      x: outer.left + fontSize * 0.7,
      y: height,
      turned: true
    })
  }
  return shapes
}

/** In the middle of a pixel: there a line one pixel wide is sharp. */
function sharp(pixel: number): number {
  return Math.round(pixel) + 0.5
}

function seriesShapes(
  model: ChartModel,
  look: ChartLook,
  layout: ChartLayout,
  highlight: string | null
): Shape[] {
  const clip = lineClip(layout.plot)
  const paleness = (series: ChartSeries): number =>
    highlight === null || series.id === highlight ? 1 : PALE_OPACITY
  // the highlighted line lies over all others, and bands below all lines
  const ordered = model.series.toSorted(
    (a, b) => Number(a.id === highlight) - Number(b.id === highlight)
  )
  const bands = ordered.flatMap((series) => bandShape(series, look, layout, clip, paleness(series)))
  const behind = ordered.flatMap((series): Shape[] => {
    const raw = series.faint ? series.points : series.raw
    if (!raw) return []
    const opacity = (series.faint ? FAINT_OPACITY : RAW_OPACITY) * paleness(series)
    return [{ ...lineShape(raw, series, look, layout, clip), width: 1, dash: undefined, opacity }]
  })
  const lines = ordered.flatMap((series): Shape[] => {
    if (series.faint) return []
    const line = lineShape(series.points, series, look, layout, clip)
    const opacity = paleness(series)
    const width = series.id === highlight ? line.width + 1.5 : line.width
    const dots = dotShapes(series, look, layout, clip).map((dot) => ({ ...dot, opacity }))
    return [{ ...line, width, opacity }, ...dots]
  })
  return [...bands, ...behind, ...lines]
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
): Shape[] {
  const isGap = (index: number): boolean => (points.at(index)?.y ?? null) === null
  const isAlone = (index: number): boolean =>
    (index === 0 || isGap(index - 1)) && (index === points.length - 1 || isGap(index + 1))
  const shapes: Shape[] = []
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
  clip: Box,
  paleness: number
): Shape[] {
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
      opacity: BAND_OPACITY * paleness,
      clip
    }
  ]
}

/** The names of the lines, in a column beside the end of the longest. */
function labelShapes(look: ChartLook, layout: ChartLayout, highlight: string | null): Shape[] {
  const { plot, x, y, labelled, labelWidth } = layout
  const wanted = labelled.flatMap(({ points }, index) => {
    const last = points.findLast((point) => point.y !== null && point.x <= x.domain.max)
    const place = last && last.y !== null ? y.toPixel(last.y) : Number.NaN
    if (Number.isNaN(place)) return []
    return [{ index, y: Math.min(Math.max(place, plot.top), plot.bottom) }]
  })
  const ends = labelled.map(({ points }) => x.toPixel(points.at(-1)?.x ?? 0))
  const left = Math.min(Math.max(plot.left, ...ends), plot.right) + TEXT_GAP
  const half = look.fontSize * 0.65
  const places = spreadLabels(wanted, half * 2, plot.top + half, plot.bottom - half)
  return places.flatMap(({ index, y: place }): Shape[] => {
    const { id, label, colour, dash } = labelled[index]
    const opacity = highlight === null || id === highlight ? undefined : 0.45
    const start = left + LABEL_SAMPLE + TEXT_GAP / 2
    return [
      {
        kind: 'line',
        points: [left, place, left + LABEL_SAMPLE, place],
        stroke: look.colours[colour],
        width: look.lineWidth,
        dash: dash.length > 0 ? dash : undefined,
        opacity
      },
      {
        kind: 'text',
        text: shorten(look, label, labelWidth - (start - left) - TEXT_GAP),
        x: start,
        y: place,
        anchor: 'start',
        size: look.fontSize,
        fill: look.colours.ink,
        opacity
      }
    ]
  })
}

/** Thin lines from top to bottom, each with its words; words that would run into others are left out. */
function markShapes(model: ChartModel, look: ChartLook, { plot, x }: ChartLayout): Shape[] {
  const gap = look.fontSize * 0.35
  // where the lines are not: a cost falls away from the top, an accuracy climbs away from the bottom
  const y = model.y.kind === 'cost' ? plot.top + look.fontSize : plot.bottom - look.fontSize
  let free = plot.left
  return (model.marks ?? []).flatMap(({ x: value, text }): Shape[] => {
    const at = sharp(x.toPixel(value))
    if (!(at >= plot.left && at <= plot.right + 1)) return []
    const line: Shape = {
      kind: 'line',
      points: [at, plot.top, at, plot.bottom],
      stroke: look.colours['ink-3'],
      width: 1
    }
    const width = look.measure(text)
    const left = at + gap + width <= plot.right ? at + gap : at - gap - width
    if (left < free) return [line]
    free = left + width + gap
    return [
      line,
      {
        kind: 'text',
        text,
        x: left,
        y,
        anchor: 'start',
        size: look.fontSize,
        fill: look.colours['ink-2'],
        halo: look.colours[look.ground]
      }
    ]
  })
}
