/** Long vectors, as flat arrays of equal length. */
type Vector = Float32Array | Float64Array

export function scalarProduct(a: Vector, b: Vector): number {
  let sum = 0
  for (let index = 0; index < a.length; index++) sum += a[index] * b[index]
  return sum
}

export function lengthOf(vector: Vector): number {
  return Math.sqrt(scalarProduct(vector, vector))
}

/** Of length 1, where it has a length. */
export function normalised(vector: Vector): Float64Array {
  const length = lengthOf(vector)
  return Float64Array.from(vector, (value) => (length > 0 ? value / length : 0))
}

/** `vector` plus `times` the other, in place. */
export function addTimes(vector: Float32Array | Float64Array, times: number, other: Vector): void {
  for (let index = 0; index < vector.length; index++) vector[index] += times * other[index]
}
