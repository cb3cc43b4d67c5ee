import { firstRow, firstValue, secondRow, secondValue } from './lists'
import { listDecoded, listDisplacement, listEnd, listStart } from './open-list'
import { Five, Four, moreThan, multiplyAdd, One, Six, Three, Two } from './vectors'

/**
 * One pass over a list: the row of every pixel with ink += value * scale * delta[N vectors]. Entry:
 * u16 for a packed list, u64 for a decoded one; they are met in pairs.
 */
@inline
function addToRows<N, Entry>(
  pair: usize,
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
  if (moreThan<N>(1)) d1 = f32x4.mul(factor, v128.load(delta, 16))
  if (moreThan<N>(2)) d2 = f32x4.mul(factor, v128.load(delta, 32))
  if (moreThan<N>(3)) d3 = f32x4.mul(factor, v128.load(delta, 48))
  if (moreThan<N>(4)) d4 = f32x4.mul(factor, v128.load(delta, 64))
  if (moreThan<N>(5)) d5 = f32x4.mul(factor, v128.load(delta, 80))
  let row = rows
  for (; pair < end; pair += 2 * sizeof<Entry>()) {
    row = firstRow<Entry>(pair, rows, row, rowBytes)
    const first = firstValue<Entry>(pair)
    v128.store(row, multiplyAdd(first, d0, v128.load(row)))
    if (moreThan<N>(1)) v128.store(row, multiplyAdd(first, d1, v128.load(row, 16)), 16)
    if (moreThan<N>(2)) v128.store(row, multiplyAdd(first, d2, v128.load(row, 32)), 32)
    if (moreThan<N>(3)) v128.store(row, multiplyAdd(first, d3, v128.load(row, 48)), 48)
    if (moreThan<N>(4)) v128.store(row, multiplyAdd(first, d4, v128.load(row, 64)), 64)
    if (moreThan<N>(5)) v128.store(row, multiplyAdd(first, d5, v128.load(row, 80)), 80)
    row = secondRow<Entry>(pair, rows, row, rowBytes)
    const second = secondValue<Entry>(pair)
    v128.store(row, multiplyAdd(second, d0, v128.load(row)))
    if (moreThan<N>(1)) v128.store(row, multiplyAdd(second, d1, v128.load(row, 16)), 16)
    if (moreThan<N>(2)) v128.store(row, multiplyAdd(second, d2, v128.load(row, 32)), 32)
    if (moreThan<N>(3)) v128.store(row, multiplyAdd(second, d3, v128.load(row, 48)), 48)
    if (moreThan<N>(4)) v128.store(row, multiplyAdd(second, d4, v128.load(row, 64)), 64)
    if (moreThan<N>(5)) v128.store(row, multiplyAdd(second, d5, v128.load(row, 80)), 80)
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
    case 1: return addToRows<One, u16>(start, end, rows, rowBytes, delta, scale)
    case 2: return addToRows<Two, u16>(start, end, rows, rowBytes, delta, scale)
    case 3: return addToRows<Three, u16>(start, end, rows, rowBytes, delta, scale)
    case 4: return addToRows<Four, u16>(start, end, rows, rowBytes, delta, scale)
    case 5: return addToRows<Five, u16>(start, end, rows, rowBytes, delta, scale)
    default: return addToRows<Six, u16>(start, end, rows, rowBytes, delta, scale)
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
      case 1: addToRows<One, u64>(start, end, rows, rowBytes, delta, scale); break
      case 2: addToRows<Two, u64>(start, end, rows, rowBytes, delta, scale); break
      case 3: addToRows<Three, u64>(start, end, rows, rowBytes, delta, scale); break
      case 4: addToRows<Four, u64>(start, end, rows, rowBytes, delta, scale); break
      case 5: addToRows<Five, u64>(start, end, rows, rowBytes, delta, scale); break
      default: addToRows<Six, u64>(start, end, rows, rowBytes, delta, scale)
    }
    left -= vectors
    const bytes = <usize>vectors << 4
    rows += bytes
    delta += bytes
  }
}
