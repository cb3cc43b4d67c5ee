import { layoutChart } from './chart-layout'
import { shorten, type ChartLook } from './chart-look'
import { chartShapes } from './chart-shapes'
import type { Drawing, Shape } from './drawing'
import type { ChartModel, ChartSeries } from './model'
import type { Domain } from './scale'

export interface FigureOptions {
  title: string
  /** With the unit: what the heading of the chart on the screen tells. */
  yTitle: string
  /** CSS pixels. */
  width: number
  /** A long list of names makes the figure higher. */
  height: number
  /** The part of the x axis to show; without it: all of it. */
  zoom?: Domain | null
  /** What the reader should know besides, a line each. */
  notes?: readonly string[]
  /** false: something beside the figure names its lines. */
  legend?: boolean
}

/** The lines keep at least so much of the height that was asked for. */
const LEAST_PLOT = 0.6
const MARK_WIDTH = 22
const BAND_OPACITY = 0.25

/** A chart that stands on its own, outside of the program: with its title, all names, and the titles of its axes. */
export function chartFigure(model: ChartModel, look: ChartLook, options: FigureOptions): Drawing {
  const { width, height, title, yTitle, zoom = null, notes = [], legend = true } = options
  const { fontSize, colours, fontFamily } = look
  const margin = fontSize
  const line = fontSize * 1.5
  const text = { kind: 'text', x: margin, anchor: 'start' } as const
  const shapes: Shape[] = []
  const titleSize = fontSize * 1.2
  let top = margin + titleSize * 0.6
  shapes.push({
    ...text,
    text: shorten(look, title, (width - margin * 2) / 1.3),
    y: top,
    size: titleSize,
    bold: true,
    fill: colours.ink
  })
  top += titleSize * 0.6 + fontSize * 0.4

  if (legend) {
    const names = legendShapes(model, look, { left: margin, right: width - margin, top })
    shapes.push(...names.shapes)
    top = names.bottom + fontSize * 0.4
  }

  const below = notes.length * line + margin * 0.5
  const bottom = Math.max(height - below, top + height * LEAST_PLOT)
  const named: ChartModel = { ...model, y: { ...model.y, title: yTitle } }
  const outer = { left: margin, top, right: width - margin * 0.5, bottom }
  const layout = layoutChart(named, look, outer, { zoom, direct: false })
  shapes.push(...chartShapes(named, look, layout))
  notes.forEach((note, index) => {
    const y = bottom + line * (index + 0.6)
    shapes.push({ ...text, text: note, y, size: fontSize, fill: colours['ink-2'] })
  })
  return onGround({ width, height: Math.ceil(bottom + below), fontFamily, shapes }, look)
}

/** A picture on the ground of its theme: without one, a dark figure would be light on white. */
export function onGround(drawing: Drawing, { colours }: ChartLook): Drawing {
  const { width, height } = drawing
  const box = { left: 0, top: 0, right: width, bottom: height }
  return {
    ...drawing,
    shapes: [{ kind: 'rectangle', box, fill: colours.surface }, ...drawing.shapes]
  }
}

/** Colour, dash and name of every line, in rows. */
function legendShapes(
  model: ChartModel,
  look: ChartLook,
  { left, right, top }: { left: number; right: number; top: number }
): { shapes: Shape[]; bottom: number } {
  const { fontSize, colours } = look
  const line = fontSize * 1.5
  const shapes: Shape[] = []
  let x = left
  let y = top + line / 2
  for (const series of model.series) {
    const name = shorten(look, nameOf(series), right - left - MARK_WIDTH - 6)
    const width = MARK_WIDTH + 6 + look.measure(name)
    if (x > left && x + width > right) {
      x = left
      y += line
    }
    shapes.push(...markShapes(series, look, x, y))
    shapes.push({
      kind: 'text',
      text: name,
      x: x + MARK_WIDTH + 6,
      y,
      anchor: 'start',
      size: fontSize,
      fill: colours.ink
    })
    x += width + fontSize * 1.5
  }
  return { shapes, bottom: y + line / 2 }
}

/** With what became of the run, which its line may be too short to tell. */
function nameOf({ label, divergence }: ChartSeries): string {
  return divergence ? `${label} (${divergence.text})` : label
}

function markShapes(series: ChartSeries, look: ChartLook, x: number, y: number): Shape[] {
  const stroke = look.colours[series.colour]
  const box = { left: x, top: y - 5, right: x + MARK_WIDTH, bottom: y + 5 }
  return [
    ...(series.band
      ? ([{ kind: 'rectangle', box, fill: stroke, opacity: BAND_OPACITY }] as const)
      : []),
    {
      kind: 'line',
      points: [x, y, x + MARK_WIDTH, y],
      stroke,
      width: series.faint ? 1 : look.lineWidth,
      dash: series.dash.length > 0 ? series.dash : undefined,
      opacity: series.faint ? 0.5 : undefined
    }
  ]
}
