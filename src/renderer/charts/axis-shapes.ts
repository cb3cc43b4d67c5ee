import { TEXT_GAP, type ChartLayout } from './chart-layout'
import type { ChartLook } from './chart-look'
import type { Shape } from './drawing'
import type { ChartModel } from './model'

/** The axes of a chart: their numbers, the lines of the grid, and their titles. */
export function axisShapes(model: ChartModel, look: ChartLook, layout: ChartLayout): Shape[] {
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
export function sharp(pixel: number): number {
  return Math.round(pixel) + 0.5
}
