import { network } from './layout'
import { multiplyAdd } from './vectors'

/*
 * What the optimisers do with all parameters at once. Every stretch they walk is a multiple of 64
 * bytes (layout.ts), so each turn of a loop takes four vectors, which need not wait for each other.
 */

/** weights -= amount * weights: what the L2 penalty alone would do. */
export function shrinkWeights(amount: f32): void {
  const factor = f32x4.splat(-amount)
  const end = network.weights + network.weightBytes
  for (let at = network.weights; at < end; at += 64) {
    const w0 = v128.load(at)
    const w1 = v128.load(at, 16)
    const w2 = v128.load(at, 32)
    const w3 = v128.load(at, 48)
    v128.store(at, multiplyAdd(factor, w0, w0))
    v128.store(at, multiplyAdd(factor, w1, w1), 16)
    v128.store(at, multiplyAdd(factor, w2, w2), 32)
    v128.store(at, multiplyAdd(factor, w3, w3), 48)
  }
}

/** Every parameter -= rate * gradient; gradient = 0. */
export function stepAlongGradient(rate: f32): void {
  const minusRate = f32x4.splat(-rate)
  const toGradient = network.toGradient
  const end = network.weights + network.weightBytes + network.biasBytes
  for (let at = network.weights; at < end; at += 16) {
    const gradient = at + toGradient
    v128.store(at, multiplyAdd(minusRate, v128.load(gradient), v128.load(at)))
    v128.store(gradient, i32x4.splat(0))
  }
}

/** Whether every weight and bias is a finite number: 0 * x is 0 for those alone. */
export function parametersAreFinite(): bool {
  const end = network.weights + network.weightBytes + network.biasBytes
  let sum = f32x4.splat(0)
  for (let at = network.weights; at < end; at += 16) {
    sum = f32x4.add(sum, f32x4.mul(v128.load(at), f32x4.splat(0)))
  }
  return v128.all_true<u32>(f32x4.eq(sum, f32x4.splat(0)))
}
