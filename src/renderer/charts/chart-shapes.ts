import { axisShapes } from './axis-shapes'
import type { ChartLayout } from './chart-layout'
import type { ChartLook } from './chart-look'
import { divergenceShapes } from './divergence-shapes'
import type { Shape } from './drawing'
import { lineShapes } from './line-shapes'
import { markShapes } from './mark-shapes'
import type { ChartModel } from './model'
import { nameShapes } from './name-shapes'

/** All words within the plot, which stand over the lines. @param highlighted id of the series that stands out */
export function wordShapes(
  model: ChartModel,
  look: ChartLook,
  layout: ChartLayout,
  highlighted: string | null
): Shape[] {
  return [
    ...markShapes(model, look, layout),
    ...nameShapes(look, layout, highlighted),
    ...divergenceShapes(model, look, layout)
  ]
}

/** A chart as shapes, but for what follows the hand (overlay-shapes.ts). */
export function chartShapes(model: ChartModel, look: ChartLook, layout: ChartLayout): Shape[] {
  return [
    ...axisShapes(model, look, layout),
    ...lineShapes(model, look, layout),
    ...wordShapes(model, look, layout, null)
  ]
}
