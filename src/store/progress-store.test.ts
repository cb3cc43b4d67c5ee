import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CheckpointSummary } from '../shared/run'
import { PRESETS } from '../shared/presets'
import {
  batch,
  checkpoint,
  lease,
  metrics,
  newRun,
  point,
  STEPS_PER_EPOCH,
  temporaryStore,
  type TemporaryStore
} from './testing/fixtures'

let temporary: TemporaryStore
let runId: number
beforeEach(() => {
  temporary = temporaryStore()
  runId = temporary.store.createRun(newRun(), lease('me')).id
})
afterEach(() => temporary.remove())

const apply = (...parameters: Parameters<typeof batch>): number[] =>
  temporary.store.applyBatch(runId, 'me', batch(...parameters)).differingEpochs

const kept = (): [number, CheckpointSummary['role']][] =>
  temporary.store.runDetail(runId).checkpoints.map(({ step, role }) => [step, role])

describe('curves', () => {
  it('come back as they were sent, in order', () => {
    apply(1, { points: [point(1), point(0)], epochs: [metrics(1), metrics(0)] })
    apply(2, { points: [point(2)] })
    expect(temporary.store.curves([runId])).toEqual([
      {
        runId,
        points: [point(0), point(1), point(2)],
        epochs: [metrics(0), metrics(1), metrics(2)]
      }
    ])
  })

  it('of several runs come in the order asked for', () => {
    const { store } = temporary
    const other = store.createRun(newRun(), lease('me')).id
    apply(1, { points: [point(0)] })
    expect(store.curves([other, runId]).map((curves) => curves.points.length)).toEqual([0, 1])
  })

  it('show what is not finite as empty', () => {
    const costs = { trainingCost: NaN, testCost: Infinity, heldOutCost: -Infinity }
    apply(1, { points: [point(0, NaN), point(1, null)], epochs: [metrics(1, costs)] })
    const [{ points, epochs }] = temporary.store.curves([runId])
    expect(points.map(({ cost }) => cost)).toEqual([null, null])
    expect(epochs[0]).toMatchObject({ trainingCost: null, testCost: null, heldOutCost: null })
  })

  it('keep an acknowledged epoch, and tell when it comes out otherwise the second time', () => {
    apply(1, { points: [point(0, 0.5)], epochs: [metrics(0), metrics(1), metrics(2)] })
    const again = [metrics(1, { engineSeconds: 99 }), metrics(2, { testAccuracy: 0.123 })]
    expect(apply(3, { points: [point(0, 0.7)], epochs: [...again, metrics(3)] })).toEqual([2])
    const [{ points, epochs }] = temporary.store.curves([runId])
    expect(epochs).toEqual([metrics(0), metrics(1), metrics(2), metrics(3)])
    expect(points).toEqual([point(0, 0.5)])
  })

  it('are as far as ever, also while a run that crashed walks there once more, and crashes again', () => {
    apply(5)
    apply(3, { epochs: [] })
    const { step, epoch } = temporary.store.runSummary(runId)
    expect([step, epoch]).toEqual([5 * STEPS_PER_EPOCH, 5])
    // so a new rate, from now on for a person, comes after what is stored
    const change = { step, learningRate: 0.1 }
    apply(3, { epochs: [], rateChanges: [change] })
    expect(temporary.store.curves([runId])[0].epochs).toEqual([metrics(5)])
  })

  it('take a batch wholly or not at all', () => {
    const forged = checkpoint(1, 'schedule', { sha256: '0'.repeat(64) })
    expect(() => apply(1, { points: [point(0)], checkpoints: [forged] })).toThrow(
      expect.objectContaining({ code: 'checkpoint-damaged' })
    )
    const { run, curves, checkpoints } = temporary.store.runDetail(runId)
    expect(curves).toEqual({ runId, points: [], epochs: [] })
    expect(checkpoints).toEqual([])
    expect(run.step).toBe(0)
  })
})

