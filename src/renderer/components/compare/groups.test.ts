import { describe, expect, it } from 'vitest'
import type { RunSummary } from '../../../shared/run'
import type { RunConfig } from '../../../shared/run-config'
import { makeRun } from '../../testing/runs'
import { compareSettings, groupings, groupRuns, varyingFields } from './groups'

const { config } = makeRun()
const run = (id: number, changes: Partial<RunConfig>): RunSummary =>
  makeRun({ id, config: { ...config, ...changes } })

const BATCHES_AND_SEEDS = [
  run(1, { batchSize: 100, seed: 1 }),
  run(2, { batchSize: 9, seed: 1 }),
  run(3, { batchSize: 100, seed: 2 }),
  run(4, { batchSize: 9, seed: 2 })
]
const ids = (groups: { runs: readonly RunSummary[] }[]): number[][] =>
  groups.map(({ runs }) => runs.map(({ id }) => id))

describe('grouping runs', () => {
  it('puts together what only seeds tell apart, small settings before large', () => {
    const groups = groupRuns(BATCHES_AND_SEEDS, 'seeds')
    expect(ids(groups)).toEqual([
      [2, 4],
      [1, 3]
    ])
    expect(groups[0].fields).toEqual(['batchSize'])
  })

  it('puts together what shares a setting, whatever else differs', () => {
    const runs = [...BATCHES_AND_SEEDS, run(5, { batchSize: 9, l2: 1 })]
    expect(ids(groupRuns(runs, 'batchSize'))).toEqual([
      [2, 4, 5],
      [1, 3]
    ])
  })

  it('offers what puts some together, and not all', () => {
    expect(groupings(BATCHES_AND_SEEDS)).toEqual(['none', 'seeds'])
    expect(groupings(BATCHES_AND_SEEDS.slice(0, 2))).toEqual(['none'])
    const grid = [0.1, 1].flatMap((learningRate, row) =>
      [10, 20].map((batchSize, column) => run(row * 2 + column, { learningRate, batchSize }))
    )
    expect(groupings(grid)).toEqual(['none', 'batchSize', 'learningRate'])
    // seeds alone: one line for all of them
    expect(groupings([run(1, { seed: 1 }), run(2, { seed: 2 })])).toEqual(['none', 'seeds'])
  })

  it('sees no difference in what has no effect', () => {
    expect(varyingFields([run(1, { momentum: 0.9 }), run(2, { momentum: 0 })])).toEqual([])
  })

  it.each<[Parameters<typeof compareSettings>, number]>([
    [[9, 10], -1],
    [[[16], [8, 8]], -1],
    [
      [
        [16, 8],
        [16, 16]
      ],
      -8
    ],
    [[[16], [16]], 0],
    [['relu', 'adam'], 1],
    [['relu', 'relu'], 0]
  ])('orders %j', ([a, b], order) => {
    expect(compareSettings(a, b)).toBe(order)
  })
})
