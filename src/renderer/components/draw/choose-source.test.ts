import { describe, expect, it } from 'vitest'
import type { RunStatus, RunSummary } from '../../../shared/run'
import { makeRun } from '../../testing/runs'
import { answeringRuns, sourceToOpen } from './choose-source'

function run(id: number, status: RunStatus): RunSummary {
  return makeRun({ id, status, lastTestAccuracy: status === 'queued' ? null : 0.9 })
}

const runs = [run(9, 'queued'), run(8, 'running'), run(5, 'finished'), run(2, 'stopped')]

describe('answeringRuns', () => {
  it('leaves out runs that have not begun', () => {
    expect(answeringRuns(runs).map(({ id }) => id)).toEqual([8, 5, 2])
  })

  it('leaves out a run that was stopped before its first test: it has no weights', () => {
    expect(answeringRuns([{ ...run(3, 'stopped'), lastTestAccuracy: null }])).toEqual([])
  })
})

describe('sourceToOpen', () => {
  it('opens what the address names', () => {
    expect(sourceToOpen(runs, { run: '2', checkpoint: '31' })).toEqual({ runId: 2, checkpoint: 31 })
    expect(sourceToOpen(runs, { run: '2' })).toEqual({ runId: 2, checkpoint: 'last' })
    expect(sourceToOpen(runs, { run: '8' })).toEqual({ runId: 8, checkpoint: 'live' })
  })

  it('opens the newest finished run otherwise', () => {
    const newest = { runId: 5, checkpoint: 'last' }
    expect(sourceToOpen(runs, {})).toEqual(newest)
    for (const id of ['77', '9', 'x', '-1', '1.5', ['8']]) {
      expect(sourceToOpen(runs, { run: id, checkpoint: '31' })).toEqual(newest)
    }
  })

  it('opens the newest that has begun where none is finished, and nothing where there is none', () => {
    expect(sourceToOpen([run(3, 'queued'), run(2, 'stopped')], {})?.runId).toBe(2)
    expect(sourceToOpen([run(3, 'queued')], {})).toBeUndefined()
  })
})
