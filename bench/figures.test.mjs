import { describe, expect, it } from 'vitest'
import { evaluationFlops, meanInk, median, trainingFlops } from './figures.mjs'

describe('median', () => {
  it('is the middle one, whatever the order', () => {
    expect(median([2, 10, 1])).toBe(2)
  })

  it('leaves the numbers as they stand', () => {
    const numbers = [3, 1, 2]
    median(numbers)
    expect(numbers).toEqual([3, 1, 2])
  })
})

describe('what the work is counted as', () => {
  it('counts as ink whatever is not 0, an example', () => {
    expect(meanInk({ count: 2, inputs: new Uint8Array([0, 7, 255, 0, 0, 1]) })).toBe(1.5)
    expect(meanInk({ count: 1, inputs: new Float32Array([-0.5, 0, 0.25]) })).toBe(2)
  })

  it('multiplies and adds once a connection that carries ink', () => {
    // 3 of 10 inputs to 4 neurons, and those to 2
    expect(evaluationFlops([10, 4, 2], 3)).toBe(2 * (3 * 4 + 4 * 2))
  })

  it('goes back through the weights in every layer but the first', () => {
    expect(trainingFlops([10, 4, 2], 3)).toBe(2 * (2 * 3 * 4 + 3 * 4 * 2))
  })
})
