import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  batch,
  checkpoint,
  lease,
  metrics,
  newRun,
  temporaryStore,
  type TemporaryStore
} from './testing/fixtures'

let temporary: TemporaryStore
let runId: number
beforeEach(() => {
  temporary = temporaryStore()
  const { store } = temporary
  runId = store.createRun(newRun(), lease('me')).id
  const epochs = Array.from({ length: 12 }, (_, epoch) => epoch)
  const optimiserState = new Uint8Array(400)
  const checkpoints = epochs.map((epoch) => checkpoint(epoch, 'schedule', { optimiserState }))
  store.applyBatch(
    runId,
    'me',
    batch(11, {
      epochs: epochs.map((epoch) => metrics(epoch)),
      checkpoints: [...checkpoints, checkpoint(7, 'best', { optimiserState })]
    })
  )
})
afterEach(() => temporary.remove())

const kept = (): number[] => temporary.store.runDetail(runId).checkpoints.map(({ epoch }) => epoch)
const storage = (): number => temporary.store.runDetail(runId).storage.checkpoints

describe('thinning out', () => {
  it('leaves what it names, and tells what it came to', () => {
    const { store } = temporary
    store.finish('me', [{ runId, status: 'stopped' }])
    const before = store.runSummary(runId)
    expect(storage()).toBe(12 * 800)
    expect(store.thinCheckpoints(runId)).toEqual({ removed: 5, freed: 5 * 800 })
    expect(kept()).toEqual([0, 1, 2, 4, 7, 8, 11])
    expect(storage()).toBe(7 * 800)
    expect(store.runSummary(runId)).toEqual(before)
    expect(store.thinCheckpoints(runId)).toEqual({ removed: 0, freed: 0 })
  })

  it('waits until the run is no longer under way', () => {
    const { store } = temporary
    expect(() => store.thinCheckpoints(runId)).toThrow(
      expect.objectContaining({
        code: 'already-running',
        message: '“Run 1” is under way. Stop it first, then thin out its checkpoints.'
      })
    )
    expect(kept()).toHaveLength(12)
  })
})

describe('the policy', () => {
  it('of a run can be changed, and that of new runs', () => {
    const { store } = temporary
    expect(store.librarySettings()).toEqual({ checkpointPolicy: 'thrifty' })
    expect(store.setCheckpointPolicy(runId, 'all').checkpointPolicy).toBe('all')
    store.setDefaultCheckpointPolicy('all')
    store.setCheckpointPolicy(runId, 'thrifty')
    expect(store.librarySettings()).toEqual({ checkpointPolicy: 'all' })
    const policies = [store.createRun(newRun(), lease('me')), store.runSummary(runId)]
    expect(policies.map(({ checkpointPolicy }) => checkpointPolicy)).toEqual(['all', 'thrifty'])
    store.setDefaultCheckpointPolicy('thrifty')
    expect(store.createRun(newRun(), lease('me')).checkpointPolicy).toBe('thrifty')
  })
})
