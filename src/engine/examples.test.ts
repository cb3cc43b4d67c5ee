import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { randomStream } from '../shared/random'
import type { Examples } from './engine'
import { readInputs } from './examples'
import type { Network } from './network'
import { createReferenceEngine } from './reference'
import { randomParameters, seeds } from './testing/arbitrary'
import { counting, plan } from './testing/plan'

interface Picture {
  width: number
  height: number
  seed: number
}

const pictures: fc.Arbitrary<Picture> = fc.record({
  width: fc.integer({ min: 1, max: 6 }),
  height: fc.integer({ min: 1, max: 6 }),
  seed: seeds
})
const shifts = fc.record({
  dx: fc.integer({ min: -7, max: 7 }),
  dy: fc.integer({ min: -7, max: 7 })
})

/** A picture full of ink, in which every pixel differs from paper. */
function inkOf({ width, height, seed }: Picture): Uint8Array {
  const random = randomStream(seed, 'noise')
  return Uint8Array.from({ length: width * height }, () => 1 + random.below(255))
}

function asExamples(inputs: Uint8Array, imageWidth: number): Examples {
  return {
    count: 1,
    inputSize: inputs.length,
    inputs,
    answers: { kind: 'classes', labels: Uint8Array.of(1) },
    imageWidth
  }
}

/** The picture cut out of a sheet of paper on which it lies, moved. */
function cutOut({ width, height }: Picture, ink: Uint8Array, dx: number, dy: number): Uint8Array {
  const margin = 7
  const sheetWidth = width + 2 * margin
  const sheet = new Uint8Array(sheetWidth * (height + 2 * margin))
  for (let y = 0; y < height; y++) {
    const row = ink.subarray(y * width, (y + 1) * width)
    sheet.set(row, (margin + y + dy) * sheetWidth + margin + dx)
  }
  const rows = Array.from({ length: height }, (_, y) => {
    const start = (margin + y) * sheetWidth + margin
    return [...sheet.subarray(start, start + width)]
  })
  return Uint8Array.from(rows.flat())
}

describe('a shifted picture', () => {
  it('is what a frame shows of it: what leaves vanishes, paper comes in', () => {
    fc.assert(
      fc.property(pictures, shifts, (picture, { dx, dy }) => {
        const ink = inkOf(picture)
        const moved = readInputs(asExamples(ink, picture.width), 0, { dx, dy })
        expect(Array.from(moved, (value) => Math.round(value * 255))).toEqual([
          ...cutOut(picture, ink, dx, dy)
        ])
      }),
      { seed: 1, numRuns: 300 }
    )
  })

  it('teaches what a picture that was drawn there would teach', () => {
    fc.assert(
      fc.property(pictures, shifts, (picture, { dx, dy }) => {
        const size = picture.width * picture.height
        const network: Network = { layers: [size, 3, 2], activation: 'tanh', output: 'softmax' }
        const ink = inkOf(picture)
        const learn = (inputs: Uint8Array, moves: Int8Array | null): Float32Array => {
          const engine = createReferenceEngine(network)
          engine.load(randomParameters(network, picture.seed), null)
          const set = engine.addExamples(asExamples(inputs, picture.width))
          engine.train(set, plan(counting(1), { shifts: moves }))
          return engine.parameters()
        }
        expect(learn(ink, Int8Array.of(dx, dy))).toEqual(learn(cutOut(picture, ink, dx, dy), null))
      }),
      { seed: 2 }
    )
  })

  it('stays where the inputs form no picture', () => {
    const ink = inkOf({ width: 3, height: 2, seed: 1 })
    const still = readInputs(asExamples(ink, 0), 0, null)
    expect(readInputs(asExamples(ink, 0), 0, { dx: 1, dy: 1 })).toEqual(still)
  })
})
