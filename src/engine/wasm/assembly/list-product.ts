import { greyLanes, listDecoded, listDisplacement, listEnd, listStart } from './lists'
import { multiplyAdd } from './vectors'

/**
 * One pass over a list: sums[0..vectors) = biases + the sum over the ink of value * row.
 * `vectors` (1..6, in registers throughout) and `decoded` are known when compiling, so that the
 * branches on them vanish.
 */
@inline
function sumRows(
  vectors: i32,
  decoded: bool,
  entry: usize,
  end: usize,
  rows: usize,
  rowBytes: usize,
  biases: usize,
  sums: usize
): void {
  let s0 = v128.load(biases)
  let s1 = s0
  let s2 = s0
  let s3 = s0
  let s4 = s0
  let s5 = s0
  if (vectors > 1) s1 = v128.load(biases, 16)
  if (vectors > 2) s2 = v128.load(biases, 32)
  if (vectors > 3) s3 = v128.load(biases, 48)
  if (vectors > 4) s4 = v128.load(biases, 64)
  if (vectors > 5) s5 = v128.load(biases, 80)
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
    s0 = multiplyAdd(value, v128.load(row), s0)
    if (vectors > 1) s1 = multiplyAdd(value, v128.load(row, 16), s1)
    if (vectors > 2) s2 = multiplyAdd(value, v128.load(row, 32), s2)
    if (vectors > 3) s3 = multiplyAdd(value, v128.load(row, 48), s3)
    if (vectors > 4) s4 = multiplyAdd(value, v128.load(row, 64), s4)
    if (vectors > 5) s5 = multiplyAdd(value, v128.load(row, 80), s5)
  }
  v128.store(sums, s0)
  if (vectors > 1) v128.store(sums, s1, 16)
  if (vectors > 2) v128.store(sums, s2, 32)
  if (vectors > 3) v128.store(sums, s3, 48)
  if (vectors > 4) v128.store(sums, s4, 64)
  if (vectors > 5) v128.store(sums, s5, 80)
}

/**
 * sums[outputs] = biases[outputs] + x * weights[inputs][outputs] for the open list x (see openList):
 * only the rows of pixels with ink are met.
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
    case 1: return sumRows(1, false, start, end, rows, rowBytes, biases, sums)
    case 2: return sumRows(2, false, start, end, rows, rowBytes, biases, sums)
    case 3: return sumRows(3, false, start, end, rows, rowBytes, biases, sums)
    case 4: return sumRows(4, false, start, end, rows, rowBytes, biases, sums)
    case 5: return sumRows(5, false, start, end, rows, rowBytes, biases, sums)
    default: return sumRows(6, false, start, end, rows, rowBytes, biases, sums)
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
      case 1: sumRows(1, true, start, end, rows, rowBytes, biases, sums); break
      case 2: sumRows(2, true, start, end, rows, rowBytes, biases, sums); break
      case 3: sumRows(3, true, start, end, rows, rowBytes, biases, sums); break
      case 4: sumRows(4, true, start, end, rows, rowBytes, biases, sums); break
      case 5: sumRows(5, true, start, end, rows, rowBytes, biases, sums); break
      default: sumRows(6, true, start, end, rows, rowBytes, biases, sums)
    }
    left -= vectors
    const bytes = <usize>vectors << 4
    rows += bytes
    biases += bytes
    sums += bytes
  }
}
