import type { CURVES, POINT_SETS } from '../../shared/dataset-recipe'
import type { RandomStream } from '../../shared/random'
import { cosineOfTurns, sineOfTurns } from './circle'

/**
 * A point of this class, about -1..1, before noise.
 * @param way how far along the shape of its class, 0..1; of no matter to shapes without a line
 */
export type PointShape = (
  label: number,
  way: number,
  random: RandomStream
) => [x: number, y: number]

/** From a number between -1 and 1 to the height there, before noise. */
export type CurveShape = (x: number) => number

/** Two half circles that reach into each other. */
function moon(label: number, way: number): [number, number] {
  const turns = way / 2
  const [x, y] = [cosineOfTurns(turns), sineOfTurns(turns)]
  // their middle is brought to 0, their width to 2
  return label === 0 ? [(x - 0.5) / 1.5, (y - 0.25) / 1.5] : [(0.5 - x) / 1.5, (0.25 - y) / 1.5]
}

/** One circle within the other: no straight line parts them. */
function circle(label: number, way: number): [number, number] {
  const radius = label === 0 ? 0.4 : 0.9
  return [radius * cosineOfTurns(way), radius * sineOfTurns(way)]
}

const ARMS = 3

/** Arms that go three quarters round the middle, from near it outwards. */
function arm(label: number, way: number): [number, number] {
  const radius = 0.1 + 0.85 * way
  const turns = 0.75 * way + label / ARMS
  return [radius * cosineOfTurns(turns), radius * sineOfTurns(turns)]
}

/** Four squares; those that face each other over the corner are of one class. */
function quadrant(label: number, _way: number, random: RandomStream): [number, number] {
  const x = (0.2 + 0.8 * random.uniform()) * (random.below(2) === 0 ? 1 : -1)
  const y = 0.2 + 0.8 * random.uniform()
  return [x, (label === 0) === x > 0 ? y : -y]
}

const CENTRES = [
  [-0.55, -0.4],
  [0.45, -0.6],
  [0.6, 0.45],
  [-0.4, 0.6]
] as const
const SPREAD = 0.15

/** Heaps, each about a place of its own. */
function heap(label: number, _way: number, random: RandomStream): [number, number] {
  const [x, y] = CENTRES[label]
  return [x + SPREAD * random.normal(), y + SPREAD * random.normal()]
}

export const POINT_SHAPES: Record<(typeof POINT_SETS)[number], PointShape> = {
  moons: moon,
  circles: circle,
  spiral: arm,
  xor: quadrant,
  blobs: heap
}

export const CURVE_SHAPES: Record<(typeof CURVES)[number], CurveShape> = {
  /** One and a half waves from one end to the other. */
  wave: (x) => 0.8 * sineOfTurns(0.75 * x),
  /** Runge's function. */
  hill: (x) => 1 / (1 + 25 * x * x),
  step: (x) => (x < 0 ? -0.5 : 0.5)
}
