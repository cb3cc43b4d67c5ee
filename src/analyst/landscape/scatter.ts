import { eigenpairs } from './symmetric'

/** Columns that are worked on at once: all points' share of them fits into the caches. */
const BLOCK = 512

/** What lies between points and a centre, by its principal directions. */
export interface Scatter {
  /** Squared distance of each point from the centre. */
  squares: number[]
  /** Shares of the sum of those squares along each principal direction: the largest first, summing to 1. */
  explained: number[]
  /**
   * weights[k]: the k-th principal direction is the sum over the points of these times
   * (point - centre), of unit length. Only the first two, and fewer where the points lie on a line.
   */
  weights: number[][]
  /** Of a point: its coordinate along the k-th of these. */
  coordinates: number[][]
}

/** Below this share of all scatter, a direction is rounding. */
const NOTHING = 1e-12

/**
 * Principal directions of `points` around `centre`, all with as many numbers (D), through the T x T matrix of
 * their inner products: T is some dozens, D some thousands. Null where all points are the centre.
 */
export function scatterOf(points: readonly Float32Array[], centre: Float32Array): Scatter | null {
  const count = points.length
  const gram = gramMatrix(points, centre)
  const { values, vectors } = eigenpairs(gram, count)
  const positive = values.map((value) => Math.max(0, value))
  const total = positive.reduce((sum, value) => sum + value, 0)
  if (total === 0) return null
  const leading = [0, 1].filter((k) => k < count && positive[k] > NOTHING * total)
  return {
    squares: points.map((_, t) => gram[t * count + t]),
    explained: positive.map((value) => value / total),
    weights: leading.map((k) => vectors[k].map((x) => x / Math.sqrt(positive[k]))),
    coordinates: leading.map((k) => vectors[k].map((x) => x * Math.sqrt(positive[k])))
  }
}

/** gram[s][t] = (points[s] - centre) . (points[t] - centre), float64. */
function gramMatrix(points: readonly Float32Array[], centre: Float32Array): Float64Array {
  const count = points.length
  const gram = new Float64Array(count * count)
  const differences = points.map(() => new Float64Array(BLOCK))
  for (let start = 0; start < centre.length; start += BLOCK) {
    const width = Math.min(BLOCK, centre.length - start)
    points.forEach((point, t) => {
      for (let i = 0; i < width; i++) differences[t][i] = point[start + i] - centre[start + i]
    })
    for (let s = 0; s < count; s++) {
      for (let t = s; t < count; t++) {
        gram[s * count + t] += dot(differences[s], differences[t], width)
      }
    }
  }
  for (let s = 0; s < count; s++) {
    for (let t = 0; t < s; t++) gram[s * count + t] = gram[t * count + s]
  }
  return gram
}

function dot(one: Float64Array, other: Float64Array, count: number): number {
  let sum = 0
  for (let i = 0; i < count; i++) sum += one[i] * other[i]
  return sum
}

/** The sum over the points of weights[t] * (points[t] - centre), as many numbers as the centre has. */
export function combine(
  points: readonly Float32Array[],
  centre: Float32Array,
  weights: readonly number[]
): Float64Array {
  const sum = new Float64Array(centre.length)
  points.forEach((point, t) => {
    for (let i = 0; i < sum.length; i++) sum[i] += weights[t] * (point[i] - centre[i])
  })
  return sum
}
