import { network } from './layout'
import { multiplyAdd } from './vectors'

/** weights -= rate * penalty * weights: the step that the L2 penalty alone would make. */
export function shrinkWeights(amount: f32): void {
  const factor = f32x4.splat(-amount)
  const end = network.weights + network.weightBytes
  for (let at = network.weights; at < end; at += 16) {
    const w = v128.load(at)
    v128.store(at, multiplyAdd(factor, w, w))
  }
}

/** From `at` to `end`: parameter -= rate * gradient; gradient = 0. */
function descend(at: usize, end: usize, rate: f32): void {
  const minusRate = f32x4.splat(-rate)
  const toGradient = network.toGradient
  for (; at < end; at += 16) {
    const gradient = at + toGradient
    v128.store(at, multiplyAdd(minusRate, v128.load(gradient), v128.load(at)))
    v128.store(gradient, i32x4.splat(0))
  }
}

/**
 * From `at` to `end`: velocity = momentum * velocity + gradient + penalty * parameter;
 * parameter -= rate * velocity; gradient = 0.
 */
function descendWithMomentum(at: usize, end: usize, rate: f32, momentum: f32, penalty: f32): void {
  const minusRate = f32x4.splat(-rate)
  const kept = f32x4.splat(momentum)
  const pull = f32x4.splat(penalty)
  const toGradient = network.toGradient
  const toVelocity = network.toVelocity
  for (; at < end; at += 16) {
    const gradient = at + toGradient
    const velocity = at + toVelocity
    const parameter = v128.load(at)
    const slope = multiplyAdd(pull, parameter, v128.load(gradient))
    const v = multiplyAdd(kept, v128.load(velocity), slope)
    v128.store(velocity, v)
    v128.store(at, multiplyAdd(minusRate, v, parameter))
    v128.store(gradient, i32x4.splat(0))
  }
}

/** One step along the gradient buffer, which is left empty. The penalty spares the biases. */
export function stepAlongGradient(rate: f32, momentum: f32, penalty: f32): void {
  const weights = network.weights
  const biases = weights + network.weightBytes
  const end = biases + network.biasBytes
  if (momentum != 0) {
    descendWithMomentum(weights, biases, rate, momentum, penalty)
    descendWithMomentum(biases, end, rate, momentum, 0)
  } else {
    if (penalty != 0) shrinkWeights(rate * penalty)
    descend(weights, end, rate)
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
