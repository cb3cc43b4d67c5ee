import { exponential, ones } from './exponential'
import { RELU, SIGMOID, STEP, TANH } from './layout'
import { multiplyAdd } from './vectors'

@inline
function sigmoid(z: v128): v128 {
  return f32x4.div(ones(), f32x4.add(ones(), exponential(f32x4.neg(z))))
}

/** pmax(z, 0) is z where z is NaN: a diverged network must not look healthy. */
@inline
function relu(z: v128): v128 {
  return f32x4.pmax(z, f32x4.splat(0))
}

/** Near 0 a polynomial (Cephes' tanhf), because there 1 - 2 / (e^2|z| + 1) loses its digits. */
@inline
function tanh(z: v128): v128 {
  const square = f32x4.mul(z, z)
  let p = multiplyAdd(f32x4.splat(-5.70498872745e-3), square, f32x4.splat(2.06390887954e-2))
  p = multiplyAdd(p, square, f32x4.splat(-5.37397155531e-2))
  p = multiplyAdd(p, square, f32x4.splat(1.33314422036e-1))
  p = multiplyAdd(p, square, f32x4.splat(-3.33332819422e-1))
  const near = multiplyAdd(f32x4.mul(p, square), z, z)

  const size = f32x4.abs(z)
  const power = f32x4.add(exponential(f32x4.add(size, size)), ones())
  const far = f32x4.sub(ones(), f32x4.div(f32x4.splat(2), power))
  const signed = v128.or(far, v128.and(z, i32x4.splat(<i32>0x80000000)))
  return v128.bitselect(near, signed, f32x4.lt(size, f32x4.splat(0.625)))
}

/** 1 from 0 on, 0 below; NaN stays NaN: it equals not even itself. */
@inline
function step(z: v128): v128 {
  const value = v128.and(f32x4.ge(z, f32x4.splat(0)), ones())
  return v128.bitselect(value, z, f32x4.eq(z, z))
}

/** rows[0..bytes) = activation(rows[0..bytes)), in place. */
export function activate(rows: usize, bytes: usize, activation: i32): void {
  const end = rows + bytes
  if (activation == SIGMOID) {
    // four at a time: one alone would mostly wait for its own results
    for (; rows + 48 < end; rows += 64) {
      const a = sigmoid(v128.load(rows))
      const b = sigmoid(v128.load(rows, 16))
      const c = sigmoid(v128.load(rows, 32))
      const d = sigmoid(v128.load(rows, 48))
      v128.store(rows, a)
      v128.store(rows, b, 16)
      v128.store(rows, c, 32)
      v128.store(rows, d, 48)
    }
    for (; rows < end; rows += 16) v128.store(rows, sigmoid(v128.load(rows)))
  } else if (activation == RELU) {
    for (; rows < end; rows += 16) v128.store(rows, relu(v128.load(rows)))
  } else if (activation == TANH) {
    for (; rows < end; rows += 16) v128.store(rows, tanh(v128.load(rows)))
  } else if (activation == STEP) {
    for (; rows < end; rows += 16) v128.store(rows, step(v128.load(rows)))
  }
}

/** deltas *= activation'(z), in place; the derivative is written in the activation itself. */
export function multiplyByDerivative(
  deltas: usize,
  activations: usize,
  bytes: usize,
  activation: i32
): void {
  const end = deltas + bytes
  if (activation == SIGMOID) {
    for (; deltas < end; deltas += 16, activations += 16) {
      const a = v128.load(activations)
      const derivative = f32x4.mul(a, f32x4.sub(ones(), a))
      v128.store(deltas, f32x4.mul(v128.load(deltas), derivative))
    }
  } else if (activation == RELU) {
    for (; deltas < end; deltas += 16, activations += 16) {
      const active = f32x4.gt(v128.load(activations), f32x4.splat(0))
      v128.store(deltas, v128.and(v128.load(deltas), active))
    }
  } else if (activation == TANH) {
    for (; deltas < end; deltas += 16, activations += 16) {
      const a = v128.load(activations)
      const derivative = f32x4.sub(ones(), f32x4.mul(a, a))
      v128.store(deltas, f32x4.mul(v128.load(deltas), derivative))
    }
  } else if (activation == STEP) {
    memory.fill(deltas, 0, bytes)
  }
}
