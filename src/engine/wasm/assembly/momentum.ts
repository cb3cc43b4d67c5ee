import { network } from './layout'
import { multiplyAdd, None, One, Three, Two } from './vectors'

/*
 * Momentum, v <- momentum * v + g and W <- W - rate * v, without a buffer for the gradient g: first
 * the velocity decays, then the batch's gradient is added straight into it, then the parameters
 * follow it. The last pass of one step and the first of the next are made in one, to the same bits.
 *
 * The penalty's gradient, pull * w, is part of g. Where there is none, `Pull` is void.
 */

@inline
function decayed<Pull>(v: v128, w: v128, momentum: v128, pull: v128): v128 {
  const kept = f32x4.mul(momentum, v)
  return isVoid<Pull>() ? kept : multiplyAdd(pull, w, kept)
}

/** From `at` to `end`: velocity = momentum * velocity + pull * parameter. */
function decayStretch<Pull>(at: usize, end: usize, momentum: f32, pull: f32): void {
  const kept = f32x4.splat(momentum)
  const pulled = f32x4.splat(pull)
  const toVelocity = network.toVelocity
  for (; at < end; at += 16) {
    const velocity = at + toVelocity
    v128.store(velocity, decayed<Pull>(v128.load(velocity), v128.load(at), kept, pulled))
  }
}

/** What every step begins with. */
export function decayVelocity(momentum: f32, pull: f32): void {
  const weights = network.weights
  const biases = weights + network.weightBytes
  const end = biases + network.biasBytes
  if (pull != 0) {
    decayStretch<f32>(weights, biases, momentum, pull)
    decayStretch<void>(biases, end, momentum, 0)
  } else {
    decayStretch<void>(weights, end, momentum, 0)
  }
}

/** What every step ends with: parameter -= rate * velocity. */
export function followVelocity(rate: f32): void {
  const minusRate = f32x4.splat(-rate)
  const toVelocity = network.toVelocity
  const end = network.weights + network.weightBytes + network.biasBytes
  for (let at = network.weights; at < end; at += 16) {
    v128.store(at, multiplyAdd(minusRate, v128.load(at + toVelocity), v128.load(at)))
  }
}

/** Both, for the four parameters that lie N vectors behind `at`. */
@inline
function followAndDecayVector<N, Pull>(
  at: usize,
  velocity: usize,
  minusRate: v128,
  momentum: v128,
  pull: v128
): void {
  const v = v128.load(velocity, offsetof<N>())
  const w = multiplyAdd(minusRate, v, v128.load(at, offsetof<N>()))
  v128.store(at, w, offsetof<N>())
  v128.store(velocity, decayed<Pull>(v, w, momentum, pull), offsetof<N>())
}

function followAndDecayStretch<Pull>(
  at: usize,
  end: usize,
  rate: f32,
  momentum: f32,
  pull: f32
): void {
  const minusRate = f32x4.splat(-rate)
  const kept = f32x4.splat(momentum)
  const pulled = f32x4.splat(pull)
  let velocity = at + network.toVelocity
  for (; at < end; at += 64) {
    followAndDecayVector<None, Pull>(at, velocity, minusRate, kept, pulled)
    followAndDecayVector<One, Pull>(at, velocity, minusRate, kept, pulled)
    followAndDecayVector<Two, Pull>(at, velocity, minusRate, kept, pulled)
    followAndDecayVector<Three, Pull>(at, velocity, minusRate, kept, pulled)
    velocity += 64
  }
}

/** What lies between two steps: `followVelocity` of one, then `decayVelocity` of the next. */
export function followAndDecay(rate: f32, momentum: f32, pull: f32): void {
  const weights = network.weights
  const biases = weights + network.weightBytes
  const end = biases + network.biasBytes
  if (pull != 0) {
    followAndDecayStretch<f32>(weights, biases, rate, momentum, pull)
    followAndDecayStretch<void>(biases, end, rate, momentum, 0)
  } else {
    followAndDecayStretch<void>(weights, end, rate, momentum, 0)
  }
}
