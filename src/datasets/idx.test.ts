import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DownhillError } from '../shared/errors'
import { parseFloatIdx, parseIdx, toIdx } from './idx'

const HEADER = [0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3]
const FILE = Uint8Array.of(...HEADER, 1, 2, 3, 4, 5, 6)

function problemOf(bytes: Uint8Array): string {
  try {
    parseIdx(bytes, 'digits')
  } catch (error) {
    expect(error).toBeInstanceOf(DownhillError)
    if (error instanceof DownhillError) {
      expect(error.code).toBe('dataset-damaged')
      expect(error.values).toEqual({ file: 'digits' })
      return error.message
    }
  }
  return 'none'
}

describe('parseIdx', () => {
  it('reads dimensions and values', () => {
    expect(parseIdx(FILE, 'digits')).toEqual({
      dimensions: [2, 3],
      values: Uint8Array.of(1, 2, 3, 4, 5, 6)
    })
  })

  it('reads a file that is a part of a larger buffer', () => {
    const padded = Uint8Array.of(9, 9, 9, ...FILE, 9)
    expect(parseIdx(padded.subarray(3, 3 + FILE.length), 'digits').dimensions).toEqual([2, 3])
  })

  it('gives values whose slice is a copy, also of what a file system or zlib hands over', () => {
    const { values } = parseIdx(Buffer.from(FILE), 'digits')
    values.slice().fill(0)
    expect([...values]).toEqual([1, 2, 3, 4, 5, 6])
  })

  it('says what is wrong with a file', () => {
    expect(problemOf(Uint8Array.of(0, 0, 8))).toBe('digits is too short to be an IDX file.')
    expect(problemOf(Uint8Array.of(0, 1, 8, 1, 0, 0, 0, 0))).toBe('digits is not an IDX file.')
    expect(problemOf(Uint8Array.of(1, 0, 8, 1, 0, 0, 0, 0))).toBe('digits is not an IDX file.')
    expect(problemOf(Uint8Array.of(0, 0, 13, 1, 0, 0, 0, 0))).toBe('digits does not hold bytes.')
    expect(problemOf(Uint8Array.of(0, 0, 8, 0, 1))).toBe('digits has no dimensions.')
    expect(problemOf(FILE.subarray(0, 11))).toBe('digits ends within its header.')
    const sizes = (found: number): string =>
      `digits should hold 2 x 3 bytes of data, and holds ${found}.`
    expect(problemOf(FILE.subarray(0, 17))).toBe(sizes(5))
    expect(problemOf(Uint8Array.of(...FILE, 7))).toBe(sizes(7))
  })

  it('answers any bytes with a file or with a sentence', () => {
    const mutated = fc
      .tuple(fc.array(fc.tuple(fc.nat({ max: 17 }), fc.nat({ max: 255 }))), fc.nat({ max: 18 }))
      .map(([changes, length]) => {
        const bytes = FILE.slice()
        for (const [place, value] of changes) bytes[place] = value
        return bytes.subarray(0, length)
      })
    fc.assert(
      fc.property(fc.oneof(mutated, fc.uint8Array({ maxLength: 40 })), (bytes) => {
        if (problemOf(bytes) !== 'none') return
        const { dimensions, values } = parseIdx(bytes, 'digits')
        expect(dimensions.reduce((product, size) => product * size)).toBe(values.length)
      }),
      { seed: 1, numRuns: 2000 }
    )
  })
})

describe('a file of float32 numbers', () => {
  it('is read as it was written, to the bit', () => {
    const values = Float32Array.of(0, -0, 0.1, -1e-40, 3.4e38, 1)
    const bytes = toIdx([3, 2], values)
    // as the format says: kind 13, two dimensions, big-endian throughout
    expect([...bytes.subarray(0, 12)]).toEqual([0, 0, 13, 2, 0, 0, 0, 3, 0, 0, 0, 2])
    expect([...bytes.subarray(-4)]).toEqual([0x3f, 0x80, 0, 0])
    const read = parseFloatIdx(bytes, 'points')
    expect(read.dimensions).toEqual([3, 2])
    expect([...read.values].every((value, index) => Object.is(value, values[index]))).toBe(true)
  })

  it('is damaged where it holds no number, or is cut', () => {
    const bytes = toIdx([2], Float32Array.of(1, Number.NaN))
    expect(() => parseFloatIdx(bytes, 'points')).toThrow('else than a number at place 1')
    expect(() => parseFloatIdx(bytes.subarray(0, 15), 'points')).toThrow(
      'should hold 2 x 4 bytes of data, and holds 7'
    )
    expect(() => parseFloatIdx(FILE, 'points')).toThrow('does not hold float32 numbers')
    expect(() => parseIdx(bytes, 'points')).toThrow('does not hold bytes')
  })
})

it('writes bytes as they are published', () => {
  expect(toIdx([2, 3], Uint8Array.of(1, 2, 3, 4, 5, 6))).toEqual(FILE)
})
