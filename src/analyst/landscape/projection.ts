import type { Directions } from './directions'

/** Where a point lies, seen from a plane through a centre. */
export interface Projection {
  /** In the plane's coordinates: centre + x * first + y * second is the nearest of its points. */
  x: number
  y: number
  /** Distances in all dimensions. */
  offPlane: number
  fromCentre: number
}

/** Projects points onto the plane through `centre`; the two directions need neither length nor right angle. */
export function projector(
  centre: Float32Array,
  [first, second]: Directions
): (point: Float32Array) => Projection {
  let ff = 0
  let fs = 0
  let ss = 0
  for (let i = 0; i < centre.length; i++) {
    ff += first[i] * first[i]
    fs += first[i] * second[i]
    ss += second[i] * second[i]
  }
  const determinant = ff * ss - fs * fs
  return (point) => {
    let square = 0
    let alongFirst = 0
    let alongSecond = 0
    for (let i = 0; i < centre.length; i++) {
      const difference = point[i] - centre[i]
      square += difference * difference
      alongFirst += difference * first[i]
      alongSecond += difference * second[i]
    }
    // a direction without length (all weights of a network may be 0) holds nothing
    const x = determinant > 0 ? (alongFirst * ss - alongSecond * fs) / determinant : 0
    const y = determinant > 0 ? (alongSecond * ff - alongFirst * fs) / determinant : 0
    const held = x * alongFirst + y * alongSecond
    return { x, y, offPlane: Math.sqrt(Math.max(0, square - held)), fromCentre: Math.sqrt(square) }
  }
}
