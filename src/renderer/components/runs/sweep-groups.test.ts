import { describe, expect, it } from 'vitest'
import { makeRun } from '../../testing/runs'
import { areSameParts, groupBySweep, sweepProgress, sweepValue } from './sweep-groups'

const sweep = { id: 7, name: 'Rates', createdAt: '2025-04-03T09:30:00.000Z', runIds: [2, 3] }
const lone = makeRun({ id: 1 })
const first = makeRun({ id: 2, sweepId: 7 })
const second = makeRun({ id: 3, sweepId: 7 })
const newest = makeRun({ id: 4 })

const ids = (...parameters: Parameters<typeof groupBySweep>): unknown =>
  groupBySweep(...parameters).map((part) => [part.sweep?.id, part.runIds])

describe('groupBySweep', () => {
  it('gathers the runs of a sweep where its first run stands', () => {
    expect(ids([newest, second, lone, first], [sweep])).toEqual([
      [undefined, [4]],
      [7, [3, 2]],
      [undefined, [1]]
    ])
  })

  it('puts them in the order of the sweep, if asked to', () => {
    expect(ids([second, first], [sweep], { inOrder: true })).toEqual([[7, [2, 3]]])
  })

  it('leaves runs of a sweep that is not known to themselves', () => {
    expect(ids([newest, second, first], [])).toEqual([[undefined, [4, 3, 2]]])
  })
})

describe('groupBySweep by what the row of a sweep shows', () => {
  const sorted = [newest, second, lone, first]

  it('lets a sweep stand before the run that it is told', () => {
    expect(ids(sorted, [sweep], { standing: () => 3 })).toEqual([
      [undefined, [4, 1]],
      [7, [3, 2]]
    ])
    expect(ids(sorted, [sweep], { standing: () => 0 })).toEqual([
      [7, [3, 2]],
      [undefined, [4, 1]]
    ])
  })

  it('puts the newer of two sweeps at one place first', () => {
    const other = { ...sweep, id: 8, runIds: [5] }
    const more = [makeRun({ id: 5, sweepId: 8 }), ...sorted]
    expect(ids(more, [sweep, other], { standing: () => 5 })).toEqual([
      [undefined, [4, 1]],
      [8, [5]],
      [7, [3, 2]]
    ])
  })

  it('leaves out what is not shown, and a sweep of which nothing is', () => {
    expect(ids(sorted, [sweep], { isShown: ({ id }) => id !== 2 && id !== 4 })).toEqual([
      [7, [3]],
      [undefined, [1]]
    ])
    expect(ids(sorted, [sweep], { isShown: ({ sweepId }) => sweepId === null })).toEqual([
      [undefined, [4, 1]]
    ])
  })
})

describe('areSameParts', () => {
  it('sees another order, another sweep and other runs', () => {
    const parts = [{ runIds: [4] }, { sweep, runIds: [3, 2] }]
    expect(areSameParts(parts, structuredClone(parts))).toBe(true)
    expect(areSameParts(parts, parts.toReversed())).toBe(false)
    expect(areSameParts(parts, [{ runIds: [4] }, { runIds: [3, 2] }])).toBe(false)
    expect(areSameParts(parts, [{ runIds: [4] }, { sweep, runIds: [2, 3] }])).toBe(false)
    expect(areSameParts(parts, [{ runIds: [4] }, { sweep, runIds: [3] }])).toBe(false)
  })
})

describe('sweepValue', () => {
  it('is what the row of a sweep shows: its name, the results of its best run, the time of all', () => {
    const better = { ...second, lastTestAccuracy: 0.96, bestTestAccuracy: 0.965, lastTestCost: 0.2 }
    const runs = [first, better]
    expect(sweepValue(sweep, runs, 'name')).toBe('Rates')
    expect(sweepValue(sweep, runs, 'last')).toBe(0.96)
    expect(sweepValue(sweep, runs, 'best')).toBe(0.965)
    expect(sweepValue(sweep, runs, 'cost')).toBe(0.2)
    expect(sweepValue(sweep, runs, 'time')).toBe(54)
  })

  it('is none without a best run, or any run', () => {
    expect(sweepValue(sweep, [{ ...first, status: 'diverged' }], 'cost')).toBeNull()
    expect(sweepValue(sweep, [], 'last')).toBeNull()
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
