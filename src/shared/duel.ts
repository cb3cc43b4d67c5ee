import { PLAIN_SETTINGS, type RunConfig } from './run-config'

/**
 * The memorisation duel: one network learns the same images twice, once with their true labels and once
 * with labels dealt out by lot. Where the numbers come from: docs/decisions/duel.md.
 */

/** Marks the runs of duels, so that the last one is found again. */
export const DUEL_TAG = 'duel'
/** Marks the runs of five seeds likewise. */
export const SEEDS_TAG = 'five seeds'

export const DUEL_LIMITS = {
  /** Of the labels of the second run, dealt out anew. */
  fraction: { min: 0.05, max: 1 },
  images: { min: 100, max: 20_000 },
  /** Of each of the two: 150 together. */
  epochs: { min: 1, max: 75 },
  seed: { min: 0, max: 4_294_967_295 }
} as const

export interface DuelSettings {
  fraction: number
  images: number
  epochs: number
  seed: number
}

/** The shuffled labels are learnt to 97 % within these epochs, the true ones to all. */
export const USUAL_DUEL: DuelSettings = { fraction: 1, images: 10_000, epochs: 60, seed: 1 }

const shared = {
  ...PLAIN_SETTINGS,
  dataset: 'mnist',
  activation: 'relu',
  initialisation: 'he',
  cost: 'cross-entropy',
  batchSize: 32,
  learningRate: 0.2
} as const

/** The two runs, the one with true labels first. They differ in their labels alone. */
export function duelConfigs({
  fraction,
  images,
  epochs,
  seed
}: DuelSettings): [RunConfig, RunConfig] {
  const truth: RunConfig = { ...shared, hiddenLayers: [256], subset: images, epochs, seed }
  return [truth, { ...truth, shuffledLabels: fraction }]
}

/** Five runs on all images with their true labels, from five starts. */
export function seedConfigs(firstSeed: number): RunConfig[] {
  return Array.from({ length: 5 }, (_, index) => ({
    ...shared,
    hiddenLayers: [64],
    schedule: 'cosine' as const,
    epochs: 4,
    seed: firstSeed + index
  }))
}
