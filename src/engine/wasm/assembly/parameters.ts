import { network } from './layout'
import { multiplyAdd, None, One, Three, Two } from './vectors'

/*
 * What is done to all parameters at once. Every stretch of them is a multiple of 64 bytes
 * (layout.ts), so each turn of a loop takes several vectors, which need not wait for each other.
 * `N` is how many vectors lie before the one that is meant.
 */

@inline
function shrinkVector<N>(at: usize, factor: v128): void {
  const w = v128.load(at, offsetof<N>())
  v128.store(at, multiplyAdd(factor, w, w), offsetof<N>())
}

/** weights -= amount * weights: the step that the L2 penalty alone would make. */
export function shrinkWeights(amount: f32): void {
  const factor = f32x4.splat(-amount)
  const end = network.weights + network.weightBytes
  for (let at = network.weights; at < end; at += 64) {
    shrinkVector<None>(at, factor)
    shrinkVector<One>(at, factor)
    shrinkVector<Two>(at, factor)
    shrinkVector<Three>(at, factor)
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

/** What `forgetTiny` takes for 0: 2^-100. */
const TINY: f32 = 7.888609052210118e-31

/**
 * Sets what is next to nothing to 0, among the numbers that lie `displacement` behind the
 * parameters. What decays with every step and is never fed again would end among numbers so small
 * that processors are slow with them, and stay there for ever. NaN is not smaller than anything.
 */
export function forgetTiny(displacement: usize): void {
  const tiny = f32x4.splat(TINY)
  const end = network.weights + network.weightBytes + network.biasBytes + displacement
  for (let at = network.weights + displacement; at < end; at += 16) {
    const x = v128.load(at)
    v128.store(at, v128.andnot(x, f32x4.lt(f32x4.abs(x), tiny)))
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
