import { ExampleSet, network } from './layout'
import { greyNumber } from './lists'

/** The list that `openList` found: entries from `listStart` to `listEnd` … */
export let listStart: usize = 0
export let listEnd: usize = 0
/** … of {u32 row offset, f32 value} where true, else packed entries as above … */
export let listDecoded: bool = false
/** … of rows that begin this many bytes after the first row of weights. */
export let listDisplacement: usize = 0

/**
 * Columns (in bytes of a row) that one pass over a packed list serves; wider rows are decoded
 * first.
 */
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
  useDecoded(target)
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
  useDecoded(target)
}

/** Opens the decoded list that ends here. */
function useDecoded(end: usize): void {
  listStart = network.decodedList
  listEnd = end
  listDecoded = true
}
