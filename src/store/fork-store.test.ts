import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SMALL_CONFIG, SMALL_INFO } from '../engine/testing/small-run'
import { begin } from '../engine/testing/walk'
import type { EpochResult } from '../engine/training'
import { reasonsToKeep, scoreToCompare } from '../shared/checkpoint-policy'
import { networkLayers } from '../shared/dataset'
import type { CostPoint, RateChange, RunDetail } from '../shared/run'
import { sha256 } from './checkpoint-hash'
import {
  batch,
  checkpoint,
  lease,
  live,
  metrics,
  newRun,
  point,
  STEPS_PER_EPOCH,
  temporaryStore,
  type TemporaryStore
} from './testing/fixtures'

let temporary: TemporaryStore
beforeEach(() => {
  temporary = temporaryStore()
})
afterEach(() => temporary.remove())

/** Held-out accuracies decide the best; nine steps make an epoch. */
const CONFIG = { ...SMALL_CONFIG, epochs: 8, heldOut: 7, batchSize: 4, optimiser: 'adam' } as const
const STEPS = 9

/** Trains a run that the store holds, from where it stands to its end, as a training process does. */
function train(runId: number, byHand?: RateChange): void {
  const { store } = temporary
  const { from, rateChanges, bestScore } = store.resumePoint(runId)
  const { training } = begin(CONFIG, from, undefined, rateChanges)
  const changes = byHand ? [training.changeRate(byHand.learningRate, byHand.step)] : []
  let best = bestScore
  const tell = (told: EpochResult, points: CostPoint[], made: RateChange[]): void => {
    const epoch = { ...told, engineSeconds: 0 }
    const score = scoreToCompare(epoch, networkLayers(SMALL_INFO, CONFIG.hiddenLayers))
    const reasons = reasonsToKeep(epoch.epoch, CONFIG.epochs, score, best, 'thrifty')
    best = Math.max(best ?? 0, score)
    const position = training.position()
    if (!position) throw new Error('It diverged.')
    const sums = { ...position.sums, blockCost: 0, blockSteps: 0, engineSeconds: 0 }
    const sha = sha256(position.parameters)
    const checkpoints = reasons.map((role) => ({ ...position, sums, role, sha256: sha }))
    const news = { points, epochs: [epoch], checkpoints, rateChanges: made }
    const place = { ...live(epoch.epoch), step: training.step, engineSeconds: 0 }
    store.applyBatch(runId, 'me', { ...news, live: place })
  }
  if (from === null) tell(training.evaluateStart(), [], changes)
  while (!training.isFinished) {
    const first = training.step
    const { costs, epoch } = training.advance(Infinity)
    const points = [...costs].map((cost, index) => ({
      block: first + index,
      step: first + index + 1,
      cost
    }))
    if (epoch) tell(epoch, points, [])
  }
  const finalTraining = training.measureTrainingSet()
  store.finish('me', [{ runId, status: 'finished', finalTraining }])
}

function smallRun(): number {
  const plan = { config: CONFIG, layers: [4, 3, 3], totalSteps: CONFIG.epochs * STEPS }
  return temporary.store.createRun(
    newRun({ ...plan, datasetFingerprint: SMALL_INFO.fingerprint }),
    lease('me')
  ).id
}

function fork(runId: number, step: number, learningRate = 0.03): number {
  const { store } = temporary
  const kept = store.runDetail(runId).checkpoints.find((stored) => stored.step === step)
  if (!kept) throw new Error(`Nothing is kept of step ${step}.`)
  return store.forkRun({ runId, checkpointId: kept.id, learningRate }, lease('me')).id
}

/** All that decides whether two runs are the same: no numbers of rows, names and seconds. */
function story({ run, curves, checkpoints }: RunDetail): unknown {
  const { rateChanges, startSha256, weightsSha256, step, epoch, status, finalTraining } = run
  const { lastTestAccuracy, bestTestAccuracy, lastHeldOutAccuracy, lastTrainingCost } = run
  return {
    ...{ rateChanges, startSha256, weightsSha256, step, epoch, status, finalTraining },
    ...{ lastTestAccuracy, bestTestAccuracy, lastHeldOutAccuracy, lastTrainingCost },
    points: curves.points,
    epochs: curves.epochs.map((row) => ({ ...row, engineSeconds: 0 })),
    checkpoints: checkpoints.map((kept) => [kept.step, kept.role, kept.sha256])
  }
}

