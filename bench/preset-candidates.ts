import type { PresetId } from '../src/shared/presets'
import type { RunConfig } from '../src/shared/run-config'

type Changes = Partial<RunConfig>

const plainRates = [0.1, 0.25, 0.5, 1, 1.5, 2, 3]

/** As few passes as it takes, over networks of one hidden layer. */
const quick: Changes[] = [
  ...[0.15, 0.2].map((learningRate) => ({ hiddenLayers: [32], learningRate })),
  { hiddenLayers: [32], learningRate: 0.2, batchSize: 16, epochs: 3 },
  ...[0.15, 0.2].map((learningRate) => ({ hiddenLayers: [48], learningRate })),
  { hiddenLayers: [48], learningRate: 0.15, batchSize: 8 },
  ...[0.15, 0.2].map((learningRate) => ({ hiddenLayers: [64], learningRate })),
  ...[0.1, 0.15].map((rate) => ({ hiddenLayers: [128], learningRate: rate, epochs: 1 })),
  { hiddenLayers: [64], learningRate: 0.005, optimiser: 'adam', batchSize: 16, epochs: 1 }
]

/** The network of the lesson: other rates, penalties, start weights, lengths and optimisers. */
const lesson: Changes[] = [
  ...[0.15, 0.2, 0.3].map((learningRate) => ({ learningRate })),
  { epochs: 40 },
  { l2: 0.3 },
  { l2: 3, shift: 0, batchSize: 10, learningRate: 0.08, epochs: 40 },
  { initialisation: 'xavier' },
  { optimiser: 'adam', learningRate: 0.002 },
  { optimiser: 'momentum', momentum: 0.8, learningRate: 0.05 }
]

/** Settings that were compared on the held-out images: what differs from the preset. */
export const CANDIDATES: Record<PresetId, Changes[]> = {
  plain: plainRates.map((learningRate) => ({ learningRate })),
  'quick-96': quick,
  'lesson-96': lesson,
  'best-98': [
    ...[0.1, 0.2, 0.3, 0.4, 0.5].map((learningRate) => ({ hiddenLayers: [128, 64], learningRate })),
    { hiddenLayers: [100], learningRate: 0.2, epochs: 10 },
    { hiddenLayers: [64], learningRate: 0.2, epochs: 12 }
  ]
}