describe('checkpoints', () => {
  it('on the schedule stay', () => {
    for (const epoch of [0, 1, 2]) apply(epoch, { checkpoints: [checkpoint(epoch, 'schedule')] })
    expect(kept()).toEqual([
      [0, 'schedule'],
      [6000, 'schedule'],
      [12_000, 'schedule']
    ])
  })

  it('that were the latest go when the next comes', () => {
    apply(1, { checkpoints: [checkpoint(1, 'latest')] })
    apply(2, { checkpoints: [checkpoint(2, 'latest')] })
    expect(kept()).toEqual([[12_000, 'latest']])
    apply(3, { checkpoints: [checkpoint(3, 'schedule')] })
    expect(kept()).toEqual([[18_000, 'schedule']])
  })

  it('that were the best go when a better comes, unless they are on the schedule', () => {
    apply(1, { checkpoints: [checkpoint(1, 'schedule'), checkpoint(1, 'best')] })
    expect(kept()).toEqual([[6000, 'best']])
    apply(2, { checkpoints: [checkpoint(2, 'best')] })
    expect(kept()).toEqual([
      [6000, 'schedule'],
      [12_000, 'best']
    ])
    apply(3, { checkpoints: [checkpoint(3, 'best')] })
    expect(kept()).toEqual([
      [6000, 'schedule'],
      [18_000, 'best']
    ])
  })

  it('of the same step are one, under its best reason', () => {
    const checkpoints = (['latest', 'best', 'schedule', 'latest'] as const).map((role) =>
      checkpoint(4, role)
    )
    apply(4, { checkpoints })
    expect(kept()).toEqual([[24_000, 'best']])
  })

  it('of one batch count in the order of their steps', () => {
    apply(2, { checkpoints: [checkpoint(2, 'latest'), checkpoint(1, 'best')] })
    expect(kept()).toEqual([
      [6000, 'best'],
      [12_000, 'latest']
    ])
  })

  it('carry size, hash, and the accuracy where one was measured', () => {
    const middle = checkpoint(1, 'latest', { step: STEPS_PER_EPOCH + 5 })
    const end = checkpoint(1, 'schedule')
    apply(1, { checkpoints: [end, middle] })
    const [atEnd, inMiddle] = temporary.store.runDetail(runId).checkpoints
    expect(atEnd).toEqual({
      id: atEnd.id,
      runId,
      epoch: 1,
      step: 6000,
      role: 'schedule',
      sha256: end.sha256,
      size: 400,
      testAccuracy: metrics(1).testAccuracy
    })
    expect(inMiddle).toMatchObject({ step: 6005, role: 'latest', testAccuracy: null })
  })

  it('give their run the hashes of its first and last weights', () => {
    const { store } = temporary
    const [start, middle, end] = [0, 1, 2].map((epoch) => checkpoint(epoch, 'schedule'))
    const hashes = (): unknown => {
      const { startSha256, weightsSha256 } = store.runSummary(runId)
      return [startSha256, weightsSha256]
    }
    apply(1, { checkpoints: [middle, start] })
    expect(hashes()).toEqual([start.sha256, middle.sha256])
    apply(2, { checkpoints: [end] })
    expect(hashes()).toEqual([start.sha256, end.sha256])
    // it comes by an earlier one again, as when it was resumed from there
    apply(1, { checkpoints: [middle] })
    expect(hashes()).toEqual([start.sha256, end.sha256])
    store.finish('me', [{ runId, status: 'diverged' }])
    expect(hashes()).toEqual([start.sha256, null])
  })

  it('are read back by number, or the last', () => {
    const { store } = temporary
    const first = checkpoint(1, 'schedule')
    const last = checkpoint(2, 'latest')
    apply(2, { checkpoints: [first, last] })
    const [{ id }] = store.runDetail(runId).checkpoints
    expect(store.readCheckpoint(runId, id)).toEqual({
      id,
      runId,
      epoch: 1,
      step: 6000,
      layers: [784, 16, 16, 10],
      config: PRESETS.plain,
      datasetFingerprint: 'f'.repeat(64),
      parameters: first.parameters
    })
    expect(store.readCheckpoint(runId, 'last').parameters).toEqual(last.parameters)
  })

  it('of another run, or of none, are not found', () => {
    const { store } = temporary
    const notFound = expect.objectContaining({ code: 'not-found' })
    expect(() => store.readCheckpoint(runId, 'last')).toThrow(notFound)
    apply(1, { checkpoints: [checkpoint(1, 'latest')] })
    const { id } = store.runDetail(runId).checkpoints[0]
    const other = store.createRun(newRun(), lease('me')).id
    expect(() => store.readCheckpoint(other, id)).toThrow(notFound)
  })
})
