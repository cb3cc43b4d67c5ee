import { describe, expect, it } from 'vitest'
import type { Examples } from '../../engine/engine'
import { drawSplit } from './split'
import { inTurn } from './testing/files'

const examples = (labels: number[]): Examples => ({
  count: labels.length,
  inputSize: 1,
  inputs: new Float32Array(labels.length),
  answers: { kind: 'classes', labels: Uint8Array.from(labels) },
  imageWidth: 0
})

describe('the draw of a test set', () => {
  it('takes the same share of each class, and each example once', () => {
    const { training, test } = drawSplit(examples(inTurn(100, 4)), 0.2, 7)
    expect(
      inTurn(4, 4).map((label) => [...test].filter((place) => place % 4 === label).length)
    ).toEqual([5, 5, 5, 5])
    expect([...training, ...test].toSorted((one, other) => one - other)).toEqual(inTurn(100, 100))
  })

  it('is the same for a seed, and another for another', () => {
    const draw = (seed: number): string =>
      drawSplit(examples(inTurn(100, 4)), 0.2, seed).test.join()
    expect(draw(1)).toBe(draw(1))
    expect(draw(1)).not.toBe(draw(2))
  })

  it('leaves each class an example for training, and never is empty', () => {
    const small = drawSplit(examples([0, 0, 0, 1, 1, 2]), 0.05, 1)
    expect(small.test).toHaveLength(1)
    expect([0, 1, 2]).toContain(small.test[0])
    const half = drawSplit(examples([0, 1, 2, 2]), 0.5, 1)
    expect([...half.training].slice(0, 2)).toEqual([0, 1])
  })

  it('of a curve takes the share of all', () => {
    const curve: Examples = {
      ...examples(inTurn(10, 10)),
      answers: { kind: 'values', targets: new Float32Array(10) }
    }
    expect(drawSplit(curve, 0.3, 1).test).toHaveLength(3)
  })
})
