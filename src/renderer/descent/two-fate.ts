import { curvaturesAt, type FunctionOfTwo, type Point } from './two-model'
import type { BallState } from './two-optimisers'
import { angleBetween, isLost, nearestMinimum } from './two-walk'

/**
 * What becomes of a ball:
 * start – it has not moved; rolling – on its way; settled – at a minimum; stuck – the slope is zero,
 * and yet it is no minimum; zigzag – each step turns back on the one before, and still it comes down;
 * bouncing – likewise, and it comes down no more; growing – its steps overshoot further and further;
 * lost – it flew away.
 */
export const FATES = [
  'start',
  'rolling',
  'settled',
  'stuck',
  'zigzag',
  'bouncing',
  'growing',
  'lost'
] as const
export type Fate = (typeof FATES)[number]

/** A share of the width of the map: as near as can be seen. */
const NEAR = 2e-3
/** A share of the usual slope: as level as can be seen. */
export const LEVEL = 1e-3
/** So many steps are looked at. */
const LOOKED_AT = 8
/** Degrees between two steps from which on the second turns back. */
const TURNS_BACK = 120

/** Whether a ball is at rest to the eye: level ground, and it stands still. */
function isLevel(of: FunctionOfTwo, { x, y }: Point): boolean {
  const slope = of.gradient(x, y)
  return Math.hypot(slope.x, slope.y) < LEVEL * of.usualSlope
}

/** The minimum at which a place is, to the eye; -1 where it is at none. */
export function minimumAt(of: FunctionOfTwo, place: Point): number {
  const width = of.area.x.max - of.area.x.min
  const nearest = nearestMinimum(of, place)
  const { x, y } = of.minima[nearest]
  return Math.hypot(x - place.x, y - place.y) < NEAR * width ? nearest : -1
}

/** What becomes of a ball that went through these states, the start first. */
export function fateOf(of: FunctionOfTwo, states: readonly BallState[]): Fate {
  const last = states[states.length - 1]
  if (isLost(of, last)) return 'lost'
  if (isLevel(of, last)) {
    if (minimumAt(of, last) >= 0) return 'settled'
    if (curvaturesAt(of, last.x, last.y).smallest < 0) return 'stuck'
  }
  if (states.length === 1) return 'start'
  return swingOf(of, states.slice(-LOOKED_AT))
}

function swingOf(of: FunctionOfTwo, states: readonly BallState[]): Fate {
  const steps = states
    .slice(1)
    .map((state, index) => ({ x: state.x - states[index].x, y: state.y - states[index].y }))
  if (steps.length < 3) return 'rolling'
  const backwards = steps
    .slice(1)
    .filter((step, index) => (angleBetween(steps[index], step) ?? 0) > TURNS_BACK).length
  if (backwards < (steps.length - 1) * 0.7) return 'rolling'
  const heights = states.map(({ x, y }) => of.height(x, y))
  const [before, now] = [heights[0], heights[heights.length - 1]]
  const lengths = steps.map(({ x, y }) => Math.hypot(x, y))
  if (now > before && lengths[lengths.length - 1] > lengths[0]) return 'growing'
  const lowest = Math.min(...of.minima.map(({ x, y }) => of.height(x, y)))
  // no lower than before, compared to how far it is still down
  return before - now < 1e-3 * (before - lowest) ? 'bouncing' : 'zigzag'
}
