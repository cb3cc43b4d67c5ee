import type { ChartPoint } from './model'

/** Smaller differences are rounding: costs are sums in float64. */
const LEVEL = 1e-12

/** How often a curve leaves the height that it had at the place before. */
export function countJumps(points: readonly { y: number }[]): number {
  return points.filter(({ y }, place) => place > 0 && Math.abs(y - points[place - 1].y) > LEVEL)
    .length
}

/**
 * The same curve drawn as stairs: level at each place, upright half way to the next. For what jumps, and
 * of which one does not know more than on which side of the middle.
 */
export function toStairs(points: readonly { x: number; y: number }[]): ChartPoint[] {
  return points.flatMap((point, place): ChartPoint[] => {
    const before = points.at(place - 1)
    if (place === 0 || !before) return [point]
    const middle = (before.x + point.x) / 2
    return before.y === point.y
      ? [point]
      : [{ x: middle, y: before.y }, { x: middle, y: point.y }, point]
  })
}
