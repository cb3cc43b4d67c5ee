import { expect, it } from 'vitest'
import { packTestAnswers, unpackTestAnswers } from './test-set'

it('packed answers come out as they went in, wherever their bytes stand', () => {
  const answers = {
    count: 3,
    costs: Float64Array.of(0.1, NaN, Infinity),
    shares: Float32Array.of(0.5, 1, 0),
    gaps: Float32Array.of(0.25, 1, NaN),
    answers: Int16Array.of(7, 255, -1),
    labels: Uint8Array.of(0, 9, 255)
  }
  const packed = packTestAnswers(answers)
  const shifted = new Uint8Array(packed.length + 3)
  shifted.set(packed, 3)
  expect(unpackTestAnswers(shifted.subarray(3))).toEqual(answers)
  expect(() => unpackTestAnswers(packed.subarray(1))).toThrow(RangeError)
})
