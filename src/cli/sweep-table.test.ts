import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { PRESETS } from '../shared/presets'
import type { RunSummary } from '../shared/run'
import type { RunConfig } from '../shared/run-config'
import {
  batch,
  checkpoint,
  lease,
  newRun,
  temporaryStore,
  type TemporaryStore
} from '../store/testing/fixtures'
import { raceVerdict, rank, sweepTable } from './sweep-table'

let temporary: TemporaryStore
beforeEach(() => {
  temporary = temporaryStore()
})
afterEach(() => temporary.remove())

/** A finished run that has come so far. */
function run(epoch: number, changes: Partial<RunConfig> = {}): RunSummary {
  const { store } = temporary
  const { id } = store.createRun(newRun({ config: { ...PRESETS.plain, ...changes } }), lease('me'))
  const checkpoints = [checkpoint(0, 'schedule')]
  store.applyBatch(id, 'me', batch(epoch, { checkpoints }))
  return { ...store.runSummary(id), status: 'finished' }
}

const ranked = (runs: RunSummary[]) =>
  rank(runs.map((each) => ({ run: each, heldOutAccuracy: null })))

describe('the table of a sweep', () => {
  it('has the settings that vary, and the best first', () => {
    const runs = [run(1), run(8, { learningRate: 3 }), run(3, { hiddenLayers: [] })]
    expect(sweepTable(ranked(runs))).toEqual([
      'Place  Run  layers  rate  Test accuracy  Test cost  Seconds  Status',
      '    1    2   16,16     3        90.00 %     0.1111      8.0  finished',
      '    2    3    none   1.5        80.00 %     0.2500      3.0  finished',
      '    3    1   16,16   1.5        66.67 %     0.5000      1.0  finished'
    ])
  })

  it('ranks by the held-out part where all have one, and the diverged last', () => {
    const [first, second] = [run(1), run(8, { learningRate: 3 })]
    const order = (...accuracies: (number | null)[]): number[] =>
      rank(
        [first, second].map((each, index) => ({ run: each, heldOutAccuracy: accuracies[index] }))
      ).map((each) => each.run.id)
    expect(order(0.9, 0.8)).toEqual([1, 2])
    expect(order(0.9, null)).toEqual([2, 1])
    expect(ranked([{ ...second, status: 'diverged' }, first]).map((each) => each.run.id)).toEqual([
      1, 2
    ])
    expect(sweepTable(rank([{ run: first, heldOutAccuracy: 0.5 }]))[0]).toContain(
      'Held-out accuracy'
    )
  })
})

describe('the verdict on a race', () => {
  it('is fair where start, order, data and length are the same', () => {
    expect(raceVerdict([run(3), run(3, { learningRate: 2 })])).toBe(
      'A fair race: same start, same order, same data, same length.'
    )
  })

  it('says what differs, and what is not known', () => {
    const other = run(3, { seed: 2, epochs: 5 })
    expect(raceVerdict([run(3), { ...other, startSha256: null }])).toBe(
      'Not quite a fair race: same data, but not the same: the order of the examples, the length, ' +
        'not known yet: the start weights. A small lead may be luck.'
    )
  })
})
