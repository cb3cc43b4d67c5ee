import { expect, it } from 'vitest'
import { DUEL_LIMITS, duelConfigs, seedConfigs, USUAL_DUEL } from './duel'
import { runConfigSchema } from './run-config'

it('sets two runs against each other that differ in their labels alone', () => {
  const [truth, shuffled] = duelConfigs({ ...USUAL_DUEL, fraction: 0.5, seed: 7 })
  expect(truth).toMatchObject({ shuffledLabels: 0, subset: 10_000, seed: 7, hiddenLayers: [256] })
  expect(shuffled).toEqual({ ...truth, shuffledLabels: 0.5 })
})

it('asks for settings that a run may have, and for 150 epochs at most', () => {
  const most = {
    fraction: 1,
    images: DUEL_LIMITS.images.max,
    epochs: DUEL_LIMITS.epochs.max,
    seed: 1
  }
  for (const settings of [USUAL_DUEL, most]) {
    const configs = duelConfigs(settings)
    for (const config of configs) expect(runConfigSchema.parse(config)).toEqual(config)
    expect(configs[0].epochs + configs[1].epochs).toBeLessThanOrEqual(150)
  }
})

it('starts five runs that differ in their seed alone', () => {
  const configs = seedConfigs(3)
  expect(configs.map(({ seed }) => seed)).toEqual([3, 4, 5, 6, 7])
  expect(new Set(configs.map((config) => JSON.stringify({ ...config, seed: 0 }))).size).toBe(1)
  for (const config of configs) expect(runConfigSchema.parse(config)).toEqual(config)
})
