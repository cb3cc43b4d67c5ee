import { ExampleSet, network } from './layout'

/**
 * Pictures as lists of their ink. An entry is 16 bits: the distance from the entry before (from
 * pixel 0 for the first one) in the high byte, the grey value in the low byte. A distance over 255
 * is bridged by entries of grey value 0. One picture of MNIST has about 150 entries.
 */
const LONGEST_STEP: u32 = 255

/** Grey value -> number: value / 255, float32. */
const GREY_VALUES = memory.data(256 * 4, 16)
for (let value: usize = 0; value < 256; value++) {
  store<f32>(GREY_VALUES + (value << 2), <f32>value / <f32>255)
}

/** The number that a grey value means, in all lanes. */
@inline
export function greyLanes(value: usize): v128 {
  return v128.load_splat<u32>(GREY_VALUES + (value << 2))
}

@inline
export function greyNumber(value: usize): f32 {
  return load<f32>(GREY_VALUES + (value << 2))
}

/**
 * Writes the lists of images[count][inputSize], one after the other from `entries` on; notes where
 * each starts (starts[0..count], the last one is the end) and its margins[count][left, top, right,
 * bottom], saturated at 255. A row of a picture is `width` bytes. Returns the end of the entries.
 */
export function encodeLists(
  images: usize,
  count: i32,
  inputSize: u32,
  width: u32,
  entries: usize,
  starts: usize,
  margins: usize
): usize {
  for (let i = 0; i < count; i++) {
    store<u32>(starts, <u32>entries)
    entries = encodeList(images, inputSize, width, entries, margins)
    images += <usize>inputSize
    starts += 4
    margins += 4
  }
  store<u32>(starts, <u32>entries)
  return entries
}

function encodeList(image: usize, inputSize: u32, width: u32, entries: usize, margins: usize): usize {
  let position: u32 = 0
  let before: u32 = 0
  let rowStart: u32 = 0
  let left = width
  let right: u32 = 0
  let top = inputSize
  let bottom: u32 = 0
  while (position < inputSize) {
    // eight empty pixels at once
    if (position + 8 <= inputSize && load<u64>(image + position) == 0) {
      position += 8
      continue
    }
    const stop = min(position + 8, inputSize)
    for (; position < stop; position++) {
      const value = <u32>load<u8>(image + position)
      if (value == 0) continue
      while (position - before > LONGEST_STEP) {
        store<u16>(entries, <u16>(LONGEST_STEP << 8))
        entries += 2
        before += LONGEST_STEP
      }
      store<u16>(entries, <u16>(((position - before) << 8) | value))
      entries += 2
      before = position
      while (position >= rowStart + width) rowStart += width
      const column = position - rowStart
      left = min(left, column)
      right = max(right, column)
      top = min(top, rowStart)
      bottom = rowStart
    }
  }
  if (left > right) {
    // no ink: it can be shifted anywhere
    store<u32>(margins, 0xffffffff)
    return entries
  }
  store<u8>(margins, <u8>min(left, 255))
  store<u8>(margins, <u8>min(top / width, 255), 1)
  store<u8>(margins, <u8>min(width - 1 - right, 255), 2)
  store<u8>(margins, <u8>min((inputSize - width - bottom) / width, 255), 3)
  return entries
}

/** Fetches the lists of order[0..count) into the cache: WebAssembly has no prefetch instruction. */
export function touchLists(set: ExampleSet, order: usize, count: i32): void {
  const end = order + (<usize>count << 2)
  let bits: u32 = 0
  for (; order < end; order += 4) {
    const start = set.inputs + (<usize>load<u32>(order) << 2)
    const last = <usize>load<u32>(start, 4)
    for (let at = <usize>load<u32>(start); at < last; at += 64) bits ^= load<u8>(at)
  }
  touched ^= bits
}
/** Keeps the optimiser from dropping the loads. */
let touched: u32 = 0

/** The list that `openList` found: entries from `listStart` to `listEnd` … */
export let listStart: usize = 0
export let listEnd: usize = 0
/** … of {u32 row offset, f32 value} where true, else packed entries as above … */
export let listDecoded: bool = false
/** … of rows that begin this many bytes after the first row of weights. */
export let listDisplacement: usize = 0

/** Columns (in bytes of a row) that one pass over a packed list serves; wider rows are decoded first. */
const PACKED_ROW_BYTES: usize = 6 * 16

/**
 * Finds an example's list and makes it ready to be walked over rows of `rowBytes`. A shift (dx, dy
 * at the address, or 0 for none) moves the rows instead of the ink, which costs nothing, unless
 * ink would leave the picture: then the list is decoded without that ink.
 */
export function openList(set: ExampleSet, example: u32, shift: usize, rowBytes: usize): void {
  const start = set.inputs + (<usize>example << 2)
  listStart = <usize>load<u32>(start)
  listEnd = <usize>load<u32>(start, 4)
  listDisplacement = 0
  listDecoded = false
  if (shift) {
    const dx = <i32>load<i8>(shift)
    const dy = <i32>load<i8>(shift, 1)
    const pixels = dy * set.imageWidth + dx
    // a bridging entry carries no ink, but its row, too, must exist
    const firstRow = <i32>load<u8>(listStart, 1) + pixels
    if (firstRow < 0 || !shiftFits(set.margins + (<usize>example << 2), dx, dy)) {
      decodeInside(set, dx, dy, rowBytes)
      return
    }
    listDisplacement = <usize>(pixels * <i32>rowBytes)
  }
  if (rowBytes > PACKED_ROW_BYTES) decode(rowBytes)
}

@inline
function shiftFits(margins: usize, dx: i32, dy: i32): bool {
  return (
    dx >= -(<i32>load<u8>(margins)) &&
    dy >= -(<i32>load<u8>(margins, 1)) &&
    dx <= <i32>load<u8>(margins, 2) &&
    dy <= <i32>load<u8>(margins, 3)
  )
}

/** Unpacks the open list once, for rows so wide that it is walked several times. */
function decode(rowBytes: usize): void {
  let offset: usize = 0
  let target = network.decodedList
  for (let at = listStart; at < listEnd; at += 2) {
    const entry = <usize>load<u16>(at)
    offset += (entry >>> 8) * rowBytes
    store<u32>(target, <u32>offset)
    store<f32>(target, greyNumber(entry & 255), 4)
    target += 8
  }
  listStart = network.decodedList
  listEnd = target
  listDecoded = true
}

/** Unpacks the open list shifted by (dx, dy), without the ink that leaves the picture. */
function decodeInside(set: ExampleSet, dx: i32, dy: i32, rowBytes: usize): void {
  const width = set.imageWidth
  const size = set.inputSize
  let position = 0
  let rowStart = 0
  let target = network.decodedList
  for (let at = listStart; at < listEnd; at += 2) {
    const entry = <i32>load<u16>(at)
    position += entry >>> 8
    while (position >= rowStart + width) rowStart += width
    const column = position - rowStart + dx
    const row = rowStart + dy * width
    if (column < 0 || column >= width || row < 0 || row >= size) continue
    store<u32>(target, <u32>(row + column) * <u32>rowBytes)
    store<f32>(target, greyNumber(entry & 255), 4)
    target += 8
  }
  listStart = network.decodedList
  listEnd = target
  listDecoded = true
}
