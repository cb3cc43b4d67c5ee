import {
  ACTIVATIONS,
  COSTS,
  INITIALISATIONS,
  OPTIMISERS,
  SCHEDULES,
  type OptimiserKind,
  type RunConfig
} from '../../shared/run-config'
import type { RateChange } from '../../shared/run'
import { PRESET_IDS, PRESETS } from '../../shared/presets'
import { SMALL_CONFIG } from './small-run'

/** A run that must come to the same weights wherever it is made. */
export interface SamenessRun {
  name: string
  /** What it learns from: rows in 3 x 3 pixels (small-run.ts), or handwritten digits. */
  data: 'rows' | 'digits'
  config: RunConfig
  rateChanges: RateChange[]
}

function run(
  data: SamenessRun['data'],
  name: string,
  changes: Partial<RunConfig>,
  rateChanges: RateChange[] = []
): SamenessRun {
  const base = data === 'rows' ? SMALL_CONFIG : PRESETS.plain
  return { name: `${data}: ${name}`, data, config: { ...base, ...changes }, rateChanges }
}

/** Rates at which each optimiser gets somewhere and does not diverge. */
const RATES: Record<OptimiserKind, number> = { plain: 0.5, momentum: 0.2, adam: 0.02 }

const combinations = OPTIMISERS.flatMap((optimiser) =>
  ACTIVATIONS.flatMap((activation) =>
    COSTS.map((cost) =>
      run('rows', `${optimiser}, ${activation}, ${cost}`, {
        optimiser,
        activation,
        cost,
        learningRate: RATES[optimiser]
      })
    )
  )
)

const singleSettings = [
  ...INITIALISATIONS.map((initialisation) =>
    run('rows', `initialisation ${initialisation}`, { initialisation })
  ),
  ...SCHEDULES.map((schedule) =>
    run('rows', `schedule ${schedule}`, { schedule, learningRate: 0.3 })
  ),
  run('rows', 'sums', { reduction: 'sum', learningRate: 0.05 }),
  run('rows', 'a subset with shuffled labels', { subset: 20, shuffledLabels: 0.5 }),
  run('rows', 'no hidden layer, wide shifts', { hiddenLayers: [], shift: 3 }),
  run('rows', 'rates changed', {}, [
    { step: 5, learningRate: 0.1 },
    { step: 14, learningRate: 0.3 }
  ]),
  run('rows', 'divergence', { optimiser: 'plain', learningRate: 100, l2: 1000, epochs: 30 })
]

const digits = [
  ...PRESET_IDS.map((id) => run('digits', `preset ${id}`, { ...PRESETS[id], epochs: 2 })),
  run('digits', 'momentum, tanh, penalty', {
    optimiser: 'momentum',
    momentum: 0.9,
    learningRate: 0.1,
    activation: 'tanh',
    l2: 2,
    epochs: 2
  }),
  run('digits', 'adam, relu, softmax, shifts', {
    optimiser: 'adam',
    learningRate: 0.002,
    activation: 'relu',
    cost: 'cross-entropy',
    hiddenLayers: [30],
    shift: 2,
    batchSize: 32,
    heldOut: 250,
    epochs: 2
  }),
  run('digits', 'one example a step', { batchSize: 1, learningRate: 0.25, epochs: 1 }),
  run('digits', 'all examples a step', { batchSize: 60_000, epochs: 6 }),
  run('digits', 'batches of 150, momentum', {
    optimiser: 'momentum',
    momentum: 0.9,
    learningRate: 0.3,
    batchSize: 150,
    epochs: 3
  })
]

export const SAMENESS_RUNS: readonly SamenessRun[] = [...combinations, ...singleSettings, ...digits]
