import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { PRESETS } from '../shared/presets'
import { purgeDeletedRuns } from './purge'
import { DELETED_RUNS_KEPT } from './store-api'
import {
  batch,
  checkpoint,
  lease,
  LEASE_TIME,
  metrics,
  newRun,
  point,
  START_TIME,
  temporaryStore,
  type TemporaryStore
} from './testing/fixtures'

let temporary: TemporaryStore
beforeEach(() => {
  temporary = temporaryStore()
})
afterEach(() => temporary.remove())

function stoppedRun(): number {
  const { store } = temporary
  const { id } = store.createRun(newRun(), lease('me', temporary.clock.time))
  store.finish('me', [{ runId: id, status: 'stopped' }])
  return id
}

describe('creating and listing', () => {
  it('tells the last held-out accuracy, where something is held out', () => {
    const { store } = temporary
    for (const heldOut of [0, 5000]) {
      store.createRun(newRun({ config: { ...PRESETS.plain, heldOut } }), lease('me'))
    }
    expect(store.runSummary(2).lastHeldOutAccuracy).toBeUndefined()
    for (const [id, accuracies] of [[1, [null, null]] as const, [2, [0.5, 0.25]] as const]) {
      const epochs = accuracies.map((heldOutAccuracy, index) => metrics(index, { heldOutAccuracy }))
      store.applyBatch(id, 'me', batch(1, { epochs }))
    }
    for (const read of [() => store.listRuns(), () => store.runSummaries([2, 1])]) {
      const told = read().map(({ id, lastHeldOutAccuracy }) => [id, lastHeldOutAccuracy])
      expect(told).toEqual([
        [2, 0.25],
        [1, undefined]
      ])
    }
    expect(store.runSummary(2).lastHeldOutAccuracy).toBe(0.25)
  })

  it('keeps everything that was asked for', () => {
    const run = temporary.store.createRun(newRun({ name: 'Steep' }), lease('me'))
    expect(run).toEqual({
      id: 1,
      name: 'Steep',
      note: '',
      tags: [],
      isBaseline: false,
      forkedFrom: null,
      checkpointPolicy: 'thrifty',
      colour: 0,
      config: PRESETS.plain,
      layers: [784, 16, 16, 10],
      datasetFingerprint: 'f'.repeat(64),
      numerics: 2,
      sweepId: null,
      rateChanges: [],
      startSha256: null,
      weightsSha256: null,
      status: 'queued',
      resumable: false,
      createdAt: '2025-03-01T12:00:00.000Z',
      step: 0,
      totalSteps: 180_000,
      epoch: 0,
      blockLength: 90,
      lastTestAccuracy: null,
      bestTestAccuracy: null,
      lastTestCost: null,
      lastTrainingCost: null,
      finalTraining: null,
      engineSeconds: 0
    })
    expect(temporary.store.runSummary(1)).toEqual(run)
  })

  it('lists apart the runs that a process holds, or held when it died', () => {
    const { store, clock } = temporary
    stoppedRun()
    const { id } = store.createRun(newRun(), lease('me', clock.time))
    expect(store.leasedRuns('another').map((run) => [run.id, run.status])).toEqual([[id, 'queued']])
    expect(store.leasedRuns('me')).toEqual([])
    clock.time += LEASE_TIME + 1
    expect(store.leasedRuns('another').map((run) => [run.id, run.status])).toEqual([
      [id, 'interrupted']
    ])
    store.deleteRuns([id])
    expect(store.leasedRuns('another')).toEqual([])
  })

  it('lists the newest first, whatever the clock says', () => {
    const { store, clock } = temporary
    stoppedRun()
    clock.time = START_TIME - 365 * 24 * 3600 * 1000
    stoppedRun()
    clock.time = START_TIME + 1
    stoppedRun()
    expect(store.listRuns().map((run) => run.id)).toEqual([3, 2, 1])
    expect(store.listRuns().map((run) => run.name)).toEqual(['Run 3', 'Run 2', 'Run 1'])
    expect(store.listRuns().map((run) => run.colour)).toEqual([2, 1, 0])
  })

  it('gives the runs asked for that are left, in the order asked for', () => {
    const { store } = temporary
    const ids = [stoppedRun(), stoppedRun(), stoppedRun()]
    store.deleteRuns([ids[1]])
    const asked = [3, 2, 1, 99]
    expect(store.runSummaries(asked)).toEqual([store.runSummary(3), store.runSummary(1)])
    expect(store.runSummaries([])).toEqual([])
  })

  it('shows where a run stands, and its last and best epoch', () => {
    const { store } = temporary
    const { id } = store.createRun(newRun(), lease('me'))
    const epochs = [0.1, 0.93, 0.91].map((testAccuracy, epoch) => ({
      ...batch(epoch).epochs[0],
      testAccuracy
    }))
    store.applyBatch(id, 'me', batch(2, { epochs }))
    expect(store.listRuns()[0]).toMatchObject({
      step: 12_000,
      epoch: 2,
      engineSeconds: 2,
      lastTestAccuracy: 0.91,
      bestTestAccuracy: 0.93,
      lastTestCost: 1 / 3,
      lastTrainingCost: 1 / 2
    })
  })

  it('renames', () => {
    const id = stoppedRun()
    expect(temporary.store.rename(id, 'Other').name).toBe('Other')
    expect(temporary.store.runSummary(id).name).toBe('Other')
  })

  it('knows what it does not know', () => {
    const { store } = temporary
    const notFound = expect.objectContaining({ code: 'not-found', values: { runId: 7 } })
    expect(() => store.runSummary(7)).toThrow(notFound)
    expect(() => store.runDetail(7)).toThrow(notFound)
    expect(() => store.curves([7])).toThrow(notFound)
    expect(() => store.rename(7, 'x')).toThrow(notFound)
    expect(() => store.deleteRuns([7])).toThrow(notFound)
    expect(() => store.restoreRuns([7])).toThrow(notFound)
    expect(() => store.claim(7, lease('me'))).toThrow(notFound)
    expect(() => store.resumePoint(7)).toThrow(notFound)
  })
})

