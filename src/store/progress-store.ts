import { answersWithClasses } from '../shared/dataset'
import type { RateChange, RunSummary } from '../shared/run'
import type { TrainingState } from '../shared/trainer-protocol'
import { createCheckpointStore } from './checkpoint-store'
import { bytesOfCurves, createCurveStore, type Score } from './curve-store'
import { findOwnRun } from './lease-store'
import { toSummary } from './run-rows'
import { findRun } from './run-store'
import type { StoreApi } from './store-api'
import { inTransaction, type StoreContext } from './transactions'

/** What a run has come to: its curves and weights. */
export type ProgressStore = Pick<
  StoreApi,
  'applyBatch' | 'curves' | 'runDetail' | 'resumePoint' | 'walkStart' | 'readCheckpoint'
>

export function createProgressStore(context: StoreContext): ProgressStore {
  const { database, now } = context
  const find = findRun(context)
  const findOwn = findOwnRun(context)
  const curves = createCurveStore(context)
  const checkpoints = createCheckpointStore(context)
  // never back: a run that crashed walks once more to where it was seen to be, and what is stored up
  // to there stays, also where it crashes on this way
  const setPlace = database.prepare(`
    UPDATE runs SET step = max(step, @step), epoch = max(epoch, @epoch),
      engine_seconds = @engineSeconds
    WHERE id = @runId`)

  const rateChanges = database
    .prepare<[number], string>('SELECT rate_changes FROM runs WHERE id = ?')
    .pluck()
  const setRateChanges = database.prepare('UPDATE runs SET rate_changes = ? WHERE id = ?')

  /** From the step of a change on, the run takes another course than the one stored. */
  function addRateChange(runId: number, change: RateChange): void {
    const stored: RateChange[] = JSON.parse(rateChanges.get(runId) ?? '[]')
    const earlier = stored.filter(({ step }) => step < change.step)
    setRateChanges.run(JSON.stringify([...earlier, change]), runId)
    curves.dropAfter(runId, change.step)
    checkpoints.dropAfter(runId, change.step)
  }

  return {
    applyBatch: (runId, owner, batch) =>
      inTransaction(database, () => {
        findOwn(runId, owner)
        for (const change of batch.rateChanges) addRateChange(runId, change)
        const differingEpochs = curves.add(runId, batch.points, batch.epochs)
        // in the order of the descent: each supersedes those before it
        const inOrder = batch.checkpoints.toSorted((a, b) => a.step - b.step)
        for (const checkpoint of inOrder) checkpoints.add(runId, checkpoint)
        if (inOrder.length > 0 || batch.rateChanges.length > 0) checkpoints.summarise(runId)
        const { step, epoch, engineSeconds } = batch.live
        setPlace.run({ runId, step, epoch, engineSeconds })
        return { differingEpochs }
      }),

    curves: (runIds) => runIds.map((runId) => curves.curves(find(runId).id)),

    runDetail: (runId) => {
      const run = toSummary(find(runId), now())
      const stored = curves.curves(runId)
      const storage = { checkpoints: checkpoints.bytes(runId), curves: bytesOfCurves(stored) }
      return { run, curves: stored, checkpoints: checkpoints.summaries(runId), storage }
    },

    resumePoint: (runId) => {
      const { config, layers, rateChanges } = toSummary(find(runId), now())
      const damagedCheckpoints: number[] = []
      const from = firstSound(runId, checkpoints.newestFirst(runId), damagedCheckpoints)
      return {
        from,
        rateChanges,
        bestScore:
          from === null ? null : curves.bestScore(runId, from.epoch, scoreOf({ config, layers })),
        damagedCheckpoints
      }
    },

    walkStart: (runId, step) => {
      const { config, datasetFingerprint, numerics, rateChanges } = toSummary(find(runId), now())
      const kept = checkpoints.summaries(runId)
      const before = kept.filter((checkpoint) => checkpoint.step <= step).reverse()
      return {
        config,
        datasetFingerprint,
        numerics,
        rateChanges,
        from: firstSound(
          runId,
          before.map(({ id }) => id)
        ),
        lastStep: kept.at(-1)?.step ?? 0
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
  function firstSound(
    runId: number,
    newestFirst: readonly number[],
    damaged: number[] = []
  ): TrainingState | null {
    for (const id of newestFirst) {
      const state = checkpoints.readSound(runId, id)
      if (state) return state
      damaged.push(id)
    }
    return null
  }
}

function scoreOf({ config, layers }: Pick<RunSummary, 'config' | 'layers'>): Score {
  const isHeldOut = config.heldOut > 0
  if (answersWithClasses(layers)) return isHeldOut ? 'held-out' : 'test'
  return isHeldOut ? 'held-out cost' : 'test cost'
}
