import { ones } from './exponential'
import { multiplyAdd } from './vectors'

/** The square root of 1/2, as float32 bits. */
const ROOT_HALF_BITS: i32 = 0x3f3504f3

/** Coefficients of the Cephes library's logf, highest power first. */
@inline
function polynomial(f: v128): v128 {
  let p = f32x4.splat(7.0376836292e-2)
  p = multiplyAdd(p, f, f32x4.splat(-1.151461031e-1))
  p = multiplyAdd(p, f, f32x4.splat(1.167699874e-1))
  p = multiplyAdd(p, f, f32x4.splat(-1.2420140846e-1))
  p = multiplyAdd(p, f, f32x4.splat(1.4249322787e-1))
  p = multiplyAdd(p, f, f32x4.splat(-1.6668057665e-1))
  p = multiplyAdd(p, f, f32x4.splat(2.0000714765e-1))
  p = multiplyAdd(p, f, f32x4.splat(-2.4999993993e-1))
  return multiplyAdd(p, f, f32x4.splat(3.3333331174e-1))
}

/**
 * log(1 + x) of four lanes, for x >= 0; relative error below 3e-7, also for tiny x. NaN for
 * infinity and NaN.
 *
 * 1 + x = 2^e m with m between the roots of 1/2 and 2; log m is a polynomial in f = m - 1.
 */
@inline
export function logarithmOfOnePlus(x: v128): v128 {
  const bits = i32x4.sub(f32x4.add(x, ones()), i32x4.splat(ROOT_HALF_BITS))
  const exponent = i32x4.shr_s(bits, 23)
  const mantissa = i32x4.add(
    v128.and(bits, i32x4.splat(0x7fffff)),
    i32x4.splat(ROOT_HALF_BITS)
  )
  // Without an exponent f is x itself: 1 + x - 1 would have lost the last digits of a small x.
  const f = v128.bitselect(
    x,
    f32x4.sub(mantissa, ones()),
    i32x4.eq(exponent, i32x4.splat(0))
  )
  const e = f32x4.convert_i32x4_s(exponent)
  const square = f32x4.mul(f, f)
  let y = f32x4.mul(f32x4.mul(polynomial(f), f), square)
  y = multiplyAdd(e, f32x4.splat(-2.1219444e-4), y)
  y = multiplyAdd(square, f32x4.splat(-0.5), y)
  const logarithm = multiplyAdd(e, f32x4.splat(0.693359375), f32x4.add(f, y))
  // x - x is 0, or NaN where x is not finite: the bits above would have made a number of it.
  return f32x4.add(logarithm, f32x4.sub(x, x))
}

/** target[i] = log(1 + source[i]); `count` is a multiple of 4. */
export function logarithmOfOnePlusOf(source: usize, target: usize, count: i32): void {
  for (let i: usize = 0; i < <usize>count << 2; i += 16) {
    v128.store(target + i, logarithmOfOnePlus(v128.load(source + i)))
  }
}
