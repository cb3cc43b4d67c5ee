import { describe, expect, it } from 'vitest'
import type { Examples } from './engine'
import { readInputs } from './examples'
import { createInkReader } from './ink'

/** 2 x 3 pictures with much paper. */
const pictures: Examples = {
  count: 3,
  inputSize: 6,
  inputs: Uint8Array.of(0, 255, 0, 7, 0, 0, 9, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0),
  answers: { kind: 'classes', labels: new Uint8Array(3) },
  imageWidth: 2
}

describe('the ink of examples', () => {
  it.each([null, { dx: 1, dy: 0 }])(
    'is all of their inputs, read in turn, shifted by %j',
    (shift) => {
      const read = createInkReader(pictures)
      for (const index of [0, 1, 2, 0]) {
        const { inputs, places, count } = read(pictures, index, shift)
        const wanted = readInputs(pictures, index, shift)
        expect(inputs).toEqual(wanted)
        const filled = [...wanted.keys()].filter((place) => wanted[place] !== 0)
        expect([...places.subarray(0, count)]).toEqual(filled)
      }
    }
  )

  it('is that of numbers, too', () => {
    const numbers = { ...pictures, inputs: Float32Array.from(pictures.inputs, (grey) => grey / 2) }
    const { inputs, count } = createInkReader(numbers)(numbers, 0, null)
    expect([...inputs]).toEqual([0, 127.5, 0, 3.5, 0, 0])
    expect(count).toBe(2)
  })
})
