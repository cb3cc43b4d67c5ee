import { rowOf, valueOf } from './lists'
import { listDecoded, listDisplacement, listEnd, listStart } from './open-list'
import { Five, Four, moreThan, multiplyAdd, One, Six, Three, Two } from './vectors'

/**
 * One pass over a list: sums[N vectors] = biases + the sum over the ink of value * row. Entry: u16
 * for a packed list, u64 for a decoded one.
 *
 * The sums stay in registers throughout. Entries are met in pairs, because the loop itself would take
 * a good part of the time. The test between the two is there for odd lists, and it keeps V8 from
 * loading both rows before it adds either, for which the registers would not suffice.
 */
@inline
function sumRows<N, Entry>(
  entry: usize,
  end: usize,
  rows: usize,
  biases: usize,
  sums: usize
): void {
  let s0 = v128.load(biases)
  let s1 = s0
  let s2 = s0
  let s3 = s0
  let s4 = s0
  let s5 = s0
  if (moreThan<N>(1)) s1 = v128.load(biases, 16)
  if (moreThan<N>(2)) s2 = v128.load(biases, 32)
  if (moreThan<N>(3)) s3 = v128.load(biases, 48)
  if (moreThan<N>(4)) s4 = v128.load(biases, 64)
  if (moreThan<N>(5)) s5 = v128.load(biases, 80)
  let row = rows
  while (entry < end) {
    row = rowOf<N, Entry>(entry, rows, row)
    const value = valueOf<Entry>(entry)
    s0 = multiplyAdd(value, v128.load(row), s0)
    if (moreThan<N>(1)) s1 = multiplyAdd(value, v128.load(row, 16), s1)
    if (moreThan<N>(2)) s2 = multiplyAdd(value, v128.load(row, 32), s2)
    if (moreThan<N>(3)) s3 = multiplyAdd(value, v128.load(row, 48), s3)
    if (moreThan<N>(4)) s4 = multiplyAdd(value, v128.load(row, 64), s4)
    if (moreThan<N>(5)) s5 = multiplyAdd(value, v128.load(row, 80), s5)
    entry += sizeof<Entry>()
    if (entry >= end) break
    row = rowOf<N, Entry>(entry, rows, row)
    const next = valueOf<Entry>(entry)
    s0 = multiplyAdd(next, v128.load(row), s0)
    if (moreThan<N>(1)) s1 = multiplyAdd(next, v128.load(row, 16), s1)
    if (moreThan<N>(2)) s2 = multiplyAdd(next, v128.load(row, 32), s2)
    if (moreThan<N>(3)) s3 = multiplyAdd(next, v128.load(row, 48), s3)
    if (moreThan<N>(4)) s4 = multiplyAdd(next, v128.load(row, 64), s4)
    if (moreThan<N>(5)) s5 = multiplyAdd(next, v128.load(row, 80), s5)
    entry += sizeof<Entry>()
  }
  v128.store(sums, s0)
  if (moreThan<N>(1)) v128.store(sums, s1, 16)
  if (moreThan<N>(2)) v128.store(sums, s2, 32)
  if (moreThan<N>(3)) v128.store(sums, s3, 48)
  if (moreThan<N>(4)) v128.store(sums, s4, 64)
  if (moreThan<N>(5)) v128.store(sums, s5, 80)
}

/**
 * sums[outputs] = biases[outputs] + x * weights[inputs][outputs] for the open list x (see
 * openList): only the rows of pixels with ink are met.
 */
export function multiplyList(weights: usize, biases: usize, sums: usize, rowBytes: usize): void {
  const rows = weights + listDisplacement
  if (listDecoded) multiplyDecoded(listStart, listEnd, rows, biases, sums, rowBytes)
  else multiplyPacked(listStart, listEnd, rows, biases, sums, rowBytes)
}

/** The whole row in one pass: at most 6 vectors. */
export function multiplyPacked(
  start: usize,
  end: usize,
  rows: usize,
  biases: usize,
  sums: usize,
  rowBytes: usize
): void {
  switch (<i32>(rowBytes >>> 4)) {
    case 1: return sumRows<One, u16>(start, end, rows, biases, sums)
    case 2: return sumRows<Two, u16>(start, end, rows, biases, sums)
    case 3: return sumRows<Three, u16>(start, end, rows, biases, sums)
    case 4: return sumRows<Four, u16>(start, end, rows, biases, sums)
    case 5: return sumRows<Five, u16>(start, end, rows, biases, sums)
    default: return sumRows<Six, u16>(start, end, rows, biases, sums)
  }
}

/** Several passes of nearly equal width over a decoded list. */
export function multiplyDecoded(
  start: usize,
  end: usize,
  rows: usize,
  biases: usize,
  sums: usize,
  rowBytes: usize
): void {
  let left = <i32>(rowBytes >>> 4)
  for (let passes = (left + 5) / 6; passes > 0; passes--) {
    const vectors = (left + passes - 1) / passes
    switch (vectors) {
      case 1: sumRows<One, u64>(start, end, rows, biases, sums); break
      case 2: sumRows<Two, u64>(start, end, rows, biases, sums); break
      case 3: sumRows<Three, u64>(start, end, rows, biases, sums); break
      case 4: sumRows<Four, u64>(start, end, rows, biases, sums); break
      case 5: sumRows<Five, u64>(start, end, rows, biases, sums); break
      default: sumRows<Six, u64>(start, end, rows, biases, sums)
    }
    left -= vectors
    const bytes = <usize>vectors << 4
    rows += bytes
    biases += bytes
    sums += bytes
  }
}
