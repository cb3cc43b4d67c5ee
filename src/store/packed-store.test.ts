import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { PACKED_RUN_FIELDS, unpackCurves, unpackRuns } from '../shared/packed'
import { PRESETS } from '../shared/presets'
import {
  batch,
  checkpoint,
  lease,
  LEASE_TIME,
  metrics,
  newRun,
  point,
  temporaryStore,
  type TemporaryStore
} from './testing/fixtures'

let temporary: TemporaryStore
beforeEach(() => {
  temporary = temporaryStore()
})
afterEach(() => temporary.remove())

/** Of every kind: forked, held out, imported, under way, crashed, diverged, not begun. */
function fill(): void {
  const { store, database, clock } = temporary
  const config = { ...PRESETS.plain, heldOut: 5000 }
  for (const run of [newRun(), newRun({ name: '“Größe”', config }), newRun({ numerics: 1 })]) {
    const { id } = store.createRun(run, lease('me'))
    store.applyBatch(
      id,
      'me',
      batch(1, {
        points: [point(0), point(1, null)],
        epochs: [
          metrics(0),
          metrics(1, { heldOutAccuracy: id === 2 ? 0.5 : null, testCost: null, testAccuracy: 0.25 })
        ],
        checkpoints: [checkpoint(0, 'schedule'), checkpoint(1, 'schedule')],
        rateChanges: [{ step: 7, learningRate: 0.1 + 0.2 }]
      })
    )
  }
  const problem = { code: 'internal', message: 'It broke.', values: { runId: 3 } } as const
  const finalTraining = { trainingCost: 1 / 3, trainingAccuracy: 0.75 }
  store.finish('me', [
    { runId: 1, status: 'finished', finalTraining },
    { runId: 2, status: 'stopped' },
    { runId: 3, status: 'interrupted', problem }
  ])
  const [{ id: checkpointId }] = store.runDetail(2).checkpoints
  store.forkRun({ runId: 2, checkpointId, learningRate: 3 }, lease('me'))
  store.annotate(1, 'a\n"note"')
  store.tagRuns([1, 2], ['one', 'two'], [])
  store.setBaseline(2)
  database.exec(`UPDATE runs SET author = 'Ada', problem = '{"code":"internal"}' WHERE id = 1`)
  store.createSweep({ name: 'Sweep', runs: [newRun(), newRun()] }, lease('me'))
  store.finish('me', [{ runId: 5, status: 'diverged' }])
  store.deleteRuns([5])
  clock.time += LEASE_TIME - 1
  store.createRun(newRun(), lease('me', clock.time))
}

describe('packed', () => {
  it('the list says what the list says, whoever lives', () => {
    const { store, clock } = temporary
    fill()
    for (const later of [0, 1, LEASE_TIME]) {
      clock.time += later
      expect(unpackRuns(store.packedRuns())).toEqual(store.listRuns())
    }
    expect(store.listRuns().map(({ status }) => status)).toEqual([
      ...['interrupted', 'interrupted', 'interrupted', 'interrupted', 'stopped', 'finished']
    ])
  })

  it('settings stand in it once, whatever the seed', () => {
    const { store } = temporary
    for (const seed of [1, 2, 3]) {
      store.createRun(newRun({ name: 'The same', config: { ...PRESETS.plain, seed } }), lease('me'))
    }
    const size = (runIds: number[]): number => store.packedSummaries(runIds).length
    expect(size([1, 2, 3]) - size([1, 2])).toBe(8 * PACKED_RUN_FIELDS.length)
  })

  it('summaries are those asked for, in the order asked for', () => {
    const { store } = temporary
    fill()
    expect(unpackRuns(store.packedSummaries([2, 5, 4, 99]))).toEqual(store.runSummaries([2, 4]))
  })

  it('curves are as they are stored', () => {
    const { store } = temporary
    fill()
    expect(unpackCurves(store.packedCurves([2, 1]))).toEqual(store.curves([2, 1]))
    expect(() => store.packedCurves([1, 5])).toThrow('There is no run 5')
  })
})
