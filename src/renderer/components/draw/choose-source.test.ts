import { describe, expect, it } from 'vitest'
import type { RunStatus, RunSummary } from '../../../shared/run'
import { makeRun } from '../../testing/runs'
import {
  answeringRuns,
  queryOf,
  runsWithWeights,
  sourcesToOpen,
  sourceToAdd
} from './choose-source'

function run(id: number, status: RunStatus): RunSummary {
  return makeRun({ id, status, lastTestAccuracy: status === 'queued' ? null : 0.9 })
}

const all = [run(9, 'queued'), run(8, 'running'), run(5, 'finished'), run(2, 'stopped')]
const runs = answeringRuns(all)

describe('answeringRuns', () => {
  it('leaves out runs that have not begun', () => {
    expect(answeringRuns(all).map(({ id }) => id)).toEqual([8, 5, 2])
  })

  it('leaves out a network that looks at no pictures', () => {
    const points = { ...run(3, 'finished'), layers: [2, 8, 2] }
    expect(answeringRuns([points])).toEqual([])
    expect(runsWithWeights([points])).toEqual([points])
  })

  it('leaves out a run that was stopped before its first test: it has no weights', () => {
    expect(answeringRuns([{ ...run(3, 'stopped'), lastTestAccuracy: null }])).toEqual([])
  })
})

describe('sourcesToOpen', () => {
  it('opens what the address names', () => {
    expect(sourcesToOpen(runs, { run: '2', checkpoint: '31' })).toEqual([
      { runId: 2, checkpoint: 31 }
    ])
    expect(sourcesToOpen(runs, { run: '2' })).toEqual([{ runId: 2, checkpoint: 'last' }])
    expect(sourcesToOpen(runs, { run: '8' })).toEqual([{ runId: 8, checkpoint: 'live' }])
  })

  it('opens those beside it, each with its checkpoint, four at most', () => {
    const sources = sourcesToOpen(runs, { run: '2', beside: '5.7,8,99,x,2.1,5' })
    expect(sources).toEqual([
      { runId: 2, checkpoint: 'last' },
      { runId: 5, checkpoint: 7 },
      { runId: 8, checkpoint: 'live' },
      { runId: 2, checkpoint: 1 }
    ])
    expect(queryOf(sources)).toEqual({ run: '2', checkpoint: undefined, beside: '5.7,8,2.1' })
    expect(sourcesToOpen(runs, queryOf(sources) as Record<string, string>)).toEqual(sources)
  })

  it('opens the newest finished run otherwise', () => {
    const newest = { runId: 5, checkpoint: 'last' }
    expect(sourcesToOpen(runs, {})).toEqual([newest])
    for (const id of ['77', '9', 'x', '-1', '1.5', ['8']]) {
      expect(sourcesToOpen(runs, { run: id, checkpoint: '31' })).toEqual([newest])
    }
  })

  it('opens the newest that has begun where none is finished, and nothing where there is none', () => {
    expect(sourcesToOpen([run(2, 'stopped')], {})[0].runId).toBe(2)
    expect(sourcesToOpen([], {})).toEqual([])
    expect(queryOf([])).toEqual({ run: undefined, checkpoint: undefined, beside: undefined })
  })
})

describe('sourceToAdd', () => {
  it('is the newest run that is not shown yet, or else one of them again', () => {
    const shown = [{ runId: 8, checkpoint: 'live' as const }]
    expect(sourceToAdd(runs, shown)?.runId).toBe(5)
    const everyone = [8, 5, 2].map((runId) => ({ runId, checkpoint: 'last' as const }))
    expect(sourceToAdd(runs, everyone)?.runId).toBe(8)
    expect(sourceToAdd([], [])).toBeUndefined()
  })
})
