import type { Shape } from '../charts/drawing'
import { mix, type MapLook } from '../surface/map-look'
import { fittingTicks } from '../surface/fitting-ticks'
import type { Curve, OneLayout } from './one-layout'

/** Tones between the lowest and the highest ground, each between two contour lines. */
const TONES_A_TICK = 4

/**
 * The ground below a curve, cut open: tones by height as on a survey map, contour lines of equal
 * height with their numbers, the curve itself, and the axis of the weight.
 */
export function terrainShapes(
  curve: Curve,
  layout: OneLayout,
  look: MapLook,
  titles: { weight: string; height: string }
): Shape[] {
  return [
    ...toneShapes(curve, layout, look),
    ...heightTexts(layout, look, titles.height),
    curveShape(curve, layout, look),
    ...weightAxis(layout, look, titles.weight)
  ]
}

/** Heights of the contour lines, ascending, beginning below the picture. */
function contourLevels({ lowest, highest }: Curve, { heightTicks }: OneLayout): number[] {
  if (heightTicks.length < 2) return []
  const step = (heightTicks[1] - heightTicks[0]) / TONES_A_TICK
  const first = Math.floor(lowest / step)
  const last = Math.ceil(highest / step)
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step)
}

function toneShapes(curve: Curve, layout: OneLayout, look: MapLook): Shape[] {
  const levels = contourLevels(curve, layout)
  const { 'map-low': low, 'map-high': high } = look.mapColours
  const shapes: Shape[] = [
    { kind: 'area', points: groundBelow(curve, layout, Infinity), fill: high }
  ]
  // from the top: each tone covers all that is lower, up to its own line
  for (let at = levels.length - 1; at > 0; at--) {
    const share = (at - 0.5) / levels.length
    const points = groundBelow(curve, layout, levels[at])
    shapes.push({ kind: 'area', points, fill: mix(low, high, share) })
    shapes.push(...contourShapes(curve, layout, look, levels[at], at))
  }
  return shapes
}

/** The outline of all ground that is not higher than a level. */
function groundBelow(
  { weights, heights }: Curve,
  { plot, toX, toY }: OneLayout,
  level: number
): number[] {
  const points = [plot.left, plot.bottom]
  const top = plot.top - 4
  weights.forEach((weight, at) => {
    // where the curve has no height there is no ground
    const height = Math.min(heights[at], level)
    points.push(toX(weight), Number.isNaN(height) ? plot.bottom : Math.max(top, toY(height)))
  })
  return [...points, plot.right, plot.bottom]
}

/** The stretches at which ground is as high as a level. */
function contourShapes(
  { weights, heights }: Curve,
  { plot, toX, toY, heightTicks }: OneLayout,
  look: MapLook,
  level: number,
  place: number
): Shape[] {
  const y = toY(level)
  if (y < plot.top || y > plot.bottom) return []
  const points: number[] = []
  let within = false
  weights.forEach((weight, at) => {
    const isGround = heights[at] >= level
    if (isGround && !within) points.push(NaN, NaN, toX(weight), y)
    if (!isGround && within) points.push(toX(weight), y)
    within = isGround
  })
  if (within) points.push(plot.right, y)
  if (points.length === 0) return []
  const step = heightTicks[1] - heightTicks[0]
  const isIndex = Math.abs(level / step - Math.round(level / step)) < 1e-6
  const stroke = look.mapColours[isIndex ? 'contour-index' : 'contour-minor']
  return [
    { kind: 'line', points, stroke, width: isIndex ? 1.2 : 0.7, opacity: place > 0 ? 0.75 : 1 }
  ]
}

function curveShape(
  { weights, heights }: Curve,
  { plot, toX, toY }: OneLayout,
  look: MapLook
): Shape {
  const far = plot.bottom * 4
  const points = weights.flatMap((weight, at) => {
    const y = toY(heights[at])
    return [toX(weight), Math.abs(y) < far ? y : NaN]
  })
  return {
    kind: 'line',
    points,
    stroke: look.colours.ink,
    width: look.lineWidth + 0.5,
    clip: plot
  }
}

function heightTexts({ plot, toY, heightTicks }: OneLayout, look: MapLook, title: string): Shape[] {
  const step = heightTicks.length > 1 ? heightTicks[1] - heightTicks[0] : null
  const text = {
    kind: 'text',
    x: plot.left + 10,
    anchor: 'start',
    size: look.fontSize,
    fill: look.colours['ink-2'],
    halo: look.colours.paper
  } as const
  const shapes: Shape[] = fittingTicks(heightTicks, toY, () => 1.5 * look.fontSize)
    .map((height) => ({ ...text, text: look.formatY(height, step), y: toY(height) }))
    .filter(({ y }) => y > plot.top + 2.4 * look.fontSize && y < plot.bottom - look.fontSize)
  shapes.push({ ...text, text: title, y: plot.top + look.fontSize * 1.2, bold: true })
  return shapes
}

function weightAxis({ plot, toX, weightTicks }: OneLayout, look: MapLook, title: string): Shape[] {
  const { colours, fontSize } = look
  const base = Math.round(plot.bottom) + 0.5
  const shapes: Shape[] = [
    {
      kind: 'line',
      points: [plot.left, base, plot.right, base],
      stroke: colours.control,
      width: 1
    }
  ]
  const step = weightTicks.length > 1 ? weightTicks[1] - weightTicks[0] : null
  for (const tick of weightTicks) {
    const x = toX(tick)
    shapes.push({ kind: 'line', points: [x, base, x, base + 5], stroke: colours.control, width: 1 })
  }
  const widthOf = (tick: number): number => look.measure(look.formatX(tick, step)) + fontSize
  for (const tick of fittingTicks(weightTicks, toX, widthOf)) {
    const x = toX(tick)
    const room = widthOf(tick) / 2
    // half of a number at the very edge would be another number
    if (x < plot.left + room || x > plot.right - room) continue
    shapes.push({
      kind: 'text',
      text: look.formatX(tick, step),
      x,
      y: base + 5 + fontSize * 0.7,
      anchor: 'middle',
      size: fontSize,
      fill: colours['ink-2']
    })
  }
  shapes.push({
    kind: 'text',
    text: title,
    x: (plot.left + plot.right) / 2,
    y: base + 5 + fontSize * 2.1,
    anchor: 'middle',
    size: fontSize,
    fill: colours['ink-3']
  })
  return shapes
}
