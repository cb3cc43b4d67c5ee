import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { unpackDeletedRuns } from '../shared/packed'
import type { DeletedRun } from '../shared/library'
import {
  batch,
  checkpoint,
  lease,
  newRun,
  START_TIME,
  temporaryStore,
  type TemporaryStore
} from './testing/fixtures'

let temporary: TemporaryStore
beforeEach(() => {
  temporary = temporaryStore()
  for (let count = 0; count < 3; count++) {
    const { id } = temporary.store.createRun(newRun(), lease('me'))
    temporary.store.applyBatch(id, 'me', batch(1, { checkpoints: [checkpoint(1, 'schedule')] }))
    temporary.store.finish('me', [{ runId: id, status: 'stopped' }])
  }
})
afterEach(() => temporary.remove())

const deletedRuns = (): DeletedRun[] => unpackDeletedRuns(temporary.store.packedDeletedRuns())

const DAY = 24 * 3600 * 1000

describe('deleted runs', () => {
  it('are listed, the last deleted first, with the time that is left', () => {
    const { store, clock } = temporary
    const before = store.runSummary(3)
    store.deleteRuns([3])
    clock.time += DAY
    store.deleteRuns([1])
    expect(deletedRuns().map(({ id }) => id)).toEqual([1, 3])
    expect(deletedRuns()[1]).toEqual({
      ...before,
      deletedAt: new Date(START_TIME).toISOString(),
      keptUntil: new Date(START_TIME + 30 * DAY).toISOString()
    })
    expect(store.libraryCounts()).toEqual({ runs: 1, deletedRuns: 2 })
  })

  it('can be removed for good, with their weights; others never, and all or none', () => {
    const { store, database } = temporary
    store.deleteRuns([1, 3])
    expect(() => store.purgeRuns([1, 2])).toThrow('There is no run 2')
    expect(deletedRuns().map(({ id }) => id)).toEqual([3, 1])
    store.purgeRuns([1, 3])
    expect(deletedRuns()).toEqual([])
    expect(database.prepare('SELECT run_id FROM checkpoints').pluck().all()).toEqual([2])
    expect(() => store.restoreRuns([1])).toThrow('There is no run 1')
  })
})
