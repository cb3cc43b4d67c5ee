import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { PRESETS } from '../shared/presets'
import { purgeDeletedRuns } from './purge'
import { LONGEST_LEASE, type NewRun } from './store-api'
import { lease, newRun, START_TIME, temporaryStore, type TemporaryStore } from './testing/fixtures'

let temporary: TemporaryStore
beforeEach(() => {
  temporary = temporaryStore()
})
afterEach(() => temporary.remove())

const withRates = (rates: number[]): NewRun[] =>
  rates.map((learningRate) => newRun({ config: { ...PRESETS.plain, learningRate } }))

describe('a sweep', () => {
  it('is made of queued runs in their order, all claimed', () => {
    const { store } = temporary
    store.createRun(newRun(), lease('me'))
    const sweep = store.createSweep({ name: 'Rates', runs: withRates([3, 1, 2]) }, lease('me'))
    expect(sweep).toEqual({
      id: 1,
      name: 'Rates',
      createdAt: '2025-03-01T12:00:00.000Z',
      runIds: [2, 3, 4]
    })
    const [last, , first, single] = store.listRuns()
    expect(first).toMatchObject({ id: 2, name: 'Run 2', status: 'queued', sweepId: 1 })
    expect(last.config.learningRate).toBe(2)
    expect(single.sweepId).toBeNull()
    expect(store.renewLeases([2, 3, 4], lease('me'))).toEqual([2, 3, 4])
  })

  it('is created wholly or not at all', () => {
    const { store, database } = temporary
    const runs = [newRun(), newRun({ totalSteps: 1.5 })]
    expect(() => store.createSweep({ name: 'Broken', runs }, lease('me'))).toThrow()
    const tooLong = { owner: 'me', expiresAt: START_TIME + LONGEST_LEASE + 1 }
    expect(() => store.createSweep({ name: 'Long', runs: [newRun()] }, tooLong)).toThrow(RangeError)
    expect(store.listRuns()).toEqual([])
    expect(database.prepare('SELECT count(*) FROM sweeps').pluck().get()).toBe(0)
  })

  it('is listed, the newest first, with the runs that are left of it', () => {
    const { store, database, clock } = temporary
    store.createSweep({ name: 'First', runs: withRates([1, 2]) }, lease('me'))
    store.createSweep({ name: 'Second', runs: withRates([1, 2]) }, lease('me'))
    const listed = (): unknown => store.listSweeps().map(({ name, runIds }) => [name, runIds])
    const both = [
      ['Second', [3, 4]],
      ['First', [1, 2]]
    ]
    expect(listed()).toEqual(both)
    const stopped = [1, 2, 3, 4].map((runId) => ({ runId, status: 'stopped' }) as const)
    store.finish('me', stopped)
    store.deleteRuns([1, 2, 4])
    expect(listed()).toEqual([['Second', [3]]])
    store.restoreRuns([1, 2, 4])
    expect(listed()).toEqual(both)

    store.deleteRuns([1, 2, 4])
    store.purgeRuns([1, 2, 4])
    purgeDeletedRuns({ database, now: () => clock.time })
    expect(listed()).toEqual([['Second', [3]]])
    expect(database.prepare('SELECT name FROM sweeps').pluck().all()).toEqual(['Second'])
    // and its number is not used again
    const later = store.createSweep({ name: 'Third', runs: [newRun()] }, lease('me', clock.time))
    expect(later.id).toBe(3)
  })
})

describe('runs that end together', () => {
  it('are stored in one go, but for those that somebody else holds now', () => {
    const { store, clock } = temporary
    store.createSweep({ name: 'Three', runs: withRates([1, 2, 3]) }, lease('me'))
    clock.time += 20_000
    store.claim(2, lease('other', clock.time))
    store.finish('me', [
      { runId: 1, status: 'stopped' },
      { runId: 2, status: 'stopped' },
      { runId: 3, status: 'interrupted' }
    ])
    expect(store.listRuns().map(({ status }) => status)).toEqual([
      'interrupted',
      'queued',
      'stopped'
    ])
  })
})
