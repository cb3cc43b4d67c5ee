import type { Shape } from '../charts/drawing'
import type { ColourRole } from '../charts/model'
import type { MapLook } from '../surface/map-look'
import { headPoints } from '../surface/mark-shapes'
import type { FunctionOfOne } from './one-functions'
import type { OneLayout } from './one-layout'

/** Where the next step of the chosen ball leads, and how it is named. */
export interface DrawnStep {
  from: number
  to: number
  text: string
  /** Stands at the tangent. */
  slope: string
}

/** An arrow that leads out of the picture ends so far from its edge. */
const EDGE = 14

/** The tangent where a step begins, with its slope. */
export function tangentShapes(
  { from, slope: text }: DrawnStep,
  colour: ColourRole,
  of: FunctionOfOne,
  layout: OneLayout,
  look: MapLook
): Shape[] {
  const { plot, toX, toY } = layout
  const slope = of.slope(from)
  const [x, y] = [toX(from), toY(of.value(from))]
  const isSeen = x >= plot.left && x <= plot.right && y >= plot.top && y <= plot.bottom
  if (!Number.isFinite(slope) || !isSeen) return []
  // as it is seen: the axes have scales of their own
  const rise = slope * (toY(1) - toY(0))
  const run = toX(1) - toX(0)
  const length = Math.hypot(rise, run)
  const reach = 0.16 * (plot.right - plot.left)
  const [dx, dy] = [(run / length) * reach, (rise / length) * reach]
  const points = [x - dx, y - dy, x + dx, y + dy]
  return [
    { kind: 'line', points, stroke: look.colours.paper, width: look.lineWidth + 3, clip: plot },
    { kind: 'line', points, stroke: look.colours[colour], width: look.lineWidth, clip: plot },
    slopeText(text, x + (dy < 0 ? dx : -dx), y - Math.abs(dy), layout, look)
  ]
}

/** At the upper end of the tangent, within the picture. */
function slopeText(text: string, x: number, y: number, { plot }: OneLayout, look: MapLook): Shape {
  const half = look.measure(text) / 2 + 8
  return {
    kind: 'text',
    text,
    x: Math.min(plot.right - half, Math.max(plot.left + half, x)),
    y: Math.max(plot.top + 3 * look.fontSize, y - look.fontSize),
    anchor: 'middle',
    size: look.fontSize,
    fill: look.colours.ink,
    halo: look.colours.paper
  }
}

/** An arrow as long as the step at the height of the ball, and down (or up) to where that leads. */
export function stepShapes(
  { from, to, text }: DrawnStep,
  of: FunctionOfOne,
  layout: OneLayout,
  look: MapLook
): Shape[] {
  const { plot, toX, toY } = layout
  const y = toY(of.value(from))
  const start = toX(from)
  const aim = toX(to)
  if (!Number.isFinite(y) || !Number.isFinite(aim) || y < plot.top || y > plot.bottom) return []
  const end = Math.min(plot.right - EDGE, Math.max(plot.left + EDGE, aim))
  const direction = Math.sign(end - start)
  const landing = toY(of.value(to))
  const ink = look.colours.ink
  const head = Math.min(12, Math.abs(end - start))
  const shaft = [start, y, end - direction * head * 0.8, y]
  const width = look.lineWidth + 1
  const shapes: Shape[] = []
  if (end === aim && Number.isFinite(landing)) {
    const points = [aim, y, aim, landing]
    shapes.push({ kind: 'line', points, stroke: ink, width: 1.2, dash: [3, 4], clip: plot })
    shapes.push({
      kind: 'dot',
      x: aim,
      y: landing,
      radius: 5,
      fill: look.colours.paper,
      ring: ink,
      clip: plot
    })
  }
  shapes.push({ kind: 'line', points: shaft, stroke: look.colours.paper, width: width + 3.5 })
  shapes.push({ kind: 'line', points: shaft.slice(), stroke: ink, width })
  if (head > 0) {
    const angle = direction > 0 ? 0 : Math.PI
    shapes.push({ kind: 'area', points: headPoints(end, y, angle, head), fill: ink })
  }
  shapes.push(stepText(text, (start + end) / 2, y, layout, look))
  return shapes
}

function stepText(text: string, x: number, y: number, { plot }: OneLayout, look: MapLook): Shape {
  const half = look.measure(text) / 2 + 8
  // above the arrow, unless the picture ends there
  const above = y - plot.top > 4 * look.fontSize
  return {
    kind: 'text',
    text,
    x: Math.min(plot.right - half, Math.max(plot.left + half, x)),
    y: y + (above ? -1.7 : 1.9) * look.fontSize,
    anchor: 'middle',
    size: look.fontSize,
    bold: true,
    fill: look.colours.ink,
    halo: look.colours.paper
  }
}
