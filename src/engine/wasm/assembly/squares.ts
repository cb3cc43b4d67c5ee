import { ones } from './exponential'
import { ExampleSet, Layer, network } from './layout'
import { lastVectorMask } from './softmax'
import { addToDoubles, sumOfDoubles } from './vectors'

/**
 * The sum over the examples order[0..count) of the squared differences (activation - target)^2, no
 * factor 1/2; deltas[count][outputs] = the derivative 2 (activation - target), padding 0. The
 * target is one-hot for Target = u8, a row of values for Target = f32.
 */
function squaredDifferences<Target>(set: ExampleSet, layer: Layer, order: usize, count: i32): f64 {
  const rowBytes = layer.rowBytes
  const last = rowBytes - 16
  const lastMask = lastVectorMask(layer.outputs)
  let activations = layer.activations
  let deltas = layer.deltas
  let sums = f64x2.splat(0)
  for (let place: usize = 0; place < <usize>count << 2; place += 4) {
    let label = i32x4.splat(0)
    let targets: usize = 0
    if (isInteger<Target>()) label = v128.load_splat<u32>(network.labels + place)
    else targets = set.targets + <usize>load<u32>(order + place) * rowBytes
    let outputs = i32x4(0, 1, 2, 3)
    let squares = f32x4.splat(0)
    for (let at: usize = 0; at < rowBytes; at += 16) {
      let target: v128
      if (isInteger<Target>()) target = v128.and(i32x4.eq(outputs, label), ones())
      else target = v128.load(targets + at)
      let difference = f32x4.sub(v128.load(activations + at), target)
      if (at == last) difference = v128.and(difference, lastMask)
      squares = f32x4.add(squares, f32x4.mul(difference, difference))
      v128.store(deltas + at, f32x4.add(difference, difference))
      outputs = i32x4.add(outputs, i32x4.splat(4))
    }
    sums = addToDoubles(sums, squares)
    activations += rowBytes
    deltas += rowBytes
  }
  return sumOfDoubles(sums)
}

/**
 * The summed cost of the chunk's examples; its derivatives by the activations become the deltas.
 */
export function squaredErrors(set: ExampleSet, layer: Layer, order: usize, count: i32): f64 {
  return set.targets
    ? squaredDifferences<f32>(set, layer, order, count)
    : squaredDifferences<u8>(set, layer, order, count)
}
