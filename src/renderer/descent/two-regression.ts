import type { FunctionOfTwo } from './two-model'

/** The points through which a line is laid: hours of practice, and what was scored. */
export const POINTS: readonly { x: number; y: number }[] = [
  { x: 0.2, y: 0.9 },
  { x: 0.5, y: 0.7 },
  { x: 0.7, y: 1.3 },
  { x: 1.1, y: 1.4 },
  { x: 1.3, y: 1.1 },
  { x: 1.6, y: 1.9 },
  { x: 1.9, y: 1.8 },
  { x: 2.2, y: 2.3 },
  { x: 2.4, y: 1.9 },
  { x: 2.8, y: 2.6 }
]

const mean = (value: (point: (typeof POINTS)[number]) => number): number =>
  POINTS.reduce((sum, point) => sum + value(point), 0) / POINTS.length

const SQUARES = mean(({ x }) => x * x)
const X = mean(({ x }) => x)
const Y = mean(({ y }) => y)
const PRODUCTS = mean(({ x, y }) => x * y)
const Y_SQUARES = mean(({ y }) => y * y)

/** By the normal equations: slope = cov(x, y) / var(x), and the line goes through the middle of the points. */
const slope = (PRODUCTS - X * Y) / (SQUARES - X * X)

/**
 * The cost of a line y = w x + b: the mean of (w x + b − y)² over the points. x is the line's slope w,
 * y its intercept b. A quadratic, elongated, since slope and intercept can make up for each other.
 */
export const regression: FunctionOfTwo = {
  id: 'regression',
  height: (w, b) =>
    SQUARES * w * w + b * b + Y_SQUARES + 2 * X * w * b - 2 * PRODUCTS * w - 2 * Y * b,
  gradient: (w, b) => ({
    x: 2 * (SQUARES * w + X * b - PRODUCTS),
    y: 2 * (X * w + b - Y)
  }),
  curvature: () => ({ xx: 2 * SQUARES, xy: 2 * X, yy: 2 }),
  area: { x: { min: -1, max: 2.6 }, y: { min: -1.2, max: 2.4 } },
  minima: [{ x: slope, y: Y - slope * X }],
  saddles: [],
  logHeights: true,
  rates: { min: 0.001, max: 1, first: 0.08 },
  start: { x: -0.5, y: 1.6 },
  quadratic: true,
  usualSlope: 3
}
