import { describe, expect, it, vi } from 'vitest'
import { DownhillError } from '../shared/errors'
import type { LandscapeInput } from '../shared/landscape'
import { PRESETS } from '../shared/presets'
import type { CheckpointSummary, RunDetail, RunSummary } from '../shared/run'
import type { RunConfig } from '../shared/run-config'
import { evenly, planSurvey } from './survey-plan'

interface Stored {
  layers?: number[]
  datasetFingerprint?: string
  config?: Partial<RunConfig>
  checkpoints?: number
}

/** A store with these runs, numbered from 1. Their weights are as many bytes as their step. */
function storeWith(...runs: Stored[]) {
  const detail = (runId: number): RunDetail => {
    const { layers = [784, 16, 10], datasetFingerprint = 'print', ...rest } = runs[runId - 1]
    const count = rest.checkpoints ?? 4
    const run: Partial<RunSummary> = {
      id: runId,
      layers,
      datasetFingerprint,
      config: { ...PRESETS.plain, ...rest.config }
    }
    const checkpoints = Array.from({ length: count }, (_, index): Partial<CheckpointSummary> => ({
      id: 100 * runId + index,
      size: 4 * 13_002
    }))
    return { run, checkpoints } as RunDetail
  }
  return {
    runDetail: vi.fn((runId: number) => Promise.resolve(detail(runId))),
    readCheckpoint: vi.fn((runId: number, id: number | 'last') => {
      const epoch = Number(id) - 100 * runId
      return Promise.resolve({
        ...detail(runId).run,
        id: Number(id),
        runId,
        epoch,
        step: epoch * 10,
        parameters: Uint8Array.of(runId, epoch)
      })
    })
  }
}

const wish = (...runIds: number[]): LandscapeInput => ({
  runIds,
  plane: 'path',
  seed: 1,
  size: 51,
  examples: 10_000
})

describe('the plan of a survey', () => {
  it('has the weights that a run kept, in the order of their steps', async () => {
    expect(await planSurvey(wish(1), storeWith({}))).toEqual({
      config: PRESETS.plain,
      layers: [784, 16, 10],
      fingerprint: 'print',
      plane: 'path',
      seed: 1,
      size: 51,
      examples: 10_000,
      damaged: { count: 0, last: false },
      paths: [
        {
          runId: 1,
          points: [0, 1, 2, 3].map((epoch) => ({
            epoch,
            step: epoch * 10,
            parameters: Uint8Array.of(1, epoch)
          }))
        }
      ]
    })
  })

  it('takes the same run for one, however often it is named', async () => {
    expect((await planSurvey(wish(1, 1), storeWith({}))).paths).toHaveLength(1)
  })

  it.each<[string, Stored]>([
    ['dataset', { datasetFingerprint: 'other' }],
    ['layers', { layers: [784, 16, 16, 10] }],
    ['activation', { config: { activation: 'relu' } }],
    ['cost', { config: { cost: 'cross-entropy' } }],
    ['labels', { config: { shuffledLabels: 0.5 } }]
  ])('is refused to two runs with another %s', async (obstacle, other) => {
    const plan = planSurvey(wish(1, 2), storeWith({}, other))
    await expect(plan).rejects.toMatchObject({ code: 'no-common-landscape', values: { obstacle } })
  })

  it('takes the settings of the first of two runs that may differ in theirs', async () => {
    const store = storeWith({ config: { seed: 5 } }, { config: { seed: 6, learningRate: 1 } })
    const { config, paths } = await planSurvey(wish(2, 1), store)
    expect(config.seed).toBe(6)
    expect(paths.map(({ runId }) => runId)).toEqual([2, 1])
  })

  it('leaves weights out where there are too many, and reads no more than it takes', async () => {
    const store = storeWith({ checkpoints: 1001 }, { checkpoints: 1001 })
    const { paths } = await planSurvey(wish(1, 2), store)
    for (const { points } of paths) {
      expect(points).toHaveLength(75)
      expect([points[0].epoch, points[74].epoch]).toEqual([0, 1000])
    }
    expect(store.readCheckpoint).toHaveBeenCalledTimes(150)
  })

  it('does without weights that a run under way dropped meanwhile', async () => {
    const store = storeWith({})
    const gone = new DownhillError('not-found', 'It was dropped.')
    store.readCheckpoint.mockRejectedValueOnce(gone)
    const { paths } = await planSurvey(wish(1), store)
    expect(paths[0].points.map(({ epoch }) => epoch)).toEqual([1, 2, 3])
    store.readCheckpoint.mockRejectedValueOnce(new Error('The store has ended.'))
    await expect(planSurvey(wish(1), store)).rejects.toThrow('The store has ended.')
  })

  it('does without damaged weights, and says how many, and whether the last are among them', async () => {
    const broken = new DownhillError('checkpoint-damaged', 'Broken.')
    const store = storeWith({}, {})
    store.readCheckpoint.mockRejectedValueOnce(broken)
    const { paths, damaged } = await planSurvey(wish(1, 2), store)
    expect(paths.map(({ points }) => points.map(({ epoch }) => epoch))).toEqual([
      [1, 2, 3],
      [0, 1, 2, 3]
    ])
    expect(damaged).toEqual({ count: 1, last: false })

    const read = store.readCheckpoint.getMockImplementation()
    store.readCheckpoint.mockImplementation((runId, id) =>
      id === 103 ? Promise.reject(broken) : (read?.(runId, id) ?? Promise.reject(broken))
    )
    expect((await planSurvey(wish(1), store)).damaged).toEqual({ count: 1, last: true })
    store.readCheckpoint.mockImplementation(() => Promise.reject(broken))
    await expect(planSurvey(wish(1), store)).rejects.toMatchObject({ code: 'checkpoint-damaged' })
  })

  it('is refused where no weights are stored', async () => {
    const plan = planSurvey(wish(1), storeWith({ checkpoints: 0 }))
    await expect(plan).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('evenly', () => {
  it('keeps the ends and regular distances', () => {
    expect(evenly([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 3)).toEqual([0, 5, 10])
    expect(evenly([1, 2], 3)).toEqual([1, 2])
  })
})
