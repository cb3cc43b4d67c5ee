import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { PRESETS } from '../shared/presets'
import type { NewCheckpoint } from '../shared/trainer-protocol'
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
  runId = temporary.store.createRun(newRun(), lease('me')).id
})
afterEach(() => temporary.remove())

const optimiserState = Uint8Array.from({ length: 400 }, (_, index) => index % 256)

function applyEpochs(checkpoints: NewCheckpoint[], last = 3): void {
  const epochs = Array.from({ length: last + 1 }, (_, epoch) => metrics(epoch))
  temporary.store.applyBatch(runId, 'me', batch(last, { epochs, checkpoints }))
}

function stateOf({ epoch, step, parameters, optimiserState, sums }: NewCheckpoint): unknown {
  return { epoch, step, parameters, optimiserState, sums }
}

/** Changes one byte of a stored blob, as a failing disk does: SQLite itself does not notice. */
function flipByte(step: number, column: 'parameters' | 'optimiser_state'): void {
  const { database } = temporary
  const where = 'WHERE run_id = ? AND step = ?'
  const bytes = database
    .prepare<[number, number], Buffer>(`SELECT ${column} FROM checkpoints ${where}`)
    .pluck()
    .get(runId, step)
  if (bytes === undefined) throw new Error(`There is no checkpoint of step ${step}.`)
  bytes[200] ^= 1
  database.prepare(`UPDATE checkpoints SET ${column} = ? ${where}`).run(bytes, runId, step)
}

describe('the point to resume from', () => {
  it('is the start where nothing was stored', () => {
    expect(temporary.store.resumePoint(runId)).toEqual({
      from: null,
      bestScore: null,
      damagedCheckpoints: [],
      rateChanges: []
    })
  })

  it('is the last checkpoint, whole', () => {
    const last = checkpoint(3, 'latest', { step: 18_007, optimiserState })
    applyEpochs([checkpoint(2, 'schedule'), last])
    expect(temporary.store.resumePoint(runId)).toEqual({
      from: stateOf(last),
      bestScore: metrics(3).testAccuracy,
      damagedCheckpoints: [],
      rateChanges: []
    })
  })

  it.each(['parameters', 'optimiser_state'] as const)(
    'is the one before, where a byte of the last one (%s) has flipped',
    (column) => {
      const { store } = temporary
      const before = checkpoint(1, 'schedule', { optimiserState })
      applyEpochs([before, checkpoint(3, 'latest', { optimiserState })])
      flipByte(18_000, column)
      const damaged = store.runDetail(runId).checkpoints[1].id
      expect(store.resumePoint(runId)).toEqual({
        from: stateOf(before),
        // of the epochs up to there: a later best one is computed and stored again
        bestScore: metrics(1).testAccuracy,
        damagedCheckpoints: [damaged],
        rateChanges: []
      })
      expect(() => store.readCheckpoint(runId, damaged)).toThrow(
        expect.objectContaining({ code: 'checkpoint-damaged', values: { runId, epoch: 3 } })
      )
      expect(() => store.readCheckpoint(runId, 'last')).toThrow(
        expect.objectContaining({ code: 'checkpoint-damaged' })
      )
    }
  )

  it('is the start where every checkpoint is damaged', () => {
    applyEpochs([checkpoint(3, 'latest')])
    flipByte(18_000, 'parameters')
    expect(temporary.store.resumePoint(runId)).toMatchObject({ from: null, bestScore: null })
  })

  it('mends a damaged checkpoint when its step comes again', () => {
    const { store } = temporary
    applyEpochs([checkpoint(1, 'schedule'), checkpoint(3, 'best')])
    flipByte(18_000, 'parameters')
    store.applyBatch(runId, 'me', batch(3, { checkpoints: [checkpoint(3, 'best')] }))
    expect(store.readCheckpoint(runId, 'last').parameters).toEqual(checkpoint(3, 'best').parameters)
  })

  it('counts the accuracy on the held-out part, where there is one', () => {
    const { store } = temporary
    const config = { ...PRESETS.plain, heldOut: 10_000 }
    runId = store.createRun(newRun({ config }), lease('me')).id
    const epochs = [metrics(0, { heldOutAccuracy: 0.1 }), metrics(1, { heldOutAccuracy: 0.77 })]
    const checkpoints = [checkpoint(1, 'latest')]
    store.applyBatch(runId, 'me', batch(1, { epochs, checkpoints }))
    expect(store.resumePoint(runId).bestScore).toBe(0.77)
  })

  it('counts the cost of a curve, in which nothing is right', () => {
    const { store } = temporary
    runId = store.createRun(newRun({ layers: [1, 16, 1] }), lease('me')).id
    const epochs = [metrics(0, { testCost: 0.5 }), metrics(1, { testCost: 0.25 })]
    const checkpoints = [checkpoint(1, 'latest')]
    store.applyBatch(runId, 'me', batch(1, { epochs, checkpoints }))
    expect(store.resumePoint(runId).bestScore).toBe(-0.25)
  })
})
