import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { PRESETS } from '../shared/presets'
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

const optimiserState = Uint8Array.from({ length: 800 }, (_, index) => index % 256)

function keep(): void {
  const checkpoints = [
    checkpoint(0, 'schedule'),
    checkpoint(1, 'schedule', { optimiserState }),
    checkpoint(2, 'schedule')
  ]
  const epochs = [0, 1, 2].map((epoch) => metrics(epoch))
  temporary.store.applyBatch(runId, 'me', batch(2, { epochs, checkpoints }))
}

describe('where a run is walked from to a step', () => {
  it('is its start, where nothing is kept', () => {
    expect(temporary.store.walkStart(runId, 7)).toEqual({
      config: PRESETS.plain,
      datasetFingerprint: 'f'.repeat(64),
      numerics: 2,
      rateChanges: [],
      from: null,
      lastStep: 0
    })
  })

  it('is the last checkpoint at or before it, whole', () => {
    keep()
    for (const [step, from] of [
      [0, 0],
      [5999, 0],
      [6000, 6000],
      [11_999, 6000],
      [90_000, 12_000]
    ]) {
      const start = temporary.store.walkStart(runId, step)
      expect(start.from?.step).toBe(from)
      expect(start.lastStep).toBe(12_000)
    }
    const { from } = temporary.store.walkStart(runId, 6001)
    const { parameters, sums } = checkpoint(1, 'schedule')
    expect(from).toEqual({ epoch: 1, step: 6000, parameters, optimiserState, sums })
  })

  it('is an earlier one, where that is damaged', () => {
    keep()
    temporary.database
      .prepare('UPDATE checkpoints SET parameters = zeroblob(400) WHERE run_id = ? AND step = 6000')
      .run(runId)
    expect(temporary.store.walkStart(runId, 7000)).toMatchObject({
      from: { step: 0 },
      lastStep: 12_000
    })
  })

  it('is not told of a run that is not there', () => {
    expect(() => temporary.store.walkStart(runId + 1, 0)).toThrow(
      expect.objectContaining({ code: 'not-found' })
    )
  })
})
