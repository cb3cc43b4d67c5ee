/**
 * Stored numbers, wherever in their buffer they stand.
 * @param bytes float32, little-endian.
 * @param from The place of the first, counted in numbers.
 * @throws RangeError when there are fewer bytes than numbers are wanted.
 */
export function storedNumbers(
  bytes: Uint8Array,
  from = 0,
  count = bytes.byteLength / 4 - from
): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const numbers = new Float32Array(count)
  // a loop: Float32Array.from takes several times as long, and this runs while a slider moves
  for (let place = 0; place < count; place++) {
    numbers[place] = view.getFloat32((from + place) * 4, true)
  }
  return numbers
}
