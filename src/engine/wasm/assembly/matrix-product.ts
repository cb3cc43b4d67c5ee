import { Four, moreThan, multiplyAdd, One, splatAt, Three, tileWidth, Two } from './vectors'

/**
 * A tile of the product: Rows (One or Two) rows of c, N (One to Four) vectors wide, summed over all
 * `inner` columns of a. Two rows share what is loaded from m.
 */
@inline
function productTile<Rows, N>(
  inner: i32,
  a: usize,
  aStride: usize,
  m: usize,
  mStride: usize,
  biases: usize,
  c: usize,
  cStride: usize
): void {
  let x0 = f32x4.splat(0)
  let x1 = x0
  let x2 = x0
  let x3 = x0
  if (biases) {
    x0 = v128.load(biases)
    if (moreThan<N>(1)) x1 = v128.load(biases, 16)
    if (moreThan<N>(2)) x2 = v128.load(biases, 32)
    if (moreThan<N>(3)) x3 = v128.load(biases, 48)
  }
  let y0 = x0
  let y1 = x1
  let y2 = x2
  let y3 = x3
  const end = a + (<usize>inner << 2)
  for (; a < end; a += 4) {
    const x = splatAt(a)
    const m0 = v128.load(m)
    let m1 = m0
    let m2 = m0
    let m3 = m0
    if (moreThan<N>(1)) m1 = v128.load(m, 16)
    if (moreThan<N>(2)) m2 = v128.load(m, 32)
    if (moreThan<N>(3)) m3 = v128.load(m, 48)
    x0 = multiplyAdd(x, m0, x0)
    if (moreThan<N>(1)) x1 = multiplyAdd(x, m1, x1)
    if (moreThan<N>(2)) x2 = multiplyAdd(x, m2, x2)
    if (moreThan<N>(3)) x3 = multiplyAdd(x, m3, x3)
    if (moreThan<Rows>(1)) {
      const y = splatAt(a + aStride)
      y0 = multiplyAdd(y, m0, y0)
      if (moreThan<N>(1)) y1 = multiplyAdd(y, m1, y1)
      if (moreThan<N>(2)) y2 = multiplyAdd(y, m2, y2)
      if (moreThan<N>(3)) y3 = multiplyAdd(y, m3, y3)
    }
    m += mStride
  }
  v128.store(c, x0)
  if (moreThan<N>(1)) v128.store(c, x1, 16)
  if (moreThan<N>(2)) v128.store(c, x2, 32)
  if (moreThan<N>(3)) v128.store(c, x3, 48)
  if (moreThan<Rows>(1)) {
    c += cStride
    v128.store(c, y0)
    if (moreThan<N>(1)) v128.store(c, y1, 16)
    if (moreThan<N>(2)) v128.store(c, y2, 32)
    if (moreThan<N>(3)) v128.store(c, y3, 48)
  }
}

/** All rows of c, N vectors wide: two at a time, then perhaps one. */
@inline
function productColumns<N>(
  count: i32,
  inner: i32,
  a: usize,
  aStride: usize,
  m: usize,
  mStride: usize,
  biases: usize,
  c: usize,
  cStride: usize
): void {
  for (; count > 1; count -= 2) {
    productTile<Two, N>(inner, a, aStride, m, mStride, biases, c, cStride)
    a += aStride << 1
    c += cStride << 1
  }
  if (count) productTile<One, N>(inner, a, aStride, m, mStride, biases, c, cStride)
}

/**
 * c[count][columns] = a[count][inner] * m[inner][columns] + biases[columns] (biases 0: none). The
 * width of c, its padding included, is `columnBytes`; strides are bytes from row to row.
 */
export function matrixProduct(
  count: i32,
  inner: i32,
  columnBytes: usize,
  a: usize,
  aStride: usize,
  m: usize,
  mStride: usize,
  biases: usize,
  c: usize,
  cStride: usize
): void {
  let left = <i32>(columnBytes >>> 4)
  while (left > 0) {
    const vectors = tileWidth(left)
    switch (vectors) {
      case 1: productColumns<One>(count, inner, a, aStride, m, mStride, biases, c, cStride); break
      case 2: productColumns<Two>(count, inner, a, aStride, m, mStride, biases, c, cStride); break
      case 3: productColumns<Three>(count, inner, a, aStride, m, mStride, biases, c, cStride); break
      default: productColumns<Four>(count, inner, a, aStride, m, mStride, biases, c, cStride)
    }
    left -= vectors
    const bytes = <usize>vectors << 4
    m += bytes
    c += bytes
    if (biases) biases += bytes
  }
}
