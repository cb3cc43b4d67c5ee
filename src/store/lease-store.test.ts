import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { NUMERICS_VERSION } from '../shared/numerics'
import type { TrainerOutcome } from '../shared/trainer-protocol'
import { LONGEST_LEASE } from './store-api'
import {
  batch,
  checkpoint,
  lease,
  LEASE_TIME,
  newRun,
  START_TIME,
  temporaryStore,
  type TemporaryStore
} from './testing/fixtures'

let temporary: TemporaryStore
beforeEach(() => {
  temporary = temporaryStore()
})
afterEach(() => temporary.remove())

const code = (expected: string): unknown => expect.objectContaining({ code: expected })

function startRun(): number {
  const { store } = temporary
  const { id } = store.createRun(newRun(), lease('window'))
  store.setStatus(id, 'window', 'running')
  return id
}

describe('a run under way', () => {
  it('is running while its lease lives, and not for others to take', () => {
    const { store, clock } = temporary
    const id = startRun()
    clock.time += LEASE_TIME - 1
    expect(store.runSummary(id)).toMatchObject({ status: 'running', resumable: false })
    expect(() => store.claim(id, lease('terminal', clock.time))).toThrow(code('run-elsewhere'))
    expect(() => store.claim(id, lease('window', clock.time))).toThrow(code('already-running'))
  })

  it('is interrupted once its lease has expired, and can be taken', () => {
    const { store, clock } = temporary
    const id = startRun()
    clock.time += LEASE_TIME
    expect(store.runSummary(id)).toMatchObject({ status: 'interrupted', resumable: true })
    expect(store.listRuns()[0]).toMatchObject({ status: 'interrupted', resumable: true })
    const claimed = store.claim(id, lease('terminal', clock.time))
    expect(claimed).toMatchObject({ status: 'queued', resumable: false })
  })

  it('stays with a process that renews its lease', () => {
    const { store, clock } = temporary
    const id = startRun()
    for (let renewal = 0; renewal < 5; renewal++) {
      clock.time += LEASE_TIME - 1
      expect(store.renewLeases([id], lease('window', clock.time))).toEqual([id])
    }
    expect(store.runSummary(id).status).toBe('running')
  })

  it('goes on with its process after the computer slept, if nobody took it meanwhile', () => {
    const { store, clock } = temporary
    const id = startRun()
    clock.time += 100 * LEASE_TIME
    store.applyBatch(id, 'window', batch(1))
    expect(store.renewLeases([id], lease('window', clock.time))).toEqual([id])
    expect(store.runSummary(id).status).toBe('running')
  })

  it('is lost for a process whose run was taken', () => {
    const { store, clock } = temporary
    const id = startRun()
    clock.time += LEASE_TIME
    store.claim(id, lease('terminal', clock.time))
    expect(store.renewLeases([id], lease('window', clock.time))).toEqual([])
    expect(() => store.applyBatch(id, 'window', batch(1))).toThrow(code('run-elsewhere'))
    expect(() => store.setStatus(id, 'window', 'paused')).toThrow(code('run-elsewhere'))
    store.finish('window', [{ runId: id, status: 'finished' }])
    expect(store.curves([id])[0].epochs).toEqual([])
    expect(store.runSummary(id).status).toBe('queued')
  })

  it('is no longer taken for alive when the clock was set back', () => {
    const { store, clock } = temporary
    const id = startRun()
    clock.time = START_TIME - 365 * 24 * 3600 * 1000
    expect(store.runSummary(id).status).toBe('interrupted')
  })

  it('cannot be held for longer than a lease may last', () => {
    const { store } = temporary
    const tooLong = { owner: 'window', expiresAt: START_TIME + LONGEST_LEASE + 1 }
    expect(() => store.createRun(newRun(), tooLong)).toThrow(RangeError)
    expect(store.listRuns()).toEqual([])
  })
})

describe('a run of an earlier arithmetic', () => {
  it('is not gone on with, unless it was never begun', () => {
    const { store } = temporary
    const numerics = NUMERICS_VERSION - 1
    const claimedNumerics = (begin: (runId: number) => unknown): number => {
      const { id } = store.createRun(newRun({ numerics }), lease('window'))
      begin(id)
      store.finish('window', [{ runId: id, status: 'stopped' }])
      return store.claim(id, lease('window')).numerics
    }
    const checkpoints = [checkpoint(0, 'schedule')]
    const begun = (id: number): unknown => store.applyBatch(id, 'window', batch(0, { checkpoints }))
    expect(() => claimedNumerics(begun)).toThrow(/would make another run of it/)
    expect(store.listRuns()[0].resumable).toBe(false)
    expect(claimedNumerics(() => undefined)).toBe(NUMERICS_VERSION)
  })
})

describe('an ended run', () => {
  it.each<[TrainerOutcome | 'interrupted', boolean]>([
    ['finished', false],
    ['diverged', false],
    ['stopped', true],
    ['interrupted', true]
  ])('that %s can be resumed: %s', (status, resumable) => {
    const { store } = temporary
    const id = startRun()
    store.finish('window', [{ runId: id, status }])
    expect(store.runSummary(id)).toMatchObject({ status, resumable })
    if (resumable) expect(store.claim(id, lease('terminal')).status).toBe('queued')
    else expect(() => store.claim(id, lease('terminal'))).toThrow(code('not-resumable'))
  })

  it('keeps the true averages of its final weights', () => {
    const { store } = temporary
    const id = startRun()
    const finalTraining = { trainingCost: NaN, trainingAccuracy: 0.97 }
    store.finish('window', [{ runId: id, status: 'finished', finalTraining }])
    expect(store.runSummary(id).finalTraining).toEqual({
      trainingCost: null,
      trainingAccuracy: 0.97
    })
  })

  it('says why it was interrupted, until somebody resumes it', () => {
    const { store } = temporary
    const id = startRun()
    const problem = { code: 'training-crashed', message: 'It died.', values: { runId: 1 } } as const
    store.finish('window', [{ runId: id, status: 'interrupted', problem }])
    expect(store.runSummary(id).problem).toEqual(problem)
    expect(store.claim(id, lease('terminal')).problem).toBeUndefined()
    // and if that process died without a word, the former reason is not given for it
    temporary.clock.time += LEASE_TIME
    expect(store.runSummary(id).status).toBe('interrupted')
    expect(store.runSummary(id).problem).toBeUndefined()
  })
})
