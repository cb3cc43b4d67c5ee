import { multiplyAdd } from './vectors'

/**
 * Constants, four lanes each. They live in memory because V8 rebuilds a v128 constant, with three
 * instructions, in every turn of a loop. The coefficients are those of the Cephes library's expf.
 */
const CONSTANTS = memory.data<f32>(
  [
    -88, -88, -88, -88,
    89, 89, 89, 89,
    1.44269504088896341, 1.44269504088896341, 1.44269504088896341, 1.44269504088896341,
    12582912, 12582912, 12582912, 12582912,
    -0.693359375, -0.693359375, -0.693359375, -0.693359375,
    2.1219444e-4, 2.1219444e-4, 2.1219444e-4, 2.1219444e-4,
    1.98756915e-4, 1.98756915e-4, 1.98756915e-4, 1.98756915e-4,
    1.3981999507e-3, 1.3981999507e-3, 1.3981999507e-3, 1.3981999507e-3,
    8.3334519073e-3, 8.3334519073e-3, 8.3334519073e-3, 8.3334519073e-3,
    4.1665795894e-2, 4.1665795894e-2, 4.1665795894e-2, 4.1665795894e-2,
    1.6666665459e-1, 1.6666665459e-1, 1.6666665459e-1, 1.6666665459e-1,
    5.0000001201e-1, 5.0000001201e-1, 5.0000001201e-1, 5.0000001201e-1,
    1, 1, 1, 1
  ],
  16
)
const LOWEST: usize = 0
const HIGHEST: usize = 1
const LOG2_E: usize = 2
const ROUNDER: usize = 3
const MINUS_LN2_HIGH: usize = 4
const MINUS_LN2_LOW: usize = 5
const COEFFICIENTS: usize = 6
const ONE: usize = 12

@inline
function constant(index: usize): v128 {
  return v128.load(CONSTANTS + (index << 4))
}

@inline
export function ones(): v128 {
  return constant(ONE)
}

/**
 * e^x of four lanes; relative error below 1e-7. Exactly 0 below -87.7 and infinite above 88.4; NaN
 * stays NaN.
 *
 * x = n ln 2 + r with a whole n, so e^x = 2^n e^r with |r| < 0.35, where a polynomial will do.
 */
@inline
export function exponential(x: v128): v128 {
  // The order of the operands matters: pmax(x, y) is x where x is NaN.
  const bounded = f32x4.pmin(f32x4.pmax(x, constant(LOWEST)), constant(HIGHEST))
  // Adding 1.5 * 2^23 leaves no room for a fraction: n, rounded, stands in the lowest bits.
  const rounded = multiplyAdd(bounded, constant(LOG2_E), constant(ROUNDER))
  const n = f32x4.sub(rounded, constant(ROUNDER))
  // ln 2 in two parts: n times the first is exact.
  let r = multiplyAdd(n, constant(MINUS_LN2_HIGH), bounded)
  r = multiplyAdd(n, constant(MINUS_LN2_LOW), r)
  let p = multiplyAdd(constant(COEFFICIENTS), r, constant(COEFFICIENTS + 1))
  p = multiplyAdd(p, r, constant(COEFFICIENTS + 2))
  p = multiplyAdd(p, r, constant(COEFFICIENTS + 3))
  p = multiplyAdd(p, r, constant(COEFFICIENTS + 4))
  p = multiplyAdd(p, r, constant(COEFFICIENTS + 5))
  p = f32x4.add(multiplyAdd(p, f32x4.mul(r, r), r), constant(ONE))
  // 2^n by its exponent bits; the bounds make them 0 (the number 0) and 255 (infinity).
  const power = i32x4.add(i32x4.shl(rounded, 23), constant(ONE))
  return f32x4.mul(p, power)
}

/** target[i] = e^source[i]; `count` is a multiple of 4. Four vectors at a time: see activations.ts. */
export function exponentialOf(source: usize, target: usize, count: i32): void {
  const end = source + (<usize>count << 2)
  for (; source + 48 < end; source += 64, target += 64) {
    const a = exponential(v128.load(source))
    const b = exponential(v128.load(source, 16))
    const c = exponential(v128.load(source, 32))
    const d = exponential(v128.load(source, 48))
    v128.store(target, a)
    v128.store(target, b, 16)
    v128.store(target, c, 32)
    v128.store(target, d, 48)
  }
  for (; source < end; source += 16, target += 16) {
    v128.store(target, exponential(v128.load(source)))
  }
}
