/**
 * target[columns][rows] = source[rows][columns], in blocks of 4 x 4: both numbers are rounded up to
 * multiples of 4, and the padding of the source must be 0. Strides are bytes from row to row.
 */
export function transpose(
  rows: i32,
  columns: i32,
  source: usize,
  sourceStride: usize,
  target: usize,
  targetStride: usize
): void {
  for (let row = 0; row < rows; row += 4) {
    for (let column = 0; column < columns; column += 4) {
      const from = source + <usize>row * sourceStride + (<usize>column << 2)
      const to = target + <usize>column * targetStride + (<usize>row << 2)
      const r0 = v128.load(from)
      const r1 = v128.load(from + sourceStride)
      const r2 = v128.load(from + (sourceStride << 1))
      const r3 = v128.load(from + sourceStride * 3)
      const low01 = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5)
      const low23 = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5)
      const high01 = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7)
      const high23 = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7)
      v128.store(to, v128.shuffle<f32>(low01, low23, 0, 1, 4, 5))
      v128.store(to + targetStride, v128.shuffle<f32>(low01, low23, 2, 3, 6, 7))
      v128.store(to + (targetStride << 1), v128.shuffle<f32>(high01, high23, 0, 1, 4, 5))
      v128.store(to + targetStride * 3, v128.shuffle<f32>(high01, high23, 2, 3, 6, 7))
    }
  }
}
