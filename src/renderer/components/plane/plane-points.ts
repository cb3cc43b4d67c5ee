/** Examples of points (x, y, class) or of a curve (x, y), one after the other, as 'datasets.card' tells them. */
export interface PlanePoints {
  training: Float32Array
  test: Float32Array
}

export interface Interval {
  min: number
  max: number
}

/** What is shown of the plane. */
export interface PlaneArea {
  x: Interval
  y: Interval
}

/** Around the outermost points, as a share of the way between them. */
const MARGIN = 0.08
/** Half the way shown where all points are one. */
const LEAST_REACH = 0.5

function around(values: Iterable<number>): Interval {
  let [min, max] = [Infinity, -Infinity]
  for (const value of values) {
    if (!Number.isFinite(value)) continue
    min = Math.min(min, value)
    max = Math.max(max, value)
  }
  if (min > max) return { min: -1, max: 1 }
  const margin = (max - min) * MARGIN || LEAST_REACH
  return { min: min - margin, max: max + margin }
}

function* every(points: PlanePoints, stride: number, place: number): Generator<number> {
  for (const part of [points.training, points.test]) {
    for (let at = place; at < part.length; at += stride) yield part[at]
  }
}

/** The part of the plane that holds all points, training and test, with a margin. @param stride numbers an example */
export function areaAround(points: PlanePoints, stride: number): PlaneArea {
  return { x: around(every(points, stride, 0)), y: around(every(points, stride, 1)) }
}

/** The middle of each of `count` equal parts of an interval. */
export function middles({ min, max }: Interval, count: number): number[] {
  return Array.from({ length: count }, (_, index) => min + ((index + 0.5) / count) * (max - min))
}

/** A grid of points over an area, row by row from the top, as inputs of a network: x, y, x, y … */
export function gridInputs({ x, y }: PlaneArea, side: number): Float32Array {
  const xs = middles(x, side)
  const ys = middles(y, side).reverse()
  return Float32Array.from(ys.flatMap((down) => xs.flatMap((across) => [across, down])))
}

/** Products of a weight with a number that one picture may cost: some 30 ms of one core. */
const MOST_PRODUCTS = 1e8
const FINEST = 64
const COARSEST = 16

/** How fine a grid a network can answer many times a second. @param parameters weights and biases */
export function gridSide(parameters: number): number {
  const side = Math.floor(Math.sqrt(MOST_PRODUCTS / parameters))
  return Math.min(Math.max(side, COARSEST), FINEST)
}
