import { expect, it } from 'vitest'
import { storedNumbers } from './stored-numbers'

const NUMBERS = [0.5, -3, 7, 0.25]
/** At an odd place in a larger buffer, as a message may bring them. */
const BYTES = new Uint8Array(1 + 4 * NUMBERS.length).subarray(1)
const view = new DataView(BYTES.buffer, BYTES.byteOffset)
NUMBERS.forEach((value, place) => view.setFloat32(place * 4, value, true))

it('reads what is stored, wherever it stands in its buffer', () => {
  expect([...storedNumbers(BYTES)]).toEqual(NUMBERS)
})

it('reads a part, and no more than there is', () => {
  expect([...storedNumbers(BYTES, 1, 2)]).toEqual([-3, 7])
  expect([...storedNumbers(BYTES, 3)]).toEqual([0.25])
  expect(() => storedNumbers(BYTES, 2, 3)).toThrow(RangeError)
})
