import type { Area } from '../surface/grid'

export interface Point {
  x: number
  y: number
}

/** A function of two variables with its slopes in closed form. */
export interface FunctionOfTwo {
  id: SurfaceId
  height: (x: number, y: number) => number
  gradient: (x: number, y: number) => Point
  /** The second derivatives: how the gradient changes along x, along both, and along y. */
  curvature: (x: number, y: number) => { xx: number; xy: number; yy: number }
  /** The part of the plane that is shown: a square. */
  area: Area
  /** Where it is lowest around, to all digits. */
  minima: readonly Point[]
  /** Where the slope is zero and yet it goes down on two sides. */
  saddles: readonly Point[]
  /** Heights of several orders of magnitude: contour lines at equal factors. */
  logHeights: boolean
  /** Of the slider, and at first. */
  rates: { min: number; max: number; first: number }
  /** Where the first ball stands. */
  start: Point
  /** It is a quadratic: one and the same curvature everywhere, hence one largest rate for all starts. */
  quadratic: boolean
  /** A usual size of a component of its gradient: the unit of the noise. */
  usualSlope: number
}

export const SURFACE_IDS = [
  'round',
  'elongated',
  'saddle',
  'valleys',
  'himmelblau',
  'rosenbrock',
  'regression'
] as const
export type SurfaceId = (typeof SURFACE_IDS)[number]

/** The smaller and the larger eigenvalue of the curvature at a place. */
export function curvaturesAt(
  { curvature }: FunctionOfTwo,
  x: number,
  y: number
): { smallest: number; largest: number } {
  const { xx, xy, yy } = curvature(x, y)
  const middle = (xx + yy) / 2
  const reach = Math.hypot((xx - yy) / 2, xy)
  return { smallest: middle - reach, largest: middle + reach }
}

/**
 * Above this rate plain steps of a quadratic grow instead of shrinking: 2 / the largest eigenvalue of
 * its curvature. null where there is no such rate for all places.
 */
export function criticalRate(of: FunctionOfTwo): number | null {
  return of.quadratic ? 2 / curvaturesAt(of, 0, 0).largest : null
}

/**
 * A stationary point near a first guess, by Newton's method: where the gradient is zero to all digits
 * that a number has. The guess must be close, and the curvature there not zero.
 */
export function polish({ gradient, curvature }: FunctionOfTwo, guess: Point): Point {
  let { x, y } = guess
  for (let round = 0; round < 50; round++) {
    const slope = gradient(x, y)
    const { xx, xy, yy } = curvature(x, y)
    const determinant = xx * yy - xy * xy
    const across = (yy * slope.x - xy * slope.y) / determinant
    const up = (xx * slope.y - xy * slope.x) / determinant
    x -= across
    y -= up
    if (Math.abs(across) + Math.abs(up) < 1e-15) break
  }
  return { x, y }
}
