import { rowOf, valueOf } from './lists'
import { listDecoded, listDisplacement, listEnd, listStart } from './open-list'
import { Five, Four, moreThan, multiplyAdd, One, Six, Three, Two } from './vectors'

/** row[N vectors] += value * d0, d1, … */
@inline
function addToRow<N>(
  row: usize,
  value: v128,
  d0: v128,
  d1: v128,
  d2: v128,
  d3: v128,
  d4: v128,
  d5: v128
): void {
  v128.store(row, multiplyAdd(value, d0, v128.load(row)))
  if (moreThan<N>(1)) v128.store(row, multiplyAdd(value, d1, v128.load(row, 16)), 16)
  if (moreThan<N>(2)) v128.store(row, multiplyAdd(value, d2, v128.load(row, 32)), 32)
  if (moreThan<N>(3)) v128.store(row, multiplyAdd(value, d3, v128.load(row, 48)), 48)
  if (moreThan<N>(4)) v128.store(row, multiplyAdd(value, d4, v128.load(row, 64)), 64)
  if (moreThan<N>(5)) v128.store(row, multiplyAdd(value, d5, v128.load(row, 80)), 80)
}

/**
 * One pass over a list: the row of every pixel with ink += value * delta[N vectors]. Entry: u16 for
 * a packed list, u64 for a decoded one.
 */
@inline
function addToRows<N, Entry>(
  entry: usize,
  end: usize,
  rows: usize,
  delta: usize
): void {
  const d0 = v128.load(delta)
  let d1 = d0
  let d2 = d0
  let d3 = d0
  let d4 = d0
  let d5 = d0
  if (moreThan<N>(1)) d1 = v128.load(delta, 16)
  if (moreThan<N>(2)) d2 = v128.load(delta, 32)
  if (moreThan<N>(3)) d3 = v128.load(delta, 48)
  if (moreThan<N>(4)) d4 = v128.load(delta, 64)
  if (moreThan<N>(5)) d5 = v128.load(delta, 80)
  let row = rows
  while (entry < end) {
    row = rowOf<N, Entry>(entry, rows, row)
    addToRow<N>(row, valueOf<Entry>(entry), d0, d1, d2, d3, d4, d5)
    entry += sizeof<Entry>()
    if (entry >= end) break
    row = rowOf<N, Entry>(entry, rows, row)
    addToRow<N>(row, valueOf<Entry>(entry), d0, d1, d2, d3, d4, d5)
    entry += sizeof<Entry>()
  }
}

/**
 * target[inputs][outputs] += x^T delta[outputs] for the open list x (see openList). The target is
 * the gradient, or the weights themselves: then no gradient is ever stored or cleared.
 */
export function addListGradient(target: usize, delta: usize, rowBytes: usize): void {
  const rows = target + listDisplacement
  if (listDecoded) addDecodedGradient(listStart, listEnd, rows, delta, rowBytes)
  else addPackedGradient(listStart, listEnd, rows, delta, rowBytes)
}

/** The whole row in one pass: at most 6 vectors. */
export function addPackedGradient(
  start: usize,
  end: usize,
  rows: usize,
  delta: usize,
  rowBytes: usize
): void {
  switch (<i32>(rowBytes >>> 4)) {
    case 1: return addToRows<One, u16>(start, end, rows, delta)
    case 2: return addToRows<Two, u16>(start, end, rows, delta)
    case 3: return addToRows<Three, u16>(start, end, rows, delta)
    case 4: return addToRows<Four, u16>(start, end, rows, delta)
    case 5: return addToRows<Five, u16>(start, end, rows, delta)
    default: return addToRows<Six, u16>(start, end, rows, delta)
  }
}

/** Several passes of nearly equal width over a decoded list. */
export function addDecodedGradient(
  start: usize,
  end: usize,
  rows: usize,
  delta: usize,
  rowBytes: usize
): void {
  let left = <i32>(rowBytes >>> 4)
  for (let passes = (left + 5) / 6; passes > 0; passes--) {
    const vectors = (left + passes - 1) / passes
    switch (vectors) {
      case 1: addToRows<One, u64>(start, end, rows, delta); break
      case 2: addToRows<Two, u64>(start, end, rows, delta); break
      case 3: addToRows<Three, u64>(start, end, rows, delta); break
      case 4: addToRows<Four, u64>(start, end, rows, delta); break
      case 5: addToRows<Five, u64>(start, end, rows, delta); break
      default: addToRows<Six, u64>(start, end, rows, delta)
    }
    left -= vectors
    const bytes = <usize>vectors << 4
    rows += bytes
    delta += bytes
  }
}
