import { criticalRate, curvaturesAt, type FunctionOfTwo, type Point } from './two-model'

/**
 * A rate with which steps from a start come down without overshooting: the inverse of the strongest
 * curvature there, or half the critical rate; never more than a third of what was too much. Two digits.
 */
export function gentlerRate(of: FunctionOfTwo, start: Point, rate: number): number {
  const critical = criticalRate(of)
  const { smallest, largest } = curvaturesAt(of, start.x, start.y)
  const steepest = Math.max(Math.abs(smallest), Math.abs(largest))
  const calm = critical === null ? 1 / steepest : critical / 2
  const rounded = Number(Math.min(calm, rate / 3).toPrecision(2))
  return Math.max(of.rates.min, rounded)
}