describe('deleting', () => {
  it('hides a run, and brings it back as it was', () => {
    const { store } = temporary
    const id = stoppedRun()
    const before = store.runSummary(id)
    store.deleteRuns([id])
    expect(store.listRuns()).toEqual([])
    expect(() => store.runSummary(id)).toThrow(expect.objectContaining({ code: 'not-found' }))
    store.restoreRuns([id])
    expect(store.listRuns()).toEqual([before])
  })

  it('deletes all or none, and no run under way', () => {
    const { store, clock } = temporary
    const stopped = stoppedRun()
    const { id } = store.createRun(newRun(), lease('me'))
    expect(() => store.deleteRuns([stopped, id])).toThrow(
      expect.objectContaining({
        code: 'already-running',
        message: '“Run 2” is under way. Stop it first, then delete it.'
      })
    )
    expect(store.listRuns()).toHaveLength(2)
    clock.time += LEASE_TIME
    store.deleteRuns([stopped, id])
    expect(store.listRuns()).toEqual([])
  })

  it('is for good after thirty days, with everything that belonged to the run', () => {
    const { store, database, clock } = temporary
    const { id } = store.createRun(newRun(), lease('me'))
    const checkpoints = [checkpoint(1, 'schedule')]
    store.applyBatch(id, 'me', batch(1, { points: [point(0)], checkpoints }))
    store.finish('me', [{ runId: id, status: 'stopped' }])
    const kept = stoppedRun()
    store.deleteRuns([id])

    const context = { database, now: () => clock.time }
    clock.time += DELETED_RUNS_KEPT
    // nobody has made anything since: it might be the clock
    clock.time += DELETED_RUNS_KEPT
    expect(purgeDeletedRuns(context)).toBe(0)
    const later = stoppedRun()
    expect(purgeDeletedRuns(context)).toBe(0)
    clock.time += 24 * 60 * 60 * 1000
    expect(purgeDeletedRuns(context)).toBe(1)
    expect(() => store.restoreRuns([id])).toThrow(expect.objectContaining({ code: 'not-found' }))
    expect(store.listRuns().map((run) => run.id)).toEqual([later, kept])
    for (const table of ['cost_points', 'epochs', 'checkpoints']) {
      expect(database.prepare(`SELECT count(*) FROM ${table}`).pluck().get()).toBe(0)
    }
  })

  it('has its thirty days also where the clock was a year behind when it was deleted', () => {
    const { store, database, clock } = temporary
    const id = stoppedRun()
    clock.time -= 365 * 24 * 60 * 60 * 1000
    store.deleteRuns([id])
    clock.time = START_TIME + 2 * 24 * 60 * 60 * 1000
    expect(purgeDeletedRuns({ database, now: () => clock.time })).toBe(0)
    store.restoreRuns([id])
  })

  it('never gives a number to another run again', () => {
    const { store } = temporary
    const id = stoppedRun()
    store.deleteRuns([id])
    store.purgeRuns([id])
    expect(stoppedRun()).toBe(id + 1)
  })
})
