import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RateChange } from '../shared/run'
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

function apply(epoch: number, changes: Parameters<typeof batch>[1] = {}): void {
  temporary.store.applyBatch(runId, 'me', batch(epoch, changes))
}

const change = (step: number, learningRate = 0.5): RateChange => ({ step, learningRate })

/** A block whose last step is this one. */
const block = (step: number, cost: number) => ({ block: step / 90 - 1, step, cost })

describe('changes of the learning rate', () => {
  it('are kept in order, and given to whoever resumes the run', () => {
    apply(1, { rateChanges: [change(10), change(20, 3)] })
    apply(2, { rateChanges: [change(7000)] })
    const { store } = temporary
    const all = [change(10), change(20, 3), change(7000)]
    expect(store.runSummary(runId).rateChanges).toEqual(all)
    expect(store.resumePoint(runId).rateChanges).toEqual(all)
  })

  it('replace those of the same step, and of later ones that an earlier course had made', () => {
    apply(1, { rateChanges: [change(10), change(20), change(30)] })
    apply(1, { rateChanges: [change(20, 7)] })
    expect(temporary.store.runSummary(runId).rateChanges).toEqual([change(10), change(20, 7)])
  })

  it('are stored with their batch or not at all', () => {
    const forged = checkpoint(1, 'schedule', { sha256: '0'.repeat(64) })
    expect(() => apply(1, { rateChanges: [change(10)], checkpoints: [forged] })).toThrow()
    expect(temporary.store.runSummary(runId).rateChanges).toEqual([])
  })

  it('let the stored remains of another course give way, and nothing before', () => {
    const { store } = temporary
    const points = [block(6030, 1), block(6120, 1), block(12_060, 1)]
    const checkpoints = [1, 2].map((epoch) => checkpoint(epoch, 'schedule'))
    apply(3, { points, epochs: [1, 2, 3].map((epoch) => metrics(epoch)), checkpoints })
    // the run fell back to epoch 1, and from step 6100 on it is walked with another rate
    const otherwise = metrics(2, { testAccuracy: 0.123 })
    const { differingEpochs } = store.applyBatch(
      runId,
      'me',
      batch(2, { points: [block(6120, 9)], epochs: [otherwise], rateChanges: [change(6100)] })
    )
    expect(differingEpochs).toEqual([])
    const { curves, run, checkpoints: kept } = store.runDetail(runId)
    expect(curves.points).toEqual([block(6030, 1), block(6120, 9)])
    expect(curves.epochs).toEqual([metrics(1), otherwise])
    expect(kept.map(({ epoch }) => epoch)).toEqual([1])
    expect(run).toMatchObject({ lastTestAccuracy: 0.123, weightsSha256: kept[0].sha256 })
  })
})
