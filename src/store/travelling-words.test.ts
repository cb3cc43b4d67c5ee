import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runRecordSchema, type RunRecord } from '../shared/transfer'
import {
  batch,
  checkpoint,
  lease,
  newRun,
  temporaryStore,
  type TemporaryStore
} from './testing/fixtures'

let here: TemporaryStore
let there: TemporaryStore
beforeEach(() => {
  here = temporaryStore()
  there = temporaryStore()
  const { id } = here.store.createRun(newRun(), lease('me'))
  here.store.applyBatch(id, 'me', batch(1, { checkpoints: [checkpoint(1, 'schedule')] }))
  here.store.finish('me', [{ runId: id, status: 'stopped' }])
})
afterEach(() => {
  here.remove()
  there.remove()
})

/** As it is written into a file, and read. */
function sent(runId: number): RunRecord {
  return runRecordSchema.parse(JSON.parse(JSON.stringify(here.store.exportRun(runId).record)))
}

describe('what is said of a run', () => {
  it('is not written where nothing is: programs before it can read the rest', () => {
    for (const field of ['note', 'tags', 'forkedFrom', 'blockLength']) {
      expect(sent(1)).not.toHaveProperty(field)
    }
  })

  it('travels with it, and the relation of a fork to its origin', () => {
    const { store } = here
    store.annotate(1, 'two\nlines')
    store.tagRuns([1], ['b', 'a'], [])
    const [{ id: checkpointId }] = store.runDetail(1).checkpoints
    const { id: forked } = store.forkRun({ runId: 1, checkpointId, learningRate: 2 }, lease('me'))
    const runs = [forked, 1].map((id) => store.exportRun(id))
    there.store.importRuns([runs[0]])
    const origin = { name: 'Run 1', epoch: 1, step: 6000 }
    expect(there.store.runSummary(1).forkedFrom).toEqual({ runId: null, ...origin })
    there.store.importRuns(runs)
    expect(there.store.runSummary(1).forkedFrom).toEqual({ runId: 2, ...origin })
    expect(there.store.runSummary(2)).toMatchObject({ note: 'two\nlines', tags: ['a', 'b'] })
    expect(there.store.exportRun(2)).toEqual(runs[1])
  })

  it('gives no orders to a terminal', () => {
    here.store.annotate(1, 'red \u001b[31m\r\n\tnote')
    expect(sent(1).note).toBe('red  [31m \n\tnote')
    expect(runRecordSchema.safeParse({ ...sent(1), note: '\u001b[31m' }).success).toBe(false)
    expect(runRecordSchema.safeParse({ ...sent(1), tags: ['a,b'] }).success).toBe(false)
  })

  it('is put in order where another program did not', () => {
    const run = here.store.exportRun(1)
    const record = { ...run.record, tags: ['b', 'a', 'b'], blockLength: 18 }
    there.store.setDefaultCheckpointPolicy('all')
    there.store.importRuns([{ ...run, record }])
    expect(there.store.runSummary(1)).toMatchObject({
      tags: ['a', 'b'],
      blockLength: 18,
      checkpointPolicy: 'all'
    })
    expect(there.store.exportRun(1).record).toMatchObject({ tags: ['a', 'b'], blockLength: 18 })
  })

  it('leaves the baseline where it is', () => {
    here.store.setBaseline(1)
    there.store.importRuns([here.store.exportRun(1)])
    expect(there.store.runSummary(1).isBaseline).toBe(false)
  })
})
