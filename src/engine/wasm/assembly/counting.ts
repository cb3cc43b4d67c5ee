import { Layer, network } from './layout'

/**
 * How many of the first `count` rows of outputs answer their label: greater than every output
 * before it and not less than any after it. A comparison with NaN fails, so a NaN is never right.
 */
export function countRightAnswers(layer: Layer, count: i32): i32 {
  const rowBytes = layer.rowBytes
  const outputs = i32x4.splat(layer.outputs)
  let row = layer.activations
  let correct = 0
  for (let example = 0; example < count; example++, row += rowBytes) {
    const label = load<i32>(network.labels + (<usize>example << 2))
    const labels = i32x4.splat(label)
    const right = v128.load_splat<u32>(row + (<usize>label << 2))
    let lanes = i32x4(0, 1, 2, 3)
    let beaten = i32x4.splat(-1)
    for (let at: usize = 0; at < rowBytes; at += 16) {
      const other = v128.load(row + at)
      const notBefore = v128.and(f32x4.ge(right, other), i32x4.ge_s(lanes, labels))
      const padding = i32x4.ge_s(lanes, outputs)
      const holds = v128.or(f32x4.gt(right, other), v128.or(notBefore, padding))
      beaten = v128.and(beaten, holds)
      lanes = i32x4.add(lanes, i32x4.splat(4))
    }
    correct += i32(i32x4.all_true(beaten))
  }
  return correct
}
