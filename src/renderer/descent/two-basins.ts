import { spread } from '../surface/grid'
import { LEVEL, minimumAt } from './two-fate'
import type { FunctionOfTwo, Point } from './two-model'
import { advance, atStart, type OptimiserOfTwo } from './two-optimisers'
import { isLost } from './two-walk'

/** What becomes of starts that reach no minimum: after the numbers of the minima. */
export const NO_MINIMUM = { away: -1, underWay: -2 } as const

export interface BasinMap {
  xs: number[]
  ys: number[]
  /** Row by row, from the lowest y: the number of the minimum that a start reaches, or NO_MINIMUM. */
  ends: Int8Array
}

/** Steps after which a start that has not arrived counts as under way. */
const MOST_STEPS = 20_000
/** To see where it is takes longer than a step. */
const LOOK_EVERY = 8

/** Where one start ends without noise. */
export function endOf(
  of: FunctionOfTwo,
  start: Point,
  optimiser: OptimiserOfTwo,
  rate: number
): number {
  const level = LEVEL * of.usualSlope
  const rolls =
    optimiser === 'plain' ? rollsPlain(of, start, rate) : rolling(of, start, optimiser, rate)
  for (let step = 0; step < MOST_STEPS; step++) {
    const speed = rolls.step()
    if (step % LOOK_EVERY > 0) continue
    if (isLost(of, rolls)) return NO_MINIMUM.away
    const reached = speed < level ? minimumAt(of, rolls) : -1
    if (reached >= 0) return reached
  }
  return isLost(of, rolls) ? NO_MINIMUM.away : NO_MINIMUM.underWay
}

/** A ball that keeps nothing of its way. */
interface Rolling extends Point {
  /** @returns the length of the gradient before the step, or of what the optimiser remembers if that is longer */
  step: () => number
}

/** Plain steps in place: millions of them, for which no state need be made. */
function rollsPlain(of: FunctionOfTwo, { x, y }: Point, rate: number): Rolling {
  const ball: Rolling = {
    x,
    y,
    step() {
      const slope = of.gradient(ball.x, ball.y)
      ball.x -= rate * slope.x
      ball.y -= rate * slope.y
      return Math.max(Math.abs(slope.x), Math.abs(slope.y))
    }
  }
  return ball
}

function rolling(
  of: FunctionOfTwo,
  start: Point,
  optimiser: OptimiserOfTwo,
  rate: number
): Rolling {
  let state = atStart(start)
  const ball: Rolling = {
    ...start,
    step() {
      const slope = of.gradient(ball.x, ball.y)
      state = advance(state, slope, optimiser, rate)
      ball.x = state.x
      ball.y = state.y
      return Math.max(Math.hypot(slope.x, slope.y), Math.hypot(state.first.x, state.first.y))
    }
  }
  return ball
}

/**
 * Colours every start of a grid by its end. Gives back control after every start, so that it can be
 * worked out between frames.
 * @returns (in the end) the map; yields the number of starts that are done
 */
export function* basinMap(
  of: FunctionOfTwo,
  optimiser: OptimiserOfTwo,
  rate: number,
  size: number
): Generator<number, BasinMap, undefined> {
  const xs = spread(of.area.x, size)
  const ys = spread(of.area.y, size)
  const ends = new Int8Array(size * size)
  for (let place = 0; place < ends.length; place++) {
    const [x, y] = [xs[place % size], ys[Math.floor(place / size)]]
    ends[place] = endOf(of, { x, y }, optimiser, rate)
    yield place + 1
  }
  return { xs, ys, ends }
}
