import { runStyle, type ColourRole } from '../charts/model'
import { spread } from '../surface/grid'
import type { MapArrow, SurfacePath } from '../surface/model'
import type { FunctionOfTwo, Point } from './two-model'
import { OPTIMISERS_OF_TWO } from './two-optimisers'
import { nearestMinimum, stateOf, type BallOfTwo } from './two-walk'

/** Colour and dash of a ball: the colour by its place, the dash by its optimiser. */
export function ballStyle(
  ball: BallOfTwo,
  place: number
): { colour: ColourRole; dash: readonly number[] } {
  const { colour } = runStyle(place)
  const dashes = [[], [7, 4], [2, 3]]
  return { colour, dash: dashes[OPTIMISERS_OF_TWO.indexOf(ball.optimiser)] }
}

/** The ways of all balls, named. */
export function ballPaths(balls: readonly BallOfTwo[], names: readonly string[]): SurfacePath[] {
  return balls.map((ball, place) => ({
    id: String(ball.id),
    label: names[place],
    ...ballStyle(ball, place),
    points: ball.states
  }))
}

/** A gradient of the usual size is drawn as so much of the width of the map. */
const USUAL_SHARE = 1 / 7
/** No arrow is longer than that. */
const LONGEST_SHARE = 0.4

/** A direction with a length that can be seen on the map, in proportion as far as there is room. */
function onMap({ area, usualSlope }: FunctionOfTwo, { x, y }: Point): { dx: number; dy: number } {
  const width = area.x.max - area.x.min
  const length = Math.hypot(x, y)
  if (!(length > 0) || !Number.isFinite(length)) return { dx: 0, dy: 0 }
  const drawn = width * Math.min(LONGEST_SHARE, (USUAL_SHARE * length) / usualSlope)
  return { dx: (x / length) * drawn, dy: (y / length) * drawn }
}

/** What stands at the ball: the negative gradient, and the way to the nearest minimum. */
export function ballArrows(
  of: FunctionOfTwo,
  ball: BallOfTwo,
  labels: { gradient: string; minimum: string }
): MapArrow[] {
  const { x, y } = stateOf(ball)
  if (!Number.isFinite(x + y)) return []
  const slope = of.gradient(x, y)
  const minimum = of.minima[nearestMinimum(of, { x, y })]
  return [
    {
      x,
      y,
      dx: minimum.x - x,
      dy: minimum.y - y,
      colour: 'ink-2',
      dash: [5, 4],
      label: labels.minimum
    },
    { x, y, ...onMap(of, { x: -slope.x, y: -slope.y }), colour: 'ink', label: labels.gradient }
  ]
}

/** Arrows along each side of the field. */
const FIELD_SIZE = 15

/**
 * The gradient all over the map, which points uphill. Longer arrows are steeper; not in proportion,
 * since slopes differ by orders of magnitude: by the cube root.
 */
export function gradientField(of: FunctionOfTwo): MapArrow[] {
  const { x: across, y: up } = of.area
  const cell = (across.max - across.min) / FIELD_SIZE
  const inset = { min: cell / 2, max: -cell / 2 }
  const xs = spread({ min: across.min + inset.min, max: across.max + inset.max }, FIELD_SIZE)
  const ys = spread({ min: up.min + inset.min, max: up.max + inset.max }, FIELD_SIZE)
  const slopes = ys.flatMap((y) => xs.map((x) => ({ x, y, slope: of.gradient(x, y) })))
  const lengths = slopes.map(({ slope }) => Math.hypot(slope.x, slope.y))
  const steepest = Math.max(...lengths)
  return slopes.flatMap(({ x, y, slope }, index): MapArrow[] => {
    if (!(lengths[index] > 0)) return []
    const drawn = cell * 0.95 * Math.cbrt(lengths[index] / steepest)
    const [dx, dy] = [slope.x, slope.y].map((each) => (each / lengths[index]) * drawn)
    // its middle stands at its place
    return [{ x: x - dx / 2, y: y - dy / 2, dx, dy, colour: 'ink-2', thin: true }]
  })
}
