import type { ColourRole } from '../charts/model'
import type { Shape } from '../charts/drawing'
import type { MapLook } from '../surface/map-look'
import { headPoints } from '../surface/mark-shapes'
import type { FunctionOfOne } from './one-functions'
import type { OneLayout } from './one-layout'
import { stepShapes, tangentShapes, type DrawnStep } from './step-shapes'

/** A ball as it is drawn. */
export interface DrawnBall {
  /** A letter: the colour is not the only sign. */
  letter: string
  colour: ColourRole
  path: readonly number[]
  /** Where it is, told where that is outside of the picture. */
  place: string
  /** The one whose numbers are told. */
  chosen: boolean
}

/** Points of a way that are drawn: those before them are under the others anyway. */
const MOST_DOTS = 300
/** Between a ball that has left the picture and the tip of its arrow. */
const TIP = 14

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
    ...(chosen && step ? tangentShapes(step, chosen.colour, of, layout, look) : []),
    ...(step ? stepShapes(step, of, layout, look) : []),
    ...ordered.flatMap((ball) => ballShape(ball, of, layout, look))
  ]
}

interface Place {
  x: number
  y: number
}

/** Dots nearer to the one before than this, in pixels, would only be more of it. */
const APART = 4

/** Of the places within reach those that stand apart, beginning with the first. */
function apart(places: readonly (Place | undefined)[]): Place[] {
  const kept: Place[] = []
  for (const place of places) {
    const last = kept[kept.length - 1]
    if (place && !(last && Math.hypot(place.x - last.x, place.y - last.y) < APART)) kept.push(place)
  }
  return kept
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
    ...apart(places.slice(0, -1)).map((place): Shape => ({
      kind: 'dot',
      ...place,
      radius: chosen ? 4 : 3,
      fill,
      ring: look.colours.paper,
      opacity: chosen ? 0.9 : 0.6,
      clip: plot
    }))
  ]
}

/** A ball with its letter; at the edge of the picture, with an arrow, where it has left that. */
function ballShape(
  { path, letter, colour, chosen, place }: DrawnBall,
  of: FunctionOfOne,
  layout: OneLayout,
  look: MapLook
): Shape[] {
  const { plot, toX, toY } = layout
  const weight = lastNumber(path)
  const radius = look.fontSize * (chosen ? 0.9 : 0.75)
  const x = toX(weight)
  const y = toY(of.value(weight))
  const within = (value: number, least: number, most: number): number =>
    Math.min(most, Math.max(least, Number.isNaN(value) ? least : value))
  const shownX = within(x, plot.left + radius + TIP, plot.right - radius - TIP)
  const shownY = within(y, plot.top + 4.2 * look.fontSize, plot.bottom - radius)
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
    const tip = radius + TIP
    const [tipX, tipY] = [at.x + tip * Math.cos(angle), at.y + tip * Math.sin(angle)]
    shapes.push({ kind: 'area', points: headPoints(tipX, tipY, angle, 11), fill: look.colours.ink })
    shapes.push(placeText(place, at, radius + 8, layout, look))
  }
  return shapes
}

/** Beside a ball that has left the picture, on the side where there is room. */
function placeText(
  text: string,
  { x, y }: { x: number; y: number },
  distance: number,
  { plot }: OneLayout,
  look: MapLook
): Shape {
  const toLeft = x > (plot.left + plot.right) / 2
  return {
    kind: 'text',
    text,
    x: toLeft ? x - distance : x + distance,
    y,
    anchor: toLeft ? 'end' : 'start',
    size: look.fontSize,
    bold: true,
    fill: look.colours.ink,
    halo: look.colours.paper
  }
}

/** Where a ball was last at a place that has a number. */
function lastNumber(path: readonly number[]): number {
  return path.findLast((weight) => Number.isFinite(weight)) ?? path[0]
}
