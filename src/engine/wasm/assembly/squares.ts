import { ones } from './exponential'
import { ExampleSet, Layer, network, SIGMOID } from './layout'
import { lastVectorMask } from './softmax'
import { addToDoubles, sumOfDoubles } from './vectors'

/**
 * Cost and deltas of the sum of squared differences (activation - target)^2, no factor 1/2.
 * `byClass` and `curved` are known when compiling: the target is one-hot or a row of values, the
 * output is a sigmoid or linear. Returns the sum of the costs of all examples.
 */
@inline
function squaredErrors(
  byClass: bool,
  curved: bool,
  set: ExampleSet,
  layer: Layer,
  order: usize,
  count: i32
): f64 {
  const rowBytes = layer.rowBytes
  const lastMask = lastVectorMask(layer.outputs)
  const two = f32x4.splat(2)
  let activations = layer.activations
  let deltas = layer.deltas
  let sums = f64x2.splat(0)
  for (let example = 0; example < count; example++) {
    const place = <usize>example << 2
    const label = i32x4.splat(byClass ? load<i32>(network.labels + place) : 0)
    const targets: usize = byClass ? 0 : set.targets + <usize>load<u32>(order + place) * rowBytes
    let lanes = i32x4(0, 1, 2, 3)
    let squares = f32x4.splat(0)
    for (let at: usize = 0; at < rowBytes; at += 16) {
      const a = v128.load(activations + at)
      const target = byClass
        ? v128.and(i32x4.eq(lanes, label), ones())
        : v128.load(targets + at)
      let difference = f32x4.sub(a, target)
      if (at + 16 == rowBytes) difference = v128.and(difference, lastMask)
      squares = f32x4.add(squares, f32x4.mul(difference, difference))
      let delta = f32x4.mul(difference, two)
      if (curved) delta = f32x4.mul(delta, f32x4.mul(a, f32x4.sub(ones(), a)))
      v128.store(deltas + at, delta)
      lanes = i32x4.add(lanes, i32x4.splat(4))
    }
    sums = addToDoubles(sums, squares)
    activations += rowBytes
    deltas += rowBytes
  }
  return sumOfDoubles(sums)
}

/** The sum of the costs of the chunk's examples order[0..count); writes the output layer's deltas. */
export function squaredErrorsOf(set: ExampleSet, layer: Layer, order: usize, count: i32): f64 {
  if (set.targets == 0) {
    return layer.activation == SIGMOID
      ? squaredErrors(true, true, set, layer, order, count)
      : squaredErrors(true, false, set, layer, order, count)
  }
  return layer.activation == SIGMOID
    ? squaredErrors(false, true, set, layer, order, count)
    : squaredErrors(false, false, set, layer, order, count)
}
