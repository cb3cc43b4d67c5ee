import type { PresetId } from '../src/shared/presets'
import type { RunConfig } from '../src/shared/run-config'

const plainRates = [0.1, 0.25, 0.5, 1, 1.5, 2, 3]

/** The same network over 40 epochs: with a penalty, or with shifted images. */
const lesson = { epochs: 40, l2: 0, shift: 0 }
const penalised = [
  ...[0.05, 0.08, 0.12].map((learningRate) => ({ ...lesson, batchSize: 10, learningRate, l2: 3 })),
  ...[0.1, 0.2].map((learningRate) => ({ ...lesson, batchSize: 32, learningRate, l2: 3 }))
]
const shifted = [10, 16, 32].flatMap((batchSize) =>
  [0.1, 0.15, 0.2, 0.3].map((learningRate) => ({ ...lesson, batchSize, learningRate, shift: 1 }))
)

/** Settings that were compared on the held-out images: what differs from the preset. */
export const CANDIDATES: Record<PresetId, Partial<RunConfig>[]> = {
  plain: plainRates.map((learningRate) => ({ learningRate })),
  'lesson-96': [...penalised, ...shifted],
  'best-98': [
    ...[0.1, 0.2, 0.3, 0.4, 0.5].map((learningRate) => ({ hiddenLayers: [128, 64], learningRate })),
    { hiddenLayers: [100], learningRate: 0.2, epochs: 10 },
    { hiddenLayers: [64], learningRate: 0.2, epochs: 12 }
  ]
}
