import { describe, expect, it } from 'vitest'
import { PRESETS } from '../../shared/presets'
import { MAX_SWEEP_RUNS, type SweepAxis } from '../../shared/sweep'
import { planSweep, readAxis, suggestedValues, SWEEP_FIELDS } from './sweep-draft'

const base = PRESETS.plain

describe('readAxis', () => {
  it('reads numbers between commas, the same one once', () => {
    expect(readAxis({ field: 'learningRate', text: '0.1, 1;3 0.10' }, base).axis).toEqual({
      field: 'learningRate',
      values: [0.1, 1, 3]
    })
  })

  it('reads sizes of layers between hyphens, and none', () => {
    expect(readAxis({ field: 'hiddenLayers', text: 'none, 16, 32-16' }, base).axis?.values).toEqual(
      [[], [16], [32, 16]]
    )
  })

  it('reads shares in per cent, and choices by their names', () => {
    expect(readAxis({ field: 'shuffledLabels', text: '0, 50%' }, base).axis?.values).toEqual([
      0, 0.5
    ])
    expect(readAxis({ field: 'activation', text: 'relu, tanh' }, base).axis?.values).toEqual([
      'relu',
      'tanh'
    ])
  })

  it('names the value that will not do', () => {
    expect(readAxis({ field: 'batchSize', text: '10, 2.5' }, base).problem).toMatchObject({
      kind: 'value',
      value: '2.5',
      problem: { problem: 'not-whole' }
    })
    expect(readAxis({ field: 'activation', text: 'relu, cubic' }, base).problem).toMatchObject({
      value: 'cubic',
      problem: { problem: 'unknown-choice' }
    })
    expect(readAxis({ field: 'seed', text: ' , ' }, base).problem).toEqual({ kind: 'empty' })
  })

  it('does not take a thousands separator for two values', () => {
    expect(readAxis({ field: 'subset', text: '60,000' }, base).problem).toMatchObject({
      value: '000'
    })
  })
})

describe('planSweep', () => {
  const rates: SweepAxis = { field: 'learningRate', values: [1, 2] }

  it('combines all values, the last axis fastest', () => {
    const { configs } = planSweep(base, [rates, { field: 'batchSize', values: [10, 100] }])
    expect(configs.map(({ learningRate, batchSize }) => [learningRate, batchSize])).toEqual([
      [1, 10],
      [1, 100],
      [2, 10],
      [2, 100]
    ])
  })

  it('leaves out runs that would be the same, since what varies has no effect there', () => {
    const plan = planSweep(base, [
      { field: 'optimiser', values: ['plain', 'momentum'] },
      { field: 'momentum', values: [0.5, 0.9] }
    ])
    expect(plan.configs.map(({ optimiser, momentum }) => [optimiser, momentum])).toEqual([
      ['plain', 0],
      ['momentum', 0.5],
      ['momentum', 0.9]
    ])
    expect(plan.alike).toBe(1)
  })

  it('says when there are too many', () => {
    const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1)
    const seeds = (count: number): SweepAxis => ({ field: 'seed', values: upTo(count) })
    expect(planSweep(base, [seeds(MAX_SWEEP_RUNS)]).tooMany).toBe(false)
    expect(planSweep(base, [seeds(MAX_SWEEP_RUNS + 1)]).tooMany).toBe(true)
    expect(planSweep(base, [seeds(400), { field: 'epochs', values: upTo(400) }]).configs).toEqual(
      []
    )
  })
})

describe('suggestedValues', () => {
  it('make a sound axis of at least two values for every setting', () => {
    for (const field of SWEEP_FIELDS) {
      const { axis } = readAxis({ field, text: suggestedValues(field, base) }, base)
      expect(axis?.values.length, field).toBeGreaterThan(1)
    }
  })

  it('span a tenth to ten times the present rate', () => {
    expect(suggestedValues('learningRate', { ...base, learningRate: 0.3 })).toBe(
      '0.03, 0.09, 0.3, 0.9, 3'
    )
  })
})
