import { sharp } from './axis-shapes'
import type { ChartLayout } from './chart-layout'
import type { ChartLook } from './chart-look'
import type { Shape } from './drawing'
import type { ChartModel } from './model'

/** Thin lines from top to bottom, each with its words; words that would run into others are left out. */
export function markShapes(model: ChartModel, look: ChartLook, { plot, x }: ChartLayout): Shape[] {
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
