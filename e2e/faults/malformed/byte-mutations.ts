import { randomStream } from '../../../src/shared/random'

/** A number from 0 to below the limit, the same for the same seed. */
export type Draw = (limit: number) => number

export function drawFrom(seed: number): Draw {
  const random = randomStream(seed, 'noise')
  return (limit) => random.below(Math.max(1, limit))
}

export const pick = <Value>(values: readonly Value[], draw: Draw): Value =>
  values[draw(values.length)]

/** What a field of length or number may be said to be. */
const ENORMOUS = [0, 1, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff, 1_000_000_000]

const joined = (...parts: Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts))

type Change = (bytes: Uint8Array, place: number, length: number, draw: Draw) => Uint8Array

const CHANGES: Change[] = [
  (bytes, place) => bytes.slice(0, place),
  (bytes, place, length) => joined(bytes.slice(0, place), bytes.slice(place + length)),
  (bytes, place, length) => joined(bytes.slice(0, place + length), bytes.slice(place)),
  // a piece from elsewhere
  (bytes, place, length, draw) => {
    const from = draw(bytes.length)
    return joined(bytes.slice(0, place), bytes.slice(from, from + length), bytes.slice(place))
  },
  (bytes, place, _length, draw) => set(bytes, place, bytes[place] ^ (1 << draw(8))),
  (bytes, place, _length, draw) => set(bytes, place, draw(256)),
  (bytes, place) => set(bytes, place, 255),
  (bytes, place, length, draw) => bytes.slice().fill(draw(256), place, place + length),
  (bytes, place, _length, draw) => {
    if (bytes.length < place + 4) return bytes.slice(0, place)
    const changed = bytes.slice()
    new DataView(changed.buffer).setUint32(place, pick(ENORMOUS, draw), draw(2) === 0)
    return changed
  },
  // what editors and transfers by mail do
  (bytes) => joined(Uint8Array.of(0xef, 0xbb, 0xbf), bytes),
  (bytes) =>
    new Uint8Array(
      Buffer.from(Buffer.from(bytes).toString('latin1').replaceAll('\n', '\r\n'), 'latin1')
    )
]

function set(bytes: Uint8Array, place: number, value: number): Uint8Array {
  const changed = bytes.slice()
  changed[place] = value
  return changed
}

/** Bytes with one to four changes: bits turned, pieces cut off, left out, doubled or moved, lengths enormous. */
export function mutateBytes(bytes: Uint8Array, draw: Draw): Uint8Array {
  let mutated = bytes
  for (let times = draw(4); times >= 0 && mutated.length > 0; times--) {
    // the beginning says what the rest means: half of the changes are there
    const place = draw(draw(2) === 0 ? Math.min(64, mutated.length) : mutated.length)
    mutated = pick(CHANGES, draw)(mutated, place, 1 + draw(Math.min(64, mutated.length)), draw)
  }
  return mutated
}
