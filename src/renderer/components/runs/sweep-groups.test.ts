import { describe, expect, it } from 'vitest'
import { makeRun } from '../../testing/runs'
import { groupBySweep, sweepProgress } from './sweep-groups'

const sweep = { id: 7, name: 'Rates', createdAt: '2025-04-03T09:30:00.000Z', runIds: [2, 3] }
const lone = makeRun({ id: 1 })
const first = makeRun({ id: 2, sweepId: 7 })
const second = makeRun({ id: 3, sweepId: 7 })
const newest = makeRun({ id: 4 })

const ids = (...parameters: Parameters<typeof groupBySweep>): unknown =>
  groupBySweep(...parameters).map((part) => [part.sweep?.id, part.runs.map(({ id }) => id)])

describe('groupBySweep', () => {
  it('gathers the runs of a sweep where its first run stands', () => {
    expect(ids([newest, second, lone, first], [sweep], false)).toEqual([
      [undefined, [4]],
      [7, [3, 2]],
      [undefined, [1]]
    ])
  })

  it('puts them in the order of the sweep, if asked to', () => {
    expect(ids([second, first], [sweep], true)).toEqual([[7, [2, 3]]])
  })

  it('leaves runs of a sweep that is not known to themselves', () => {
    expect(ids([newest, second, first], [], false)).toEqual([[undefined, [4, 3, 2]]])
  })
})

describe('sweepProgress', () => {
  it('counts what has ended, and measures what is done by steps', () => {
    const half = { ...second, status: 'running' as const, step: 90_000, lastTestAccuracy: 0.5 }
    expect(sweepProgress([first, half])).toEqual({
      ended: 1,
      count: 2,
      share: 0.75,
      underWay: true,
      best: first,
      engineSeconds: 54
    })
  })

  it('counts what was stopped early as done, and knows no best before a test', () => {
    const stopped = { ...first, status: 'stopped' as const, step: 0, lastTestAccuracy: null }
    expect(sweepProgress([stopped])).toMatchObject({ share: 1, underWay: false, best: undefined })
  })

  it('calls no run the best that diverged', () => {
    const diverged = { ...second, status: 'diverged' as const, lastTestAccuracy: 0.99 }
    expect(sweepProgress([diverged, first]).best).toBe(first)
    expect(sweepProgress([diverged]).best).toBeUndefined()
  })

  it('judges by what is held out, where all runs hold something out', () => {
    const config = { ...first.config, heldOut: 5000 }
    const a = { ...first, config, lastTestAccuracy: 0.9, lastHeldOutAccuracy: 0.8 }
    const b = { ...second, config, lastTestAccuracy: 0.8, lastHeldOutAccuracy: 0.9 }
    const waiting = { ...newest, config, lastTestAccuracy: null }
    expect(sweepProgress([a, b, waiting]).best).toBe(b)
    expect(sweepProgress([a, b, first]).best).toBe(first)
    expect(sweepProgress([waiting]).best).toBeUndefined()
  })
})
