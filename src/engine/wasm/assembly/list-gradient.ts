import { greyLanes, listDecoded, listDisplacement, listEnd, listStart } from './lists'
import { addScaled, multiplyAdd } from './vectors'

/**
 * One pass over a list: every row of a pixel with ink += value * scale * delta[0..vectors).
 * `vectors` and `decoded` are known when compiling.
 */
@inline
function addToRows(
  vectors: i32,
  decoded: bool,
  entry: usize,
  end: usize,
  rows: usize,
  rowBytes: usize,
  delta: usize,
  scale: f32
): void {
  const factor = f32x4.splat(scale)
  const d0 = f32x4.mul(factor, v128.load(delta))
  let d1 = d0
  let d2 = d0
  let d3 = d0
  let d4 = d0
  let d5 = d0
  if (vectors > 1) d1 = f32x4.mul(factor, v128.load(delta, 16))
  if (vectors > 2) d2 = f32x4.mul(factor, v128.load(delta, 32))
  if (vectors > 3) d3 = f32x4.mul(factor, v128.load(delta, 48))
  if (vectors > 4) d4 = f32x4.mul(factor, v128.load(delta, 64))
  if (vectors > 5) d5 = f32x4.mul(factor, v128.load(delta, 80))
  let row = rows
  let value: v128
  while (entry < end) {
    if (decoded) {
      row = rows + <usize>load<u32>(entry)
      value = v128.load_splat<u32>(entry, 4)
      entry += 8
    } else {
      const packed = <usize>load<u16>(entry)
      row += (packed >>> 8) * rowBytes
      value = greyLanes(packed & 255)
      entry += 2
    }
    addScaled(row, value, d0)
    if (vectors > 1) v128.store(row, multiplyAdd(value, d1, v128.load(row, 16)), 16)
    if (vectors > 2) v128.store(row, multiplyAdd(value, d2, v128.load(row, 32)), 32)
    if (vectors > 3) v128.store(row, multiplyAdd(value, d3, v128.load(row, 48)), 48)
    if (vectors > 4) v128.store(row, multiplyAdd(value, d4, v128.load(row, 64)), 64)
    if (vectors > 5) v128.store(row, multiplyAdd(value, d5, v128.load(row, 80)), 80)
  }
}

/**
 * target[inputs][outputs] += scale * x^T delta[outputs] for the open list x (see openList). The
 * target is the gradient, or the weights themselves: then no gradient is ever stored or cleared.
 */
export function addListGradient(target: usize, delta: usize, rowBytes: usize, scale: f32): void {
  const rows = target + listDisplacement
  if (listDecoded) addDecodedGradient(listStart, listEnd, rows, delta, rowBytes, scale)
  else addPackedGradient(listStart, listEnd, rows, delta, rowBytes, scale)
}

/** The whole row in one pass: at most 6 vectors. */
export function addPackedGradient(
  start: usize,
  end: usize,
  rows: usize,
  delta: usize,
  rowBytes: usize,
  scale: f32
): void {
  switch (<i32>(rowBytes >>> 4)) {
    case 1: return addToRows(1, false, start, end, rows, rowBytes, delta, scale)
    case 2: return addToRows(2, false, start, end, rows, rowBytes, delta, scale)
    case 3: return addToRows(3, false, start, end, rows, rowBytes, delta, scale)
    case 4: return addToRows(4, false, start, end, rows, rowBytes, delta, scale)
    case 5: return addToRows(5, false, start, end, rows, rowBytes, delta, scale)
    default: return addToRows(6, false, start, end, rows, rowBytes, delta, scale)
  }
}

/** Several passes of nearly equal width over a decoded list. */
export function addDecodedGradient(
  start: usize,
  end: usize,
  rows: usize,
  delta: usize,
  rowBytes: usize,
  scale: f32
): void {
  let left = <i32>(rowBytes >>> 4)
  for (let passes = (left + 5) / 6; passes > 0; passes--) {
    const vectors = (left + passes - 1) / passes
    switch (vectors) {
      case 1: addToRows(1, true, start, end, rows, rowBytes, delta, scale); break
      case 2: addToRows(2, true, start, end, rows, rowBytes, delta, scale); break
      case 3: addToRows(3, true, start, end, rows, rowBytes, delta, scale); break
      case 4: addToRows(4, true, start, end, rows, rowBytes, delta, scale); break
      case 5: addToRows(5, true, start, end, rows, rowBytes, delta, scale); break
      default: addToRows(6, true, start, end, rows, rowBytes, delta, scale)
    }
    left -= vectors
    const bytes = <usize>vectors << 4
    rows += bytes
    delta += bytes
  }
}
