import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Verification } from '../shared/verification'
import {
  batch,
  checkpoint,
  lease,
  newRun,
  temporaryStore,
  type TemporaryStore
} from '../store/testing/fixtures'
import type { VerificationPlan } from './analyst'
import { verifyStoredRun } from './analyst-verification'

const identical: Verification = { verdict: 'identical', epochs: 1, checkpoints: 2 }

let temporary: TemporaryStore
let runId: number
let plans: VerificationPlan[]
let signal: AbortSignal | undefined
let calledOff: AbortController
/** Happens before each checkpoint is read. */
let beforeRead: () => void
beforeEach(() => {
  temporary = temporaryStore()
  const { store } = temporary
  runId = store.createRun(newRun(), lease('me')).id
  store.applyBatch(runId, 'me', batch(0, { checkpoints: [checkpoint(0, 'schedule')] }))
  store.applyBatch(runId, 'me', batch(1, { checkpoints: [checkpoint(1, 'schedule')] }))
  plans = []
  signal = undefined
  calledOff = new AbortController()
  beforeRead = () => undefined
})
afterEach(() => temporary.remove())

const verification = (): Promise<Verification> =>
  verifyStoredRun(
    runId,
    {
      store: {
        runDetail: async (id) => temporary.store.runDetail(id),
        readCheckpoint: async (id, which) => {
          beforeRead()
          return temporary.store.readCheckpoint(id, which)
        }
      },
      analyst: {
        verify: async (plan, options) => {
          plans.push(plan)
          signal = options?.calledOff
          return identical
        }
      }
    },
    calledOff.signal
  )

describe('the verification of a stored run', () => {
  it('hands on what is stored, where all of it is sound', async () => {
    expect(await verification()).toEqual(identical)
    const { run, curves, checkpoints } = temporary.store.runDetail(runId)
    expect(plans).toEqual([
      {
        config: run.config,
        rateChanges: run.rateChanges,
        datasetFingerprint: run.datasetFingerprint,
        numerics: run.numerics,
        epochs: curves.epochs,
        checkpoints,
        finalTraining: run.finalTraining
      }
    ])
  })

  it('says that stored weights are damaged, be they the last or not', async () => {
    const [{ id }] = temporary.store.runDetail(runId).checkpoints
    const damage = 'UPDATE checkpoints SET parameters = zeroblob(length(parameters)) WHERE id = ?'
    temporary.database.prepare(damage).run(id)
    await expect(verification()).rejects.toMatchObject({
      code: 'checkpoint-damaged',
      values: { runId, epoch: 0 }
    })
    expect(plans).toEqual([])
  })

  it('takes it well that a run in training drops a checkpoint meanwhile', async () => {
    beforeRead = () => temporary.database.exec('DELETE FROM checkpoints WHERE epoch = 1')
    expect(await verification()).toEqual(identical)
  })

  it('can be called off while the weights are read', async () => {
    beforeRead = () => calledOff.abort()
    await expect(verification()).rejects.toMatchObject({ code: 'cancelled' })
    expect(plans).toEqual([])
  })

  it('calls off the repetition with the same signal', async () => {
    await verification()
    expect(signal).toBe(calledOff.signal)
  })
})
