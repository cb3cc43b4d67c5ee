import { network } from './layout'
import { multiplyAdd, None, One, Three, Two } from './vectors'

/** 1 - beta1, 1 - beta2 and epsilon of engine/adam.ts. */
const NEW_IN_MEANS: f32 = 0.1
const NEW_IN_SQUARES: f32 = 0.001
const EPSILON: f32 = 1e-8

/**
 * For the four parameters that lie N vectors behind `at`: with the batch's gradient g and the
 * penalty's, m += (1 - beta1) (g - m) and v += (1 - beta2) (g^2 - v), which is the textbook's
 * beta m + (1 - beta) g in other words; then parameter -= rate * m / (sqrt(v) + epsilon). Where
 * there is no penalty, `Pull` is void.
 */
@inline
function stepVector<N, Pull>(
  at: usize,
  gradients: usize,
  means: usize,
  squares: usize,
  minusRate: v128,
  pull: v128
): void {
  const w = v128.load(at, offsetof<N>())
  let g = v128.load(gradients, offsetof<N>())
  if (!isVoid<Pull>()) g = multiplyAdd(pull, w, g)
  v128.store(gradients, i32x4.splat(0), offsetof<N>())
  let m = v128.load(means, offsetof<N>())
  m = multiplyAdd(f32x4.splat(NEW_IN_MEANS), f32x4.sub(g, m), m)
  v128.store(means, m, offsetof<N>())
  let v = v128.load(squares, offsetof<N>())
  v = multiplyAdd(f32x4.splat(NEW_IN_SQUARES), f32x4.sub(f32x4.mul(g, g), v), v)
  v128.store(squares, v, offsetof<N>())
  const way = f32x4.div(m, f32x4.add(f32x4.sqrt(v), f32x4.splat(EPSILON)))
  v128.store(at, multiplyAdd(minusRate, way, w), offsetof<N>())
}

/** From `at` to `end`, which are 64 bytes apart or a multiple of that. */
function stepStretch<Pull>(at: usize, end: usize, rate: f32, pull: f32): void {
  const minusRate = f32x4.splat(-rate)
  const pulled = f32x4.splat(pull)
  let gradients = at + network.toGradient
  let means = at + network.toVelocity
  let squares = at + network.toSquares
  for (; at < end; at += 64) {
    stepVector<None, Pull>(at, gradients, means, squares, minusRate, pulled)
    stepVector<One, Pull>(at, gradients, means, squares, minusRate, pulled)
    stepVector<Two, Pull>(at, gradients, means, squares, minusRate, pulled)
    stepVector<Three, Pull>(at, gradients, means, squares, minusRate, pulled)
    gradients += 64
    means += 64
    squares += 64
  }
}

/**
 * One step along the gradient buffer, which is left empty. `rate` carries the correction of the
 * step's number (engine/adam.ts); the pull of the penalty spares the biases.
 */
export function stepByAdam(rate: f32, pull: f32): void {
  const biases = network.weights + network.weightBytes
  const end = biases + network.biasBytes
  if (pull != 0) {
    stepStretch<f32>(network.weights, biases, rate, pull)
    stepStretch<void>(biases, end, rate, 0)
  } else {
    stepStretch<void>(network.weights, end, rate, 0)
  }
}
