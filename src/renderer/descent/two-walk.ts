import { randomStream } from '../../shared/random'
import type { FunctionOfTwo, Point } from './two-model'
import { advance, type BallState, type OptimiserOfTwo } from './two-optimisers'

/** How the balls roll. */
export interface RollRule {
  rate: number
  /**
   * The standard deviation of what is added to each component of the gradient, in units of the
   * surface's usual slope. 0: none.
   */
  noise: number
  /** Decides all noise: the same again gives the same way. */
  seed: number
}

/** One ball and all states it went through since it was put at its start. */
export interface BallOfTwo {
  id: number
  /** Balls of one start share its number: they meet the same noise. */
  start: number
  optimiser: OptimiserOfTwo
  states: readonly BallState[]
  /** The moment at which it was put there: steps of all since the last reset. */
  since: number
}

/** All balls, and the moment they are at. */
export interface WalkOfTwo {
  moment: number
  balls: readonly BallOfTwo[]
}

export function stateOf({ states }: BallOfTwo): BallState {
  return states[states.length - 1]
}

/** So many times its width away from the map a ball is lost: it does not come back. */
const LOST_WIDTHS = 1e6

/** Whether a place is no number, has no height, or is far beyond the map. */
export function isLost(of: FunctionOfTwo, { x, y }: Point): boolean {
  const reach = LOST_WIDTHS * (of.area.x.max - of.area.x.min)
  return !(Math.abs(x) < reach && Math.abs(y) < reach) || !Number.isFinite(of.height(x, y))
}

/** The gradient as it is measured at a step: with noise that depends on seed, start and step alone. */
function measuredGradient(
  of: FunctionOfTwo,
  state: BallState,
  { noise, seed }: RollRule,
  start: number
): Point {
  const exact = of.gradient(state.x, state.y)
  if (noise === 0) return exact
  const random = randomStream(seed + start, 'noise', state.steps)
  const deviation = noise * of.usualSlope
  return { x: exact.x + deviation * random.normal(), y: exact.y + deviation * random.normal() }
}

/** One step of every ball that is not lost. */
export function stepAll(
  { moment, balls }: WalkOfTwo,
  of: FunctionOfTwo,
  rule: RollRule
): WalkOfTwo {
  return {
    moment: moment + 1,
    balls: balls.map((ball) => {
      const state = stateOf(ball)
      if (isLost(of, state)) return ball
      const gradient = measuredGradient(of, state, rule, ball.start)
      const next = advance(state, gradient, ball.optimiser, rule.rate)
      return { ...ball, states: [...ball.states, next] }
    })
  }
}

/** Undoes `stepAll`: to the very places that were, and to what the optimisers remembered there. */
export function stepAllBack({ moment, balls }: WalkOfTwo): WalkOfTwo {
  if (moment === 0) return { moment, balls }
  return {
    moment: moment - 1,
    balls: balls.map((ball) => {
      // put there at this moment, it was not there before: it stays, for the moments to come
      if (ball.since >= moment) return { ...ball, since: moment - 1 }
      // a lost ball stopped on its way
      return { ...ball, states: ball.states.slice(0, moment - ball.since) }
    })
  }
}

/** All balls back at their starts. */
export function toStarts({ balls }: WalkOfTwo): WalkOfTwo {
  return {
    moment: 0,
    balls: balls.map((ball) => ({ ...ball, since: 0, states: ball.states.slice(0, 1) }))
  }
}

/** Degrees between two directions, 0 … 180; null where one has no length. */
export function angleBetween(one: Point, other: Point): number | null {
  const lengths = Math.hypot(one.x, one.y) * Math.hypot(other.x, other.y)
  if (!(lengths > 0)) return null
  const cosine = (one.x * other.x + one.y * other.y) / lengths
  return (Math.acos(Math.min(1, Math.max(-1, cosine))) * 180) / Math.PI
}

/** The place of the minimum that is nearest. */
export function nearestMinimum({ minima }: FunctionOfTwo, { x, y }: Point): number {
  let nearest = 0
  minima.forEach((minimum, index) => {
    const least = minima[nearest]
    const distance = Math.hypot(minimum.x - x, minimum.y - y)
    if (distance < Math.hypot(least.x - x, least.y - y)) nearest = index
  })
  return nearest
}
