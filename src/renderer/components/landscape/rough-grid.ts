/**
 * Distances between rows and columns that are known before all are, the finest first: a picture comes in
 * from its corners on to ever finer meshes (supervisor/survey-order.ts).
 */
const STRIDES = [2, 5, 10]

/**
 * A square of heights with those that are not known yet (NaN) taken between the four nearest known corners of
 * the finest mesh that has all four; where there is none, they stay unknown.
 * @param values row by row, `size` a row
 */
export function betweenKnown(values: Float64Array, size: number): Float64Array {
  const filled = values.slice()
  const strides = [...STRIDES, size - 1]
  for (let place = 0; place < values.length; place++) {
    if (!Number.isNaN(values[place])) continue
    for (const stride of strides) {
      filled[place] = heightBetween(values, size, place, stride)
      if (!Number.isNaN(filled[place])) break
    }
  }
  return filled
}

/** Bilinear; NaN where a corner is not known. A corner that is not finite makes its surroundings so. */
function heightBetween(values: Float64Array, size: number, place: number, stride: number): number {
  const last = size - 1
  const row = Math.floor(place / size)
  const column = place % size
  const below = Math.floor(row / stride) * stride
  const above = Math.min(below + stride, last)
  const left = Math.floor(column / stride) * stride
  const right = Math.min(left + stride, last)
  const across = right > left ? (column - left) / (right - left) : 0
  const up = above > below ? (row - below) / (above - below) : 0
  const lower = mix(values[below * size + left], values[below * size + right], across)
  const upper = mix(values[above * size + left], values[above * size + right], across)
  return mix(lower, upper, up)
}

function mix(one: number, other: number, share: number): number {
  // 0 times infinity is no number
  return share === 0 ? one : share === 1 ? other : one * (1 - share) + other * share
}
