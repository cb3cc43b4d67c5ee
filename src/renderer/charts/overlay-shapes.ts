import { TEXT_GAP, type ChartLayout } from './chart-layout'
import type { ChartLook } from './chart-look'
import { wordShapes } from './chart-shapes'
import type { Shape } from './drawing'
import { highlightShapes } from './line-shapes'
import type { ChartMark, ChartModel } from './model'
import { pointAt } from './reading'
import type { Domain } from './scale'

/** What follows the hand: it is drawn on a canvas above the lines, together with the words, so that the lines stay as they are. */
export interface Overlay {
  /** The id of the series that stands out, or null. */
  highlighted: string | null
  /** Where the crosshair stands, or null. */
  crosshair: number | null
  /** The part of the x axis that is being marked by a drag. */
  selection: Domain | null
  /** A moment that something beside the chart shows. */
  focus: ChartMark | null
}

export function overlayShapes(
  model: ChartModel,
  look: ChartLook,
  layout: ChartLayout,
  { highlighted, crosshair, selection, focus }: Overlay
): Shape[] {
  const highlight = model.series.find(({ id }) => id === highlighted)
  return [
    ...(highlight ? highlightShapes(highlight, look, layout) : []),
    ...wordShapes(model, look, layout, highlight?.id ?? null),
    ...(selection ? selectionShapes(selection, look, layout) : []),
    ...(focus ? focusShapes(focus, look, layout) : []),
    ...(crosshair === null ? [] : crosshairShapes(crosshair, model, look, layout))
  ]
}

function selectionShapes({ min, max }: Domain, look: ChartLook, layout: ChartLayout): Shape[] {
  const { plot, x } = layout
  const box = { ...plot, left: x.toPixel(min), right: x.toPixel(max) }
  const { accent } = look.colours
  return [
    { kind: 'rectangle', box, fill: accent, opacity: 0.12, clip: plot },
    { kind: 'rectangle', box, stroke: accent, clip: plot }
  ]
}

function focusShapes({ x: value, text }: ChartMark, look: ChartLook, layout: ChartLayout): Shape[] {
  const { plot, x } = layout
  const at = x.toPixel(value)
  if (!(at >= plot.left - 1 && at <= plot.right + 1)) return []
  const { accent, paper } = look.colours
  const width = look.measure(text) + TEXT_GAP
  const left = Math.min(Math.max(at - width / 2, plot.left), plot.right - width)
  const height = look.fontSize * 1.5
  return [
    { kind: 'line', points: [at, plot.top, at, plot.bottom], stroke: accent, width: 2 },
    {
      kind: 'rectangle',
      box: { left, top: plot.top, right: left + width, bottom: plot.top + height },
      fill: accent
    },
    {
      kind: 'text',
      text,
      x: left + width / 2,
      y: plot.top + height / 2,
      anchor: 'middle',
      size: look.fontSize,
      fill: paper
    }
  ]
}

function crosshairShapes(
  at: number,
  model: ChartModel,
  look: ChartLook,
  { plot, x, y }: ChartLayout
): Shape[] {
  const place = x.toPixel(at)
  if (!(place >= plot.left - 1 && place <= plot.right + 1)) return []
  const { colours } = look
  const line: Shape = {
    kind: 'line',
    points: [place, plot.top, place, plot.bottom],
    stroke: colours['ink-3'],
    width: 1
  }
  const dots = model.series.flatMap((series): Shape[] => {
    const point = series.faint ? undefined : pointAt(series, at)
    if (!point || point.y === null) return []
    const [left, top] = [x.toPixel(point.x), y.toPixel(point.y)]
    if (!(top >= plot.top - 1 && top <= plot.bottom + 1) || !(left >= plot.left - 1)) return []
    const fill = colours[series.colour]
    return [{ kind: 'dot', x: left, y: top, radius: 4, fill, ring: colours.paper }]
  })
  return [line, ...dots]
}
