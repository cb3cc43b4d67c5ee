import { DownhillError } from '../shared/errors'
import type { RunConfig } from '../shared/run-config'
import type { TrainingState } from '../shared/trainer-protocol'
import { createCheckpointStore } from './checkpoint-store'
import { createCurveStore } from './curve-store'
import { findOwnRun } from './lease-store'
import { toSummary } from './run-rows'
import { findRun } from './run-store'
import type { StoreApi } from './store-api'
import { inTransaction, type StoreContext } from './transactions'

/** What a run has come to: its curves and weights. */
export type ProgressStore = Pick<
  StoreApi,
  'applyBatch' | 'curves' | 'runDetail' | 'resumePoint' | 'readCheckpoint'
>

export function createProgressStore(context: StoreContext): ProgressStore {
  const { database, now } = context
  const find = findRun(context)
  const findOwn = findOwnRun(context)
  const curves = createCurveStore(context)
  const checkpoints = createCheckpointStore(context)
  const setPlace = database.prepare(
    'UPDATE runs SET step = @step, epoch = @epoch, engine_seconds = @engineSeconds WHERE id = @runId'
  )

  return {
    applyBatch: (runId, owner, batch) =>
      inTransaction(database, () => {
        findOwn(runId, owner)
        const differingEpochs = curves.add(runId, batch.points, batch.epochs)
        // in the order of the descent: each supersedes those before it
        const inOrder = batch.checkpoints.toSorted((a, b) => a.step - b.step)
        for (const checkpoint of inOrder) checkpoints.add(runId, checkpoint)
        const { step, epoch, engineSeconds } = batch.live
        setPlace.run({ runId, step, epoch, engineSeconds })
        return { differingEpochs }
      }),

    curves: (runIds) => runIds.map((runId) => curves.curves(find(runId).id)),

    runDetail: (runId) => ({
      run: toSummary(find(runId), now()),
      curves: curves.curves(runId),
      checkpoints: checkpoints.summaries(runId)
    }),

    resumePoint: (runId) => {
      const config: RunConfig = JSON.parse(find(runId).config)
      const damagedCheckpoints: number[] = []
      const from = lastSound(runId, damagedCheckpoints)
      return {
        from,
        bestAccuracy:
          from === null
            ? null
            : curves.bestAccuracy(runId, from.epoch, config.heldOut > 0 ? 'held-out' : 'test'),
        damagedCheckpoints
      }
    },

    readCheckpoint: (runId, checkpoint) => {
      const { config, layers, datasetFingerprint } = toSummary(find(runId), now())
      const { id, state } = checkpoints.read(runId, checkpoint)
      const { epoch, step, parameters } = state
      return { id, runId, epoch, step, layers, config, datasetFingerprint, parameters }
    }
  }

  /** A damaged checkpoint is passed over: the one before serves, and leads to the same end. */
  function lastSound(runId: number, damaged: number[]): TrainingState | null {
    for (const id of checkpoints.newestFirst(runId)) {
      try {
        return checkpoints.read(runId, id).state
      } catch (error) {
        if (!(error instanceof DownhillError) || error.code !== 'checkpoint-damaged') throw error
        damaged.push(id)
      }
    }
    return null
  }
}
