import type { ChartPoint, ChartSeries } from './model'

/** Above this, a line would take longer than most runs to notice anything. */
const MOST_SMOOTHING = 0.999
/** The gap between points for which the weight holds as it is, as a share of the whole length of x. */
const USUAL_GAP = 1 / 1000

/**
 * Exponential smoothing that counts distance along x, not points: runs that were noted at different
 * densities smooth alike. Without bias towards zero at the start; gaps (null) stay gaps.
 * @param weight 0 (off) to 0.999: what is left of a value a thousandth of `length` further on
 * @param length of x, over all lines that are drawn together
 */
export function smoothPoints(
  points: readonly ChartPoint[],
  weight: number,
  length: number
): readonly ChartPoint[] {
  if (!(weight > 0) || !(length > 0) || isConstant(points)) return points
  const kept = Math.min(weight, MOST_SMOOTHING)
  let sum = 0
  /** How much all values so far weigh together: dividing by it leaves no bias towards the start. */
  let weights = 0
  let previous = 0
  return points.map(({ x, y }) => {
    if (y === null || !Number.isFinite(y)) return { x, y }
    const decay = kept ** ((x - previous) / (length * USUAL_GAP))
    sum = decay * sum + y
    weights = decay * weights + 1
    previous = x
    return { x, y: sum / weights }
  })
}

function isConstant(points: readonly ChartPoint[]): boolean {
  const first = points.find(({ y }) => y !== null)
  return points.every(({ y }) => y === null || y === first?.y)
}

const smoothed = new WeakMap<
  readonly ChartPoint[],
  { weight: number; length: number; points: readonly ChartPoint[] }
>()

/** The series with a smoothed line, its own points faint behind it. The same points are smoothed once. */
export function smoothSeries(series: ChartSeries, weight: number, length: number): ChartSeries {
  let known = smoothed.get(series.points)
  if (known?.weight !== weight || known.length !== length) {
    known = { weight, length, points: smoothPoints(series.points, weight, length) }
    smoothed.set(series.points, known)
  }
  const { points } = known
  return points === series.points ? series : { ...series, points, raw: series.points }
}
