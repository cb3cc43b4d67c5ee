import { describe, expect, it } from 'vitest'
import { changeAt, largestChanges, stepLengths, verdictOn, type StepNumbers } from './step-changes'
import { momentumOf, ruleInNumbers } from './update-formula'

const NUMBERS: StepNumbers = {
  before: Float32Array.of(1, -1, 0.5, 0, 0.25, 2),
  gradient: Float32Array.of(0.5, 0, -1, 0.25, 0, 0),
  after: Float32Array.of(0.75, -1, 1, -0.125, 0.25, 2),
  learningRate: 0.5,
  batchSize: 4
}
const MEAN = { reduction: 'mean', optimiser: 'plain', momentum: 0 } as const

describe('what a step did', () => {
  it('is told of one parameter beside what plain descent adds', () => {
    expect(changeAt(NUMBERS, MEAN, 2)).toEqual({
      index: 2,
      before: 0.5,
      gradient: -1,
      plain: 0.5,
      added: 0.5,
      after: 1
    })
    expect(changeAt(NUMBERS, { reduction: 'sum' }, 2).plain).toBe(2)
  })

  it('is ranked by size', () => {
    expect(largestChanges(NUMBERS, MEAN, 2).map(({ index }) => index)).toEqual([2, 0])
    expect(largestChanges(NUMBERS, MEAN, 9).map(({ index }) => index)).toEqual([2, 0, 3, 1, 4, 5])
  })

  it('has a length in each layer', () => {
    const [first, second] = stepLengths(NUMBERS, [1, 1, 2])
    expect(first).toBe(0.25)
    expect(second).toBe(Math.hypot(0.5, 0.125))
  })
})

describe('what momentum adds', () => {
  it('is what it remembered and the slope', () => {
    const change = { index: 0, before: 1, gradient: 0.5, plain: -0.25, added: -0.4, after: 0.6 }
    expect(momentumOf(change, NUMBERS, MEAN)).toEqual({
      remembered: 0.8 - 0.5,
      slope: 0.5,
      velocity: 0.8
    })
    expect(momentumOf(change, NUMBERS, { ...MEAN, reduction: 'sum' }).slope).toBe(2)
  })
})

it('sets the rule with numbers, and negative slopes in parentheses', () => {
  const change = changeAt(NUMBERS, MEAN, 2)
  expect(ruleInNumbers(change, NUMBERS, MEAN, String)).toBe('w\\leftarrow 0.5-0.5\\cdot (-1)=1')
  expect(ruleInNumbers(change, NUMBERS, { ...MEAN, reduction: 'sum' }, String)).toContain(
    '0.5\\cdot 4\\cdot (-1)'
  )
})

describe('the verdict on a step', () => {
  it.each([
    [-0.1, -0.095, 'kept'],
    [-0.1, -0.2, 'more'],
    [-0.1, -0.05, 'less'],
    [-0.1, 0.01, 'rose'],
    [0, 0, 'flat'],
    [0.1, -0.1, 'uphill'],
    [-0.1, NaN, 'broken']
  ] as const)('promised %d, came %d: %s', (promised, change, verdict) => {
    expect(verdictOn(promised, change)).toBe(verdict)
  })
})
