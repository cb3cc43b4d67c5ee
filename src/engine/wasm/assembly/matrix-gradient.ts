import {
  addScaled,
  Four,
  moreThan,
  multiplyAdd,
  One,
  splatAt,
  Three,
  tileWidth,
  Two
} from './vectors'

/**
 * A tile of the gradient: Rows (One or Two) rows of the target, N (One to Four) vectors wide, summed
 * over all examples before it is added. Two rows share what is loaded from the deltas.
 */
@inline
function gradientTile<Rows, N>(
  count: i32,
  a: usize,
  aStride: usize,
  deltas: usize,
  deltaStride: usize,
  target: usize,
  targetStride: usize,
  scale: v128
): void {
  let x0 = f32x4.splat(0)
  let x1 = x0
  let x2 = x0
  let x3 = x0
  let y0 = x0
  let y1 = x0
  let y2 = x0
  let y3 = x0
  const end = a + <usize>count * aStride
  for (; a < end; a += aStride) {
    const x = splatAt(a)
    const d0 = v128.load(deltas)
    let d1 = d0
    let d2 = d0
    let d3 = d0
    if (moreThan<N>(1)) d1 = v128.load(deltas, 16)
    if (moreThan<N>(2)) d2 = v128.load(deltas, 32)
    if (moreThan<N>(3)) d3 = v128.load(deltas, 48)
    x0 = multiplyAdd(x, d0, x0)
    if (moreThan<N>(1)) x1 = multiplyAdd(x, d1, x1)
    if (moreThan<N>(2)) x2 = multiplyAdd(x, d2, x2)
    if (moreThan<N>(3)) x3 = multiplyAdd(x, d3, x3)
    if (moreThan<Rows>(1)) {
      const y = v128.load_splat<u32>(a, 4)
      y0 = multiplyAdd(y, d0, y0)
      if (moreThan<N>(1)) y1 = multiplyAdd(y, d1, y1)
      if (moreThan<N>(2)) y2 = multiplyAdd(y, d2, y2)
      if (moreThan<N>(3)) y3 = multiplyAdd(y, d3, y3)
    }
    deltas += deltaStride
  }
  addScaled(target, scale, x0)
  if (moreThan<N>(1)) v128.store(target, multiplyAdd(scale, x1, v128.load(target, 16)), 16)
  if (moreThan<N>(2)) v128.store(target, multiplyAdd(scale, x2, v128.load(target, 32)), 32)
  if (moreThan<N>(3)) v128.store(target, multiplyAdd(scale, x3, v128.load(target, 48)), 48)
  if (moreThan<Rows>(1)) {
    target += targetStride
    addScaled(target, scale, y0)
    if (moreThan<N>(1)) v128.store(target, multiplyAdd(scale, y1, v128.load(target, 16)), 16)
    if (moreThan<N>(2)) v128.store(target, multiplyAdd(scale, y2, v128.load(target, 32)), 32)
    if (moreThan<N>(3)) v128.store(target, multiplyAdd(scale, y3, v128.load(target, 48)), 48)
  }
}

/** All rows of the target, N vectors wide: two at a time, then perhaps one. */
@inline
function gradientColumns<N>(
  count: i32,
  inputs: i32,
  a: usize,
  aStride: usize,
  deltas: usize,
  deltaStride: usize,
  target: usize,
  scale: v128
): void {
  for (; inputs > 1; inputs -= 2) {
    gradientTile<Two, N>(count, a, aStride, deltas, deltaStride, target, deltaStride, scale)
    a += 8
    target += deltaStride << 1
  }
  if (inputs) {
    gradientTile<One, N>(count, a, aStride, deltas, deltaStride, target, deltaStride, scale)
  }
}

/**
 * target[inputs][outputs] += scale * a[count][inputs]^T * deltas[count][outputs]. Rows of the
 * target and of the deltas are `deltaStride` bytes, padding included, rows of a are `aStride`
 * bytes.
 */
export function addMatrixGradient(
  count: i32,
  inputs: i32,
  a: usize,
  aStride: usize,
  deltas: usize,
  deltaStride: usize,
  target: usize,
  scale: f32
): void {
  const factor = f32x4.splat(scale)
  let left = <i32>(deltaStride >>> 4)
  while (left > 0) {
    const vectors = tileWidth(left)
    switch (vectors) {
      case 1:
        gradientColumns<One>(count, inputs, a, aStride, deltas, deltaStride, target, factor)
        break
      case 2:
        gradientColumns<Two>(count, inputs, a, aStride, deltas, deltaStride, target, factor)
        break
      case 3:
        gradientColumns<Three>(count, inputs, a, aStride, deltas, deltaStride, target, factor)
        break
      default:
        gradientColumns<Four>(count, inputs, a, aStride, deltas, deltaStride, target, factor)
    }
    left -= vectors
    const bytes = <usize>vectors << 4
    deltas += bytes
    target += bytes
  }
}

/** The gradient of N vectors of biases; see addBiasGradient. */
@inline
function biasColumns<N>(
  count: i32,
  deltas: usize,
  deltaStride: usize,
  target: usize,
  scale: v128
): void {
  let x0 = f32x4.splat(0)
  let x1 = x0
  let x2 = x0
  let x3 = x0
  const end = deltas + <usize>count * deltaStride
  for (; deltas < end; deltas += deltaStride) {
    x0 = f32x4.add(x0, v128.load(deltas))
    if (moreThan<N>(1)) x1 = f32x4.add(x1, v128.load(deltas, 16))
    if (moreThan<N>(2)) x2 = f32x4.add(x2, v128.load(deltas, 32))
    if (moreThan<N>(3)) x3 = f32x4.add(x3, v128.load(deltas, 48))
  }
  addScaled(target, scale, x0)
  if (moreThan<N>(1)) v128.store(target, multiplyAdd(scale, x1, v128.load(target, 16)), 16)
  if (moreThan<N>(2)) v128.store(target, multiplyAdd(scale, x2, v128.load(target, 32)), 32)
  if (moreThan<N>(3)) v128.store(target, multiplyAdd(scale, x3, v128.load(target, 48)), 48)
}

/** target[outputs] += scale * the sum over the examples of deltas[count][outputs]. */
export function addBiasGradient(
  count: i32,
  deltas: usize,
  deltaStride: usize,
  target: usize,
  scale: f32
): void {
  const factor = f32x4.splat(scale)
  const end = deltas + deltaStride
  for (; deltas + 48 < end; deltas += 64, target += 64) {
    biasColumns<Four>(count, deltas, deltaStride, target, factor)
  }
  if (deltas + 32 < end) biasColumns<Three>(count, deltas, deltaStride, target, factor)
  else if (deltas + 16 < end) biasColumns<Two>(count, deltas, deltaStride, target, factor)
  else if (deltas < end) biasColumns<One>(count, deltas, deltaStride, target, factor)
}
