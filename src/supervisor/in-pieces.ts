/** The bytes of all parts, one after the other, in pieces of that size; the last may be smaller. */
export function* inPieces(parts: readonly Uint8Array[], size: number): Generator<Uint8Array> {
  let piece = new Uint8Array(size)
  let filled = 0
  for (const part of parts) {
    for (let from = 0; from < part.length;) {
      const taken = part.subarray(from, from + size - filled)
      piece.set(taken, filled)
      filled += taken.length
      from += taken.length
      if (filled < size) continue
      yield piece
      piece = new Uint8Array(size)
      filled = 0
    }
  }
  if (filled > 0) yield piece.slice(0, filled)
}
