import { loadDataset, type Dataset } from '../src/datasets/load'
import { createWorkshop } from '../src/engine/create-engine'
import { networkOfRun } from '../src/engine/network'
import { createTraining } from '../src/engine/training'
import { PRESET_IDS, PRESETS, type PresetId } from '../src/shared/presets'
import type { RunConfig } from '../src/shared/run-config'
import { CANDIDATES } from './preset-candidates'

const SEEDS = [1, 2, 3, 4, 5]

/** Training images on which candidates are compared; the test set plays no part in the choice. */
const HELD_OUT = 10_000

/** Takes in the images once. */
const workshop = createWorkshop()

interface Outcome {
  testAccuracy: number
  heldOutAccuracy: number
  /** Of the engine, training and evaluation; without reading the data. */
  cpuSeconds: number
}

/** Trains one run to its end. */
function train(config: RunConfig, { info, training, test }: Dataset): Outcome {
  const engine = workshop.engine(networkOfRun(config, info))
  const run = createTraining({ engine, config, training, test, from: null, rateChanges: [] })
  const before = process.cpuUsage()
  let outcome: Outcome = { testAccuracy: 0, heldOutAccuracy: 0, cpuSeconds: 0 }
  while (!run.isFinished && !run.hasDiverged) {
    const { epoch } = run.advance(Infinity)
    if (epoch) {
      const { testAccuracy, heldOutAccuracy } = epoch
      outcome = { testAccuracy, heldOutAccuracy: heldOutAccuracy ?? 0, cpuSeconds: 0 }
    }
  }
  const { user, system } = process.cpuUsage(before)
  return { ...outcome, cpuSeconds: (user + system) / 1e6 }
}

/** Mean and worst of a share over the seeds, in percent, and the mean CPU seconds. */
function overSeeds(
  config: RunConfig,
  dataset: Dataset,
  share: 'testAccuracy' | 'heldOutAccuracy'
): { mean: string; worst: string; 'CPU s': string } {
  const outcomes = SEEDS.map((seed) => train({ ...config, seed }, dataset))
  const shares = outcomes.map((outcome) => 100 * outcome[share])
  const mean = (values: number[]): number => values.reduce((sum, x) => sum + x) / values.length
  return {
    mean: mean(shares).toFixed(2),
    worst: Math.min(...shares).toFixed(2),
    'CPU s': mean(outcomes.map(({ cpuSeconds }) => cpuSeconds)).toFixed(2)
  }
}

/** The presets as they are, with nothing held out, on the test set. */
export async function printChosen(resources: string): Promise<void> {
  const dataset = await loadDataset(resources, 'mnist')
  const rows = PRESET_IDS.map((preset) => ({
    preset,
    ...overSeeds(PRESETS[preset], dataset, 'testAccuracy')
  }))
  console.table(rows)
}

/** The candidates of one preset, or of all, on the held-out part. */
export async function printCandidates(resources: string, only?: string): Promise<void> {
  const dataset = await loadDataset(resources, 'mnist')
  for (const preset of PRESET_IDS.filter((id) => !only || id === only)) {
    console.log(preset)
    console.table(CANDIDATES[preset].map((changes) => compare(preset, changes, dataset)))
  }
}

function compare(
  preset: PresetId,
  changes: Partial<RunConfig>,
  dataset: Dataset
): Record<string, unknown> {
  const config = { ...PRESETS[preset], ...changes, heldOut: HELD_OUT }
  const shown = { ...changes, hiddenLayers: config.hiddenLayers.join('-') }
  return { ...shown, ...overSeeds(config, dataset, 'heldOutAccuracy') }
}
