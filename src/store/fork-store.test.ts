import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { repeatRun } from '../analyst/verification'
import { SMALL_CONFIG, SMALL_INFO } from '../engine/testing/small-run'
import { begin } from '../engine/testing/walk'
import type { RunDetail } from '../shared/run'
import type { TrainerCommand } from '../shared/trainer-protocol'
import { createFakeParent } from '../trainer/testing/fake-parent'
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
beforeEach(() => {
  temporary = temporaryStore()
})
afterEach(() => temporary.remove())

/** Held-out accuracies decide the best; nine steps make an epoch. */
const CONFIG = { ...SMALL_CONFIG, epochs: 8, heldOut: 7, batchSize: 4, optimiser: 'adam' } as const
const STEPS = 9

/** Trains a run that the store holds, from where it stands to its end. */
async function train(runId: number, commands: TrainerCommand[] = []): Promise<void> {
  const { store } = temporary
  const { from, rateChanges, bestAccuracy } = store.resumePoint(runId)
  const start = { config: CONFIG, from, rateChanges, bestAccuracy }
  const parent = createFakeParent({ start })
  await parent.start()
  for (const command of commands) parent.command(command)
  parent.runToEnd()
  for (const message of parent.messages) {
    if (message.type === 'batch') store.applyBatch(runId, 'me', message)
    if (message.type === 'done') {
      const { outcome: status, finalTraining } = message
      store.finish('me', [{ runId, status, finalTraining }])
    }
  }
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
    async (step) => {
      const { store } = temporary
      const [parent, byHand] = [smallRun(), smallRun()]
      await train(parent)
      await train(byHand, [{ type: 'set-rate', learningRate: 0.03, notBefore: step }])
      const before = story(store.runDetail(parent))
      const forked = fork(parent, step)
      await train(forked)
      expect(story(store.runDetail(forked))).toEqual(story(store.runDetail(byHand)))
      expect(story(store.runDetail(parent))).toEqual(before)
      expect(store.runSummary(forked).weightsSha256).not.toBe(
        store.runSummary(parent).weightsSha256
      )
    }
  )

  it('repeats from its own start: its certificate says identical', async () => {
    const { store } = temporary
    const parent = smallRun()
    await train(parent, [{ type: 'set-rate', learningRate: 0.2, notBefore: 11 }])
    const forked = fork(fork(parent, 4 * STEPS), 2 * STEPS, 0.5)
    await train(forked)
    const { run, curves, checkpoints } = store.runDetail(forked)
    expect(run.rateChanges.map(({ step }) => step)).toEqual([11, 2 * STEPS])
    const { training } = begin(CONFIG, null, undefined, run.rateChanges)
    const { finalTraining } = run
    const repetition = repeatRun(training, { epochs: curves.epochs, checkpoints, finalTraining })
    let verdict = repetition.advance(1000)
    while (verdict === null) verdict = repetition.advance(1000)
    expect(verdict).toEqual({ verdict: 'identical', epochs: 8, checkpoints: checkpoints.length })
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
