import { network } from './layout'
import { multiplyAdd } from './vectors'

/*
 * Momentum, v <- momentum * v + g and W <- W - rate * v, without a buffer for the gradient g: the
 * velocity first decays, then the batch's gradient is added straight into it, then the parameters
 * follow it. The last pass of one step and the first of the next are made in one.
 */

/**
 * What is smaller becomes 0. A velocity that nothing feeds would otherwise end among numbers so
 * small that processors are slow with them, and stay there for ever.
 */
const SMALLEST: f32 = 7.888609052210118e-31 // 2^-100

/** momentum * v + pull * w, or 0. A comparison with NaN fails, so NaN stays. */
@inline
function decayed(v: v128, w: v128, momentum: v128, pull: v128, smallest: v128): v128 {
  const slower = multiplyAdd(pull, w, f32x4.mul(momentum, v))
  return v128.andnot(slower, f32x4.lt(f32x4.abs(slower), smallest))
}

/** From `at` to `end`: velocity = momentum * velocity + pull * parameter. */
function decayStretch(at: usize, end: usize, momentum: f32, pull: f32): void {
  const kept = f32x4.splat(momentum)
  const pulled = f32x4.splat(pull)
  const smallest = f32x4.splat(SMALLEST)
  const toVelocity = network.toVelocity
  for (; at < end; at += 16) {
    const velocity = at + toVelocity
    const v = decayed(v128.load(velocity), v128.load(at), kept, pulled, smallest)
    v128.store(velocity, v)
  }
}

/** From `at` to `end`: parameter -= rate * velocity. */
export function followVelocity(rate: f32): void {
  const minusRate = f32x4.splat(-rate)
  const toVelocity = network.toVelocity
  const end = network.weights + network.weightBytes + network.biasBytes
  for (let at = network.weights; at < end; at += 16) {
    v128.store(at, multiplyAdd(minusRate, v128.load(at + toVelocity), v128.load(at)))
  }
}

/** From `at` to `end`, both at once: first the parameters follow, then the velocity decays. */
function followAndDecayStretch(at: usize, end: usize, rate: f32, momentum: f32, pull: f32): void {
  const minusRate = f32x4.splat(-rate)
  const kept = f32x4.splat(momentum)
  const pulled = f32x4.splat(pull)
  const smallest = f32x4.splat(SMALLEST)
  const toVelocity = network.toVelocity
  for (; at < end; at += 64) {
    const velocity = at + toVelocity
    const v0 = v128.load(velocity)
    const v1 = v128.load(velocity, 16)
    const v2 = v128.load(velocity, 32)
    const v3 = v128.load(velocity, 48)
    const w0 = multiplyAdd(minusRate, v0, v128.load(at))
    const w1 = multiplyAdd(minusRate, v1, v128.load(at, 16))
    const w2 = multiplyAdd(minusRate, v2, v128.load(at, 32))
    const w3 = multiplyAdd(minusRate, v3, v128.load(at, 48))
    v128.store(at, w0)
    v128.store(at, w1, 16)
    v128.store(at, w2, 32)
    v128.store(at, w3, 48)
    v128.store(velocity, decayed(v0, w0, kept, pulled, smallest))
    v128.store(velocity, decayed(v1, w1, kept, pulled, smallest), 16)
    v128.store(velocity, decayed(v2, w2, kept, pulled, smallest), 32)
    v128.store(velocity, decayed(v3, w3, kept, pulled, smallest), 48)
  }
}

/** velocity = momentum * velocity + pull * parameter; the pull of the penalty spares the biases. */
export function decayVelocity(momentum: f32, pull: f32): void {
  const biases = network.weights + network.weightBytes
  decayStretch(network.weights, biases, momentum, pull)
  decayStretch(biases, biases + network.biasBytes, momentum, 0)
}

/** `followVelocity` and `decayVelocity` in one pass, to the same bits. */
export function followAndDecay(rate: f32, momentum: f32, pull: f32): void {
  const biases = network.weights + network.weightBytes
  followAndDecayStretch(network.weights, biases, rate, momentum, pull)
  followAndDecayStretch(biases, biases + network.biasBytes, rate, momentum, 0)
}
