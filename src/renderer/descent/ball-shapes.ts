import type { ColourRole } from '../charts/model'
import type { Shape } from '../charts/drawing'
import type { MapLook } from '../surface/map-look'
import { headPoints } from '../surface/mark-shapes'
import type { FunctionOfOne } from './one-functions'
import type { OneLayout } from './one-layout'

/** A ball as it is drawn. */
export interface DrawnBall {
  /** A letter: the colour is not the only sign. */
  letter: string
  colour: ColourRole
  path: readonly number[]
  /** The one whose numbers are told. */
  chosen: boolean
}

/** Where the next step of the chosen ball leads, and how it is named. */
export interface DrawnStep {
  from: number
  to: number
  text: string
  /** Stands at the tangent. */
  slope: string
}

/** Points of a way that are drawn: those before them are under the others anyway. */
const MOST_DOTS = 300
/** Beside the picture, where what lies beyond it is told. */
const EDGE = 14

/** The trails of all balls, the tangent and the step of the chosen one, and the balls. */
export function ballShapes(
  balls: readonly DrawnBall[],
  step: DrawnStep | null,
  of: FunctionOfOne,
  layout: OneLayout,
  look: MapLook
): Shape[] {
  // the chosen one last: above the others
  const ordered = [...balls].sort((one, two) => Number(one.chosen) - Number(two.chosen))
  const chosen = ordered.find((ball) => ball.chosen)
  return [
    ...ordered.flatMap((ball) => trailShapes(ball, of, layout, look)),
    ...(chosen ? tangentShapes(chosen, step?.slope ?? '', of, layout, look) : []),
    ...(step ? stepShapes(step, of, layout, look) : []),
    ...ordered.flatMap((ball) => ballShape(ball, of, layout, look))
  ]
}

function trailShapes(
  { path, colour, chosen }: DrawnBall,
  of: FunctionOfOne,
  { plot, toX, toY }: OneLayout,
  look: MapLook
): Shape[] {
  const limit = 4 * plot.right
  const places = path.slice(-MOST_DOTS).map((weight) => {
    const [x, y] = [toX(weight), toY(of.value(weight))]
    return Math.abs(x) < limit && Math.abs(y) < limit ? { x, y } : undefined
  })
  if (places.length < 2) return []
  const points = places.flatMap((place) => (place ? [place.x, place.y] : [NaN, NaN]))
  const fill = look.colours[colour]
  return [
    {
      kind: 'line',
      points,
      stroke: fill,
      width: chosen ? 1.5 : 1,
      opacity: chosen ? 0.65 : 0.4,
      clip: plot
    },
    ...places.slice(0, -1).flatMap((place): Shape[] =>
      place
        ? [
            {
              kind: 'dot',
              ...place,
              radius: chosen ? 4 : 3,
              fill,
              ring: look.colours.paper,
              opacity: chosen ? 0.9 : 0.6,
              clip: plot
            }
          ]
        : []
    )
  ]
}

function tangentShapes(
  { path, colour }: DrawnBall,
  text: string,
  of: FunctionOfOne,
  layout: OneLayout,
  look: MapLook
): Shape[] {
  const { plot, toX, toY } = layout
  const weight = path[path.length - 1]
  const slope = of.slope(weight)
  const [x, y] = [toX(weight), toY(of.value(weight))]
  if (!Number.isFinite(slope) || !Number.isFinite(x + y)) return []
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
function stepShapes(
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

/** A ball with its letter; at the edge of the picture, with an arrow, where it has left that. */
function ballShape(
  { path, letter, colour, chosen }: DrawnBall,
  of: FunctionOfOne,
  { plot, toX, toY }: OneLayout,
  look: MapLook
): Shape[] {
  const weight = lastNumber(path)
  const radius = look.fontSize * (chosen ? 0.9 : 0.75)
  const x = toX(weight)
  const y = toY(of.value(weight))
  const within = (value: number, least: number, most: number): number =>
    Math.min(most, Math.max(least, Number.isNaN(value) ? least : value))
  const shownX = within(x, plot.left + radius + EDGE, plot.right - radius - EDGE)
  const shownY = within(y, plot.top + radius + EDGE, plot.bottom - radius)
  const isAway = x < plot.left || x > plot.right || !(y >= plot.top && y <= plot.bottom)
  const at = isAway ? { x: shownX, y: shownY } : { x, y }
  const fill = look.colours[colour]
  const shapes: Shape[] = [
    { kind: 'dot', ...at, radius: radius + (chosen ? 3 : 1.5), fill: look.colours.ink },
    { kind: 'dot', ...at, radius, fill, ring: look.colours.paper },
    {
      kind: 'text',
      text: letter,
      ...at,
      anchor: 'middle',
      size: look.fontSize,
      bold: true,
      fill: look.colours.paper
    }
  ]
  if (isAway) {
    const angle = Math.atan2(within(y, -1e6, 1e6) - at.y, within(x, -1e6, 1e6) - at.x)
    const tip = radius + EDGE
    const [tipX, tipY] = [at.x + tip * Math.cos(angle), at.y + tip * Math.sin(angle)]
    shapes.push({ kind: 'area', points: headPoints(tipX, tipY, angle, 11), fill: look.colours.ink })
  }
  return shapes
}

/** Where a ball was last at a place that has a number. */
function lastNumber(path: readonly number[]): number {
  return path.findLast((weight) => Number.isFinite(weight)) ?? path[0]
}
