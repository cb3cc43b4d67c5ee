import { BYTES, ExampleSet, network } from './layout'
import { greyNumber } from './lists'

/** Copies `count` inputs to float32 numbers; bytes become value / 255. */
@inline
function copyNumbers(source: usize, target: usize, count: i32, bytes: bool): void {
  if (!bytes) {
    memory.copy(target, source, <usize>count << 2)
    return
  }
  for (let i: usize = 0; i < <usize>count; i++) {
    store<f32>(target + (i << 2), greyNumber(<usize>load<u8>(source + i)))
  }
}

/** Copies one picture moved by (dx, dy); what comes in from outside is 0, what leaves is lost. */
function copyShifted(
  source: usize,
  target: usize,
  size: i32,
  width: i32,
  dx: i32,
  dy: i32,
  bytes: bool
): void {
  memory.fill(target, 0, <usize>size << 2)
  const height = size / width
  const kept = width - abs(dx)
  if (kept <= 0) return
  const fromColumn = max(0, -dx)
  const toColumn = max(0, dx)
  const itemShift: usize = bytes ? 0 : 2
  for (let row = max(0, dy); row < min(height, height + dy); row++) {
    const from = <usize>((row - dy) * width + fromColumn)
    const to = <usize>(row * width + toColumn)
    copyNumbers(source + (from << itemShift), target + (to << 2), kept, bytes)
  }
}

/**
 * denseInputs[count][inputSize] = the inputs of the examples order[0..count), as float32; shifted
 * by shifts[count][dx, dy] unless that address is 0.
 */
export function gatherInputs(set: ExampleSet, order: usize, count: i32, shifts: usize): void {
  const bytes = set.form == BYTES
  const size = set.inputSize
  const exampleBytes = bytes ? <usize>size : <usize>size << 2
  let target = network.denseInputs
  for (let i = 0; i < count; i++) {
    const source = set.inputs + <usize>load<u32>(order + (<usize>i << 2)) * exampleBytes
    const dx = shifts ? <i32>load<i8>(shifts + (<usize>i << 1)) : 0
    const dy = shifts ? <i32>load<i8>(shifts + (<usize>i << 1), 1) : 0
    if (dx == 0 && dy == 0) copyNumbers(source, target, size, bytes)
    else copyShifted(source, target, size, set.imageWidth, dx, dy, bytes)
    target += network.denseRowBytes
  }
}
