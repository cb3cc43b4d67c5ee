import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  batch,
  lease,
  newRun,
  temporaryStore,
  type TemporaryStore
} from '../store/testing/fixtures'
import { formatDuration, formatMoment } from './format'
import { runTable } from './run-table'

let temporary: TemporaryStore
beforeEach(() => {
  temporary = temporaryStore()
})
afterEach(() => temporary.remove())

describe('the table of runs', () => {
  it('has a line for each, with numbers that end at the same place', () => {
    const { store } = temporary
    store.createRun(newRun({ name: 'Steep\u001b[2J' }), lease('me'))
    store.applyBatch(1, 'me', batch(8))
    store.finish('me', [{ runId: 1, status: 'finished' }])
    store.createRun(newRun(), lease('me'))
    const begun = formatMoment('2025-03-01T12:00:00.000Z')
    expect(runTable(store.listRuns())).toEqual([
      'Run  Name       Status    Network       Epochs  Test accuracy     Best  Test cost  Begun',
      `  2  Run 2      queued    784-16-16-10    0/30              -        -          -  ${begun}`,
      `  1  Steep [2J  finished  784-16-16-10    8/30        90.00 %  90.00 %     0.1111  ${begun}`
    ])
  })
})

describe('durations and moments', () => {
  it('are written as on a clock', () => {
    expect([0, 7.4, 59.6, 3599, 3671].map(formatDuration)).toEqual([
      '0:00',
      '0:07',
      '1:00',
      '59:59',
      '1:01:11'
    ])
    expect(formatMoment(new Date(2025, 0, 5, 7, 3).toISOString())).toBe('2025-01-05 07:03')
  })
})
