import { describe, expect, it } from 'vitest'
import { makeCurves, makeEpoch, makeRun } from '../../testing/runs'
import { orderLines, type CompareLine } from './compare-lines'
import { deltaOf, resultOf, type Delta, type ResultKind } from './results'

describe('results', () => {
  it('are what is stored', () => {
    const run = makeRun({ lastTestAccuracy: 0.9, bestTestAccuracy: 0.95, lastTestCost: 0.3 })
    const curves = {
      ...makeCurves(0, 0),
      epochs: [0.1, 0.8, 1].map((testAccuracy, epoch) => makeEpoch(epoch, { testAccuracy }))
    }
    expect(resultOf('final-accuracy', run, curves)).toBe(0.9)
    expect(resultOf('best-accuracy', run, curves)).toBe(0.95)
    expect(resultOf('test-cost', run, curves)).toBe(0.3)
    expect(resultOf('epochs-to-90', run, curves)).toBeCloseTo(1.5, 12)
    expect(resultOf('held-out-accuracy', run, curves)).toBeNull()
    expect(resultOf('epochs-to-90', run, undefined)).toBeNull()
  })

  it('are no cost where that is no longer a number', () => {
    const run = makeRun({ status: 'diverged', lastTestCost: 2, lastTrainingCost: 3 })
    expect(resultOf('test-cost', run, undefined)).toBeNull()
    expect(resultOf('training-cost', run, undefined)).toBeNull()
  })

  it.each<[ResultKind, number | null, number | null, Delta['verdict'] | null]>([
    ['final-accuracy', 0.95, 0.9, 'better'],
    ['final-accuracy', 0.9, 0.95, 'worse'],
    ['final-accuracy', 0.9519, 0.95, 'same'],
    ['test-cost', 0.2, 0.3, 'better'],
    ['test-cost', 0.301, 0.3, 'same'],
    ['epochs-to-95', 3, 2, 'worse'],
    ['epochs-to-95', 0.2, 0.9, 'same'],
    ['epochs-to-95', 0.2, 1, 'same'],
    ['engine-time', 1, 2, 'better'],
    ['engine-time', 10.4, 10, 'same'],
    ['engine-time', 0.14, 0.1, 'same'],
    ['engine-time', 0, 0, 'same'],
    ['test-cost', null, 0.3, null],
    ['test-cost', 0.3, null, null]
  ])('of %s: %s against %s is %s', (kind, own, baseline, verdict) => {
    expect(deltaOf(kind, own, baseline)?.verdict ?? null).toBe(verdict)
  })
})

it('counts no part of an epoch in which nothing was measured', () => {
  expect(deltaOf('epochs-to-95', 0.2, 2)?.difference).toBe(-1)
})

describe('the order of lines', () => {
  const lines = ['a', 'b', 'c', 'd'].map((key): CompareLine => ({
    key,
    label: key,
    runs: [],
    isRun: true,
    colour: 0,
    note: ''
  }))

  it('has the nearest first, and all others as they were', () => {
    expect(orderLines(lines, ['c', 'a']).map(({ key }) => key)).toEqual(['c', 'a', 'b', 'd'])
    expect(orderLines(lines, [])).toBe(lines)
  })
})