describe('a fork', () => {
  it.each([0, 3 * STEPS])(
    'at step %d is, to the bit, the run whose rate was changed there by hand',
    (step) => {
      const { store } = temporary
      const [parent, byHand] = [smallRun(), smallRun()]
      train(parent)
      train(byHand, { step, learningRate: 0.03 })
      const before = story(store.runDetail(parent))
      const forked = fork(parent, step)
      train(forked)
      expect(story(store.runDetail(forked))).toEqual(story(store.runDetail(byHand)))
      expect(story(store.runDetail(parent))).toEqual(before)
      expect(store.runSummary(forked).weightsSha256).not.toBe(
        store.runSummary(parent).weightsSha256
      )
    }
  )

  it('takes over no weights that were damaged', () => {
    const { store, database } = temporary
    const { id } = store.createRun(newRun(), lease('me'))
    const checkpoints = [0, 1, 2].map((epoch) => checkpoint(epoch, 'schedule'))
    store.applyBatch(id, 'me', batch(2, { checkpoints }))
    database
      .prepare('UPDATE checkpoints SET parameters = zeroblob(length(parameters)) WHERE epoch = 1')
      .run()
    const forked = fork(id, 2 * STEPS_PER_EPOCH)
    expect(store.runDetail(forked).checkpoints.map(({ epoch }) => epoch)).toEqual([0, 2])
  })

  it('repeats from its own start, which is what a certificate asks', () => {
    const { store } = temporary
    const parent = smallRun()
    train(parent, { step: 11, learningRate: 0.2 })
    const forked = fork(fork(parent, 4 * STEPS), 2 * STEPS, 0.5)
    train(forked)
    const { rateChanges } = store.runSummary(forked)
    expect(rateChanges.map(({ step }) => step)).toEqual([11, 2 * STEPS])
    const again = smallRun()
    const begun = batch(0, { epochs: [], rateChanges })
    store.applyBatch(again, 'me', { ...begun, live: { ...begun.live, engineSeconds: 0 } })
    train(again)
    expect(story(store.runDetail(again))).toEqual(story(store.runDetail(forked)))
  })

  it('holds the history up to its checkpoint, of which the best is its best, and nothing after', () => {
    const { store } = temporary
    const { id } = store.createRun(newRun(), lease('me'))
    const accuracies = [0.1, 0.8, 0.7, 0.9]
    store.applyBatch(
      id,
      'me',
      batch(3, {
        points: [point(0), point(65), point(66), point(200)],
        epochs: accuracies.map((testAccuracy, epoch) => metrics(epoch, { testAccuracy })),
        checkpoints: [0, 1, 2, 3].map((epoch) =>
          checkpoint(epoch, epoch === 3 ? 'best' : 'schedule')
        ),
        rateChanges: [
          { step: 10, learningRate: 1 },
          { step: 2 * STEPS_PER_EPOCH, learningRate: 2 }
        ]
      })
    )
    store.setDefaultCheckpointPolicy('all')
    const forked = fork(id, 2 * STEPS_PER_EPOCH)
    const { run, curves, checkpoints } = store.runDetail(forked)
    expect(curves.points).toEqual([point(0), point(65), point(66)])
    expect(curves.epochs.map(({ testAccuracy }) => testAccuracy)).toEqual([0.1, 0.8, 0.7])
    expect(checkpoints.map(({ epoch, role }) => [epoch, role])).toEqual([
      [0, 'schedule'],
      [1, 'best'],
      [2, 'schedule']
    ])
    expect(run).toMatchObject({
      name: 'Run 1 from epoch 2',
      forkedFrom: { runId: id, name: 'Run 1', epoch: 2, step: 12_000 },
      status: 'queued',
      colour: forked - 1,
      checkpointPolicy: 'all',
      step: 12_000,
      epoch: 2,
      engineSeconds: 2,
      bestTestAccuracy: 0.8,
      lastTestAccuracy: 0.7,
      rateChanges: [
        { step: 10, learningRate: 1 },
        { step: 12_000, learningRate: 0.03 }
      ]
    })
  })

  it('knows its origin while that is here, and its name ever after', () => {
    const { store } = temporary
    const { id } = store.createRun(newRun({ name: 'x'.repeat(120) }), lease('me'))
    store.applyBatch(id, 'me', batch(1, { checkpoints: [checkpoint(1, 'schedule')] }))
    store.finish('me', [{ runId: id, status: 'stopped' }])
    const forked = fork(id, STEPS_PER_EPOCH)
    expect(store.runSummary(forked).name).toBe(`${'x'.repeat(107)} from epoch 1`)
    store.deleteRuns([id])
    expect(store.runSummary(forked).forkedFrom).toMatchObject({ runId: null, epoch: 1 })
    store.restoreRuns([id])
    expect(store.listRuns()[0].forkedFrom?.runId).toBe(id)
  })

  it('is refused where it could not go on, and leaves nothing behind', () => {
    const { store, database } = temporary
    const { id } = store.createRun(newRun(), lease('me'))
    const checkpoints = [checkpoint(0, 'schedule'), checkpoint(30, 'schedule')]
    store.applyBatch(id, 'me', batch(30, { checkpoints }))
    const code = (expected: string): unknown => expect.objectContaining({ code: expected })
    expect(() => fork(id, 30 * STEPS_PER_EPOCH)).toThrow(code('not-resumable'))
    database.exec('UPDATE runs SET block_length = 1')
    expect(() => fork(id, 0)).toThrow(code('not-resumable'))
    database.exec('UPDATE runs SET block_length = 90, numerics = 1')
    expect(() => fork(id, 0)).toThrow(code('other-numerics'))
    database.exec('UPDATE runs SET numerics = 2; UPDATE checkpoints SET parameters = zeroblob(400)')
    expect(() => fork(id, 0)).toThrow(code('checkpoint-damaged'))
    expect(() =>
      store.forkRun({ runId: id, checkpointId: 99, learningRate: 1 }, lease('me'))
    ).toThrow(code('not-found'))
    expect(store.listRuns()).toHaveLength(1)
  })
})
