import { network } from './layout'
import { multiplyAdd } from './vectors'

/** 1 - beta1, 1 - beta2 and epsilon of engine/adam.ts. */
const NEW_IN_MEANS: f32 = 0.1
const NEW_IN_SQUARES: f32 = 0.001
const EPSILON: f32 = 1e-8
/** What is smaller becomes 0: processors are slow with the smallest numbers of all. */
const SMALLEST: f32 = 7.52316384526264e-37 // 2^-120

/** From `at` to `end`: one step of Adam; gradient = 0. */
function adamStretch(at: usize, end: usize, rate: f32, pull: f32): void {
  const minusRate = f32x4.splat(-rate)
  const pulled = f32x4.splat(pull)
  const newInMeans = f32x4.splat(NEW_IN_MEANS)
  const newInSquares = f32x4.splat(NEW_IN_SQUARES)
  const epsilon = f32x4.splat(EPSILON)
  const smallest = f32x4.splat(SMALLEST)
  const toGradient = network.toGradient
  const toMeans = network.toVelocity
  const toSquares = network.toSquares
  for (; at < end; at += 16) {
    const w = v128.load(at)
    const g = multiplyAdd(pulled, w, v128.load(at + toGradient))
    v128.store(at + toGradient, i32x4.splat(0))
    let m = v128.load(at + toMeans)
    m = multiplyAdd(newInMeans, f32x4.sub(g, m), m)
    m = v128.andnot(m, f32x4.lt(f32x4.abs(m), smallest))
    v128.store(at + toMeans, m)
    let v = v128.load(at + toSquares)
    v = multiplyAdd(newInSquares, f32x4.sub(f32x4.mul(g, g), v), v)
    v = v128.andnot(v, f32x4.lt(v, smallest))
    v128.store(at + toSquares, v)
    const way = f32x4.div(m, f32x4.add(f32x4.sqrt(v), epsilon))
    v128.store(at, multiplyAdd(minusRate, way, w))
  }
}

/**
 * One step along the gradient buffer, which is left empty. `rate` carries the correction of the
 * step's number (engine/adam.ts); the pull of the penalty spares the biases.
 */
export function stepByAdam(rate: f32, pull: f32): void {
  const biases = network.weights + network.weightBytes
  adamStretch(network.weights, biases, rate, pull)
  adamStretch(biases, biases + network.biasBytes, rate, 0)
}
