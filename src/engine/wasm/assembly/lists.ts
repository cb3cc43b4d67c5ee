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

/**
 * The row of weights that an entry is about, for the kernels that walk lists. Entry says how the
 * entries are kept: u16 for a packed list, where each row is found from the row before, and rows are
 * N vectors wide; u64 for a decoded one.
 */
@inline
export function rowOf<N, Entry>(entry: usize, rows: usize, before: usize): usize {
  if (sizeof<Entry>() == sizeof<u64>()) return rows + <usize>load<u32>(entry)
  return before + <usize>load<u8>(entry, 1) * offsetof<N>()
}

/** The entry's value, in all lanes. */
@inline
export function valueOf<Entry>(entry: usize): v128 {
  if (sizeof<Entry>() == sizeof<u64>()) return v128.load_splat<u32>(entry, 4)
  return v128.load_splat<u32>(<usize>load<u8>(entry) << 2, GREY_VALUES)
}

@inline
export function greyNumber(value: usize): f32 {
  return load<f32>(value << 2, GREY_VALUES)
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

function encodeList(
  image: usize,
  inputSize: u32,
  width: u32,
  entries: usize,
  margins: usize
): usize {
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
