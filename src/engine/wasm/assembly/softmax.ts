import { exponentialOf, ones } from './exponential'
import { network } from './layout'
import { logarithmOfOnePlus } from './logarithm'
import { addToDoubles, sumOfDoubles } from './vectors'

/** All bits set in the lanes of the last vector of a row that belong to an output. */
@inline
export function lastVectorMask(outputs: i32): v128 {
  const lanes = ((outputs - 1) & 3) + 1
  return i32x4.lt_s(i32x4(0, 1, 2, 3), i32x4.splat(lanes))
}

/** The largest lane, in all four lanes. */
@inline
function largestLane(x: v128): v128 {
  const pairs = f32x4.pmax(x, v128.shuffle<f32>(x, x, 2, 3, 0, 1))
  return f32x4.pmax(pairs, v128.shuffle<f32>(pairs, pairs, 1, 0, 3, 2))
}

/** The sum of the four lanes, always in the same order. */
@inline
function sumOfLanes(x: v128): f32 {
  return (
    f32x4.extract_lane(x, 0) + f32x4.extract_lane(x, 1) +
    (f32x4.extract_lane(x, 2) + f32x4.extract_lane(x, 3))
  )
}

/**
 * rows[count][outputs] -= the largest of each row, so that the exponential of none overflows; padding
 * becomes -Infinity. Notes how far the right output lies below the largest as `gap`.
 */
function subtractLargest(rows: usize, count: i32, outputs: i32, rowBytes: usize): void {
  const lastMask = lastVectorMask(outputs)
  const lowest = f32x4.splat(-Infinity)
  const last = rowBytes - 16
  let row = rows
  for (let example = 0; example < count; example++, row += rowBytes) {
    const place = <usize>example << 2
    v128.store(row + last, v128.bitselect(v128.load(row + last), lowest, lastMask))
    let largest = v128.load(row)
    for (let at: usize = 16; at < rowBytes; at += 16) {
      largest = f32x4.pmax(largest, v128.load(row + at))
    }
    largest = largestLane(largest)
    const right = load<f32>(row + (<usize>load<u32>(network.labels + place) << 2))
    store<f32>(network.softmaxGap + place, f32x4.extract_lane(largest, 0) - right)
    for (let at: usize = 0; at < rowBytes; at += 16) {
      v128.store(row + at, f32x4.sub(v128.load(row + at), largest))
    }
  }
}

/**
 * rows[count][outputs] /= the sum of each row, which is 1 + rest: the terms that are 1 are not added
 * but counted, so that a rest of 1e-20 is still a number to take the logarithm of. Notes `rest`.
 */
function divideBySum(rows: usize, count: i32, rowBytes: usize): void {
  let row = rows
  for (let example = 0; example < count; example++, row += rowBytes) {
    let rests = f32x4.splat(0)
    let whole = 0
    for (let at: usize = 0; at < rowBytes; at += 16) {
      const term = v128.load(row + at)
      const isOne = f32x4.eq(term, ones())
      rests = f32x4.add(rests, v128.andnot(term, isOne))
      whole += popcnt(i32x4.bitmask(isOne))
    }
    const rest = sumOfLanes(rests) + <f32>(whole - 1)
    const share = f32x4.splat(<f32>1 / (<f32>1 + rest))
    for (let at: usize = 0; at < rowBytes; at += 16) {
      v128.store(row + at, f32x4.mul(v128.load(row + at), share))
    }
    store<f32>(network.softmaxRest + (<usize>example << 2), rest)
  }
}

/**
 * rows[count][outputs] = softmax(rows), in place, padding 0. Notes what cross-entropy and deltas
 * need, `rest` and `gap`.
 */
export function softmax(rows: usize, count: i32, outputs: i32, rowBytes: usize): void {
  subtractLargest(rows, count, outputs, rowBytes)
  exponentialOf(rows, rows, <i32>((<usize>count * rowBytes) >>> 2))
  divideBySum(rows, count, rowBytes)
}

/**
 * The sum over the examples of -log(softmax[label]) = log(1 + rest) + gap: finite however far apart
 * the weighted sums are.
 */
export function crossEntropy(count: i32): f64 {
  const rests = network.softmaxRest
  const gaps = network.softmaxGap
  const bytes = <usize>count << 2
  const whole = (bytes + 15) & ~15
  for (let at = bytes; at < whole; at += 4) {
    store<f32>(rests + at, 0)
    store<f32>(gaps + at, 0)
  }
  let sums = f64x2.splat(0)
  for (let at: usize = 0; at < whole; at += 16) {
    const costs = f32x4.add(logarithmOfOnePlus(v128.load(rests + at)), v128.load(gaps + at))
    sums = addToDoubles(sums, costs)
  }
  return sumOfDoubles(sums)
}

/** deltas = softmax - one-hot(label): the derivative of the cross-entropy, padding 0. */
export function crossEntropyDeltas(
  activations: usize,
  deltas: usize,
  count: i32,
  rowBytes: usize
): void {
  memory.copy(deltas, activations, <usize>count * rowBytes)
  for (let example = 0; example < count; example++, deltas += rowBytes) {
    const place = <usize>example << 2
    const right = deltas + (<usize>load<u32>(network.labels + place) << 2)
    const share = load<f32>(right)
    // share - 1 of the largest share is -rest / (1 + rest), without the loss of a subtraction
    const isLargest = load<f32>(network.softmaxGap + place) == 0
    const rest = load<f32>(network.softmaxRest + place)
    store<f32>(right, isLargest ? -rest * share : share - 1)
  }
}
