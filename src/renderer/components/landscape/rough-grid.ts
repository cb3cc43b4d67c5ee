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
  for (let place = 0; place < values.length; place++) {
    if (!Number.isNaN(values[place])) continue
    const row = Math.floor(place / size)
    const column = place % size
    for (const stride of [...STRIDES, size - 1]) {
      const height = heightBetween(values, size, row, column, stride)
      if (Number.isNaN(height)) continue
      filled[place] = height
      break
    }
  }
  return filled
}

/** Bilinear; NaN where a corner is not known. A corner that is not finite makes its surroundings so. */
function heightBetween(
  values: Float64Array,
  size: number,
  row: number,
  column: number,
  stride: number
): number {
  const [below, above, up] = neighbours(row, stride, size)
  const [left, right, across] = neighbours(column, stride, size)
  const mix = (one: number, other: number, share: number): number =>
    // 0 times infinity is no number
    share === 0 ? one : share === 1 ? other : one * (1 - share) + other * share
  const along = (line: number): number =>
    mix(values[line * size + left], values[line * size + right], across)
  return mix(along(below), along(above), up)
}

/** The lines of the mesh around a line of the grid, and how far it is from the first to the second. */
function neighbours(
  line: number,
  stride: number,
  size: number
): [before: number, after: number, share: number] {
  const last = size - 1
  const before = Math.min(Math.floor(line / stride) * stride, last)
  const after = Math.min(before + stride, last)
  return [before, after, after > before ? (line - before) / (after - before) : 0]
}
