import { describe, expect, it } from 'vitest'
import type { Examples } from '../engine'
import type { Network } from '../network'
import { compareSteps, inkExamples, numberExamples, plan } from './testing/comparison'

const TOLERANCE = 1e-5

/** One step over as many examples as there are shifts, each with its own. */
function errorWithShifts(network: Network, examples: Examples, reach: number): number {
  const side = 2 * reach + 1
  const shifts = Int8Array.from({ length: 2 * examples.count }, (_, i) => {
    const example = Math.floor(i / 2)
    return (i % 2 === 0 ? example % side : Math.floor(example / side) % side) - reach
  })
  const { moved, costs } = compareSteps(network, examples, plan(examples.count, { shifts }))
  return Math.max(moved, costs)
}

describe('shifted pictures agree with the reference', () => {
  /**
   * Rows of 1, 4, 6, 7 and 25 vectors: packed lists, and lists decoded for one pass and for
   * several.
   */
  const widths = [3, 16, 22, 28, 100]

  it.each(widths)('with ink at every edge, %i hidden neurons', (hidden) => {
    const network: Network = { layers: [35, hidden, 5], activation: 'sigmoid', output: 'softmax' }
    expect(errorWithShifts(network, inkExamples(network, 150, 7), 3)).toBeLessThan(TOLERANCE)
    expect(errorWithShifts(network, inkExamples(network, 150, 7, 90), 3)).toBeLessThan(TOLERANCE)
    expect(errorWithShifts(network, numberExamples(network, 150, 7), 3)).toBeLessThan(TOLERANCE)
  })

  it.each(widths)('with ink in the middle only, %i hidden neurons', (hidden) => {
    const network: Network = { layers: [100, hidden, 5], activation: 'sigmoid', output: 'softmax' }
    const examples = inkExamples(network, 50, 10, 60)
    for (let i = 0; i < examples.inputs.length; i++) {
      const [x, y] = [i % 10, Math.floor((i % 100) / 10)]
      if (x < 3 || x > 6 || y < 3 || y > 6) examples.inputs[i] = 0
    }
    expect(errorWithShifts(network, examples, 3)).toBeLessThan(TOLERANCE)
  })

  it('with so little ink that gaps must be bridged, moved out of the picture', () => {
    const network: Network = { layers: [2000, 16, 5], activation: 'sigmoid', output: 'softmax' }
    const examples = inkExamples(network, 121, 40, 0)
    for (let i = 0; i < examples.count; i++) {
      // one picture has no ink at all, one has it in the last pixel only
      for (let dot = 0; dot < i % 5; dot++) examples.inputs[i * 2000 + 1999 - dot * 397] = 1 + i
    }
    expect(errorWithShifts(network, examples, 5)).toBeLessThan(TOLERANCE)
  })

  it('with wide pictures, whose first gap is longer than a shift moves', () => {
    const network: Network = { layers: [2000, 6, 5], activation: 'sigmoid', output: 'softmax' }
    const examples = inkExamples(network, 49, 400, 0)
    for (let i = 0; i < examples.count; i++) examples.inputs[i * 2000 + 1400] = 255
    expect(errorWithShifts(network, examples, 3)).toBeLessThan(TOLERANCE)
  })

  it('ignores shifts where the inputs form no picture', () => {
    const network: Network = { layers: [30, 4, 3], activation: 'relu', output: 'sigmoid' }
    expect(errorWithShifts(network, inkExamples(network, 25), 2)).toBeLessThan(TOLERANCE)
    expect(errorWithShifts(network, numberExamples(network, 25), 2)).toBeLessThan(TOLERANCE)
  })
})
