import { renderToString } from 'katex'
import { describe, expect, it } from 'vitest'
import { texFactor, texNumber, toTex, toText } from './formula-pieces'
import {
  biasSlopeInNumbers,
  hiddenErrorInNumbers,
  inLetters,
  outputErrorInNumbers,
  weightSlopeInNumbers
} from './formulas'
import { FORMULAS, partOf, stagesOf } from './stages'

const write = String

describe('formulas with numbers', () => {
  it('find the error of an output', () => {
    const error = { neuron: 3, a: 0.2, wanted: 1, steepness: 0.16, delta: -0.256 }
    expect(toText(outputErrorInNumbers(error, write))).toBe('-0.256 = 2 (0.2 − 1) × 0.16')
    const softmax = { ...error, steepness: null, delta: -0.8 }
    expect(toText(outputErrorInNumbers(softmax, write))).toBe('-0.8 = 0.2 − 1')
  })

  it('send errors back, the first ones written out', () => {
    const sentBack = [
      { neuron: 1, weight: -2, delta: 0.5, product: -1 },
      { neuron: 0, weight: 1, delta: 0.5, product: 0.5 },
      { neuron: 2, weight: 1, delta: 0.25, product: 0.25 }
    ]
    const error = { layer: 1, neuron: 0, sentBack, sum: -0.25, steepness: 0.25, delta: -0.0625 }
    expect(toText(hiddenErrorInNumbers(error, write))).toBe(
      '-0.0625 = (-2 × 0.5 + 1 × 0.5 + …) × 0.25 = -0.25 × 0.25'
    )
    const few = { ...error, sentBack: sentBack.slice(0, 2) }
    expect(toText(hiddenErrorInNumbers(few, write))).not.toContain('…')
  })

  it('make slopes of what came in and the error', () => {
    expect(toText(weightSlopeInNumbers({ input: 0.5, delta: -0.25 }, write))).toBe(
      '-0.125 = 0.5 × -0.25'
    )
    expect(toText(biasSlopeInNumbers(-0.25, write))).toBe('-0.25 = -0.25')
  })
})

describe('a term', () => {
  it('lights up, in letters and in numbers, and it alone', () => {
    for (const name of FORMULAS) {
      for (const isSoftmax of [true, false]) {
        const letters = inLetters(name, isSoftmax)
        const lit = toTex(letters, 'delta')
        expect(lit.match(/htmlClass\{lit\}/g)).toHaveLength(1)
        expect(toTex(letters, null)).not.toContain('lit')
      }
    }
  })

  it('leaves a formula that can be set', () => {
    const trust = ({ command }: { command: string }): boolean => command === '\\htmlClass'
    for (const name of FORMULAS) {
      const tex = toTex(inLetters(name, false), 'delta')
      expect(renderToString(tex, { throwOnError: true, trust })).toContain('enclosing lit')
    }
  })
})

describe('written numbers', () => {
  it('are set as numbers', () => {
    expect(texNumber('-0.25')).toBe('-0.25')
    expect(texNumber('13,002')).toBe('13{,}002')
    expect(texNumber('1.2E-5')).toBe('1.2\\cdot 10^{-5}')
    expect(texNumber('NaN')).toBe('\\text{NaN}')
  })

  it('stand in parentheses as factors where they would be misread', () => {
    expect(texFactor('0.5')).toBe('0.5')
    expect(texFactor('-0.5')).toBe('(-0.5)')
    expect(texFactor('1.2E-5')).toBe('(1.2\\cdot 10^{-5})')
  })
})

describe('the stages of a step', () => {
  it('send no error further back where nothing is hidden', () => {
    expect(stagesOf([784, 10])).not.toContain('delta-hidden')
    expect(stagesOf([784, 16, 10])).toHaveLength(9)
  })

  it('show the four formulas in one part', () => {
    expect(FORMULAS.map(partOf)).toEqual(Array(4).fill('backward'))
    expect(partOf('cost')).toBe('cost')
  })
})
