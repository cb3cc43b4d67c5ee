import type { FunctionOfOne } from './one-functions'
import { nextWeight, type Rule } from './one-rule'

/** One ball and the way it has come. */
export interface Ball {
  id: number
  /** Weights from the start to where it stands now. */
  path: readonly number[]
  /** The moment at which it was put at its start. */
  since: number
}

/** All balls, and the moment they are at: the number of steps since the last reset. */
export interface Walk {
  moment: number
  balls: readonly Ball[]
}

/** So many times its width away from the picture a ball is lost. */
const LOST_WIDTHS = 1000

/** Whether a weight is one from which nobody comes back: no number, no height, or far beyond the picture. */
export function isLost(of: FunctionOfOne, weight: number, width: number): boolean {
  return !(Math.abs(weight) < LOST_WIDTHS * width) || !Number.isFinite(of.value(weight))
}

export function newBall(id: number, start: number, moment: number): Ball {
  return { id, path: [start], since: moment }
}

/** Where a ball stands. */
export function weightOf({ path }: Ball): number {
  return path[path.length - 1]
}

/** One step of every ball that is not lost. @param width of the picture, in weights */
export function stepAll(walk: Walk, rule: Rule, of: FunctionOfOne, width: number): Walk {
  const balls = walk.balls.map((ball) => {
    const weight = weightOf(ball)
    if (isLost(of, weight, width)) return ball
    return { ...ball, path: [...ball.path, nextWeight(rule, of, weight)] }
  })
  return { moment: walk.moment + 1, balls }
}

/** Undoes `stepAll`: to the very weights that were, whatever the rule is by now. */
export function stepAllBack({ moment, balls }: Walk): Walk {
  if (moment === 0) return { moment, balls }
  return {
    moment: moment - 1,
    balls: balls.map((ball) => {
      // put there at this moment, it was not there before: it stays, for the moments to come
      if (ball.since >= moment) return { ...ball, since: moment - 1 }
      const steps = moment - ball.since
      // a lost ball stopped on its way
      return ball.path.length > steps ? { ...ball, path: ball.path.slice(0, steps) } : ball
    })
  }
}

/** All balls back at their starts. */
export function toStarts({ balls }: Walk): Walk {
  return { moment: 0, balls: balls.map(({ id, path }) => newBall(id, path[0], 0)) }
}

/** Whether another step would move any ball. */
export function canMove({ balls }: Walk, rule: Rule, of: FunctionOfOne, width: number): boolean {
  return balls.some((ball) => {
    const weight = weightOf(ball)
    return !isLost(of, weight, width) && nextWeight(rule, of, weight) !== weight
  })
}
