import { describe, expect, it } from 'vitest'
import { makeRun } from '../../testing/runs'
import { columnsFor, withoutEffect } from './report-settings'

describe('the columns of a report', () => {
  it('leave the epochs to their own column, and count what does not fit', () => {
    expect(columnsFor(['batchSize', 'epochs', 'seed'])).toEqual({
      columns: ['batchSize', 'seed'],
      more: 0
    })
    const many = [
      'hiddenLayers',
      'cost',
      'batchSize',
      'learningRate',
      'epochs',
      'l2',
      'seed'
    ] as const
    expect(columnsFor(many)).toEqual({
      columns: ['hiddenLayers', 'cost', 'batchSize', 'learningRate'],
      more: 2
    })
  })
})

describe('settings without effect', () => {
  const { config } = makeRun()

  it('are those of an optimiser and a schedule that the run does not have', () => {
    expect(withoutEffect({ ...config, optimiser: 'adam', schedule: 'cosine' })).toEqual([
      'momentum',
      'scheduleEvery',
      'scheduleFactor'
    ])
    expect(withoutEffect({ ...config, optimiser: 'momentum', schedule: 'step' })).toEqual([])
  })
})
