/** Rounds of rotations after which a matrix of any size here has long converged. */
const MOST_SWEEPS = 60

export interface Eigenpairs {
  /** The largest first. */
  values: number[]
  /** vectors[k] belongs to values[k]: unit length, as many numbers as the matrix has rows. */
  vectors: number[][]
}

/**
 * Eigenvalues and eigenvectors of a symmetric matrix (n x n, row by row), by Jacobi's rotations: each
 * makes one pair of entries off the diagonal zero, until none is left. The input stays as it is.
 */
export function eigenpairs(matrix: Float64Array, n: number): Eigenpairs {
  const a = matrix.slice()
  const v = new Float64Array(n * n)
  for (let i = 0; i < n; i++) v[i * n + i] = 1
  // what rounding leaves off the diagonal
  const enough = norm(a) * 1e-15
  for (let sweep = 0; sweep < MOST_SWEEPS && largestOffDiagonal(a, n) > enough; sweep++) {
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) rotate(a, v, n, p, q)
  }
  const order = Array.from({ length: n }, (_, k) => k).sort((i, j) => a[j * n + j] - a[i * n + i])
  return {
    values: order.map((k) => a[k * n + k]),
    vectors: order.map((k) => Array.from({ length: n }, (_, row) => v[row * n + k]))
  }
}

function norm(values: Float64Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0))
}

function largestOffDiagonal(a: Float64Array, n: number): number {
  let largest = 0
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) largest = Math.max(largest, Math.abs(a[i * n + j]))
  }
  return largest
}

/** Turns axes p and q so that a[p][q] becomes 0; `v` gathers all turns. */
function rotate(a: Float64Array, v: Float64Array, n: number, p: number, q: number): void {
  const between = a[p * n + q]
  if (between === 0) return
  const theta = (a[q * n + q] - a[p * n + p]) / (2 * between)
  // the smaller of the two angles that do it
  const tangent = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(theta, 1))
  const cosine = 1 / Math.hypot(tangent, 1)
  const sine = tangent * cosine
  for (let k = 0; k < n; k++) turn(a, k * n + p, k * n + q, cosine, sine)
  for (let k = 0; k < n; k++) turn(a, p * n + k, q * n + k, cosine, sine)
  for (let k = 0; k < n; k++) turn(v, k * n + p, k * n + q, cosine, sine)
}

function turn(a: Float64Array, one: number, other: number, cosine: number, sine: number): void {
  const x = a[one]
  const y = a[other]
  a[one] = cosine * x - sine * y
  a[other] = sine * x + cosine * y
}
