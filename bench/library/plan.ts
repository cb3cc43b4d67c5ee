import { PRESETS } from '../../src/shared/presets'
import { randomStream, type RandomStream } from '../../src/shared/random'
import type { RunConfig } from '../../src/shared/run-config'
import { expandGrid } from '../../src/shared/sweep'

/** How a run ends: by what its process says, or because it died. */
export type Outcome = 'finished' | 'stopped' | 'diverged' | 'interrupted'

/** A run before it has any curves. */
export interface PlannedRun {
  /** Without one it is named after its number, as most runs are. */
  name?: string
  config: RunConfig
  outcome: Outcome
  note: string
  tags: string[]
  /** Milliseconds since 1970. */
  createdAt: number
}

/** Runs that are begun together. */
export interface PlannedPart {
  /** The sweep's name; null: runs that somebody started one by one. */
  sweep: string | null
  runs: PlannedRun[]
}

export interface LibraryOptions {
  runs: number
  seed: number
  /** When the last run is begun, in milliseconds since 1970. */
  end: number
}

const EPOCHS = 30
/** Milliseconds from one run to the next: ten thousand in some two years of lessons. */
const BETWEEN_RUNS = 2 * 60 * 60 * 1000

const STUDENTS = ['Ada', 'Ben', 'Chloé', 'Deniz', 'Emil', 'Fatou', 'Grete', 'Hiro', 'Ines', 'Jan']
const TOPICS = ['too steep?', 'wider network', 'lesson 3', 'as on the board', 'again', 'small step']
const TAGS = [
  'lesson 3',
  'lesson 4',
  'homework',
  'group A',
  'group B',
  'best',
  'too steep',
  'noisy'
]
const NOTES = [
  'The cost rattles, but it comes down in the end.',
  'Same start as the one before, twice the rate.',
  'Compare with the run on the board: which of them saw more examples?',
  'Stuck for two epochs, then it fell all at once.'
]

/** What varies from one run to the next; the first of each is the most common. */
const NETWORKS = [[16, 16], [16, 16], [16, 16], [16], [30], []]
const BATCH_SIZES = [10, 10, 32, 100, 500]
const RATES = [0.03, 0.1, 0.3, 0.5, 1, 2, 5]
const SUBSETS = [0, 0, 0, 1000, 5000]

/** So many sweeps at most; none in a library of fewer than a hundred runs. */
const MOST_SWEEPS = 15
const SWEEP_SEEDS = [[1], [1, 2, 3], [1, 2, 3, 4, 5]]

/** A library as a school fills it: the same for the same seed. */
export function planLibrary({ runs, seed, end }: LibraryOptions): PlannedPart[] {
  const sweepCount = Math.min(MOST_SWEEPS, Math.floor(runs / 100))
  const sweeps = Array.from({ length: sweepCount }, (_, index) => planSweep(index))
  const inSweeps = sweeps.reduce((sum, { configs }) => sum + configs.length, 0)
  const alone = runs - inSweeps
  const random = randomStream(seed, 'noise')
  let time = end - runs * BETWEEN_RUNS
  const plan = (config: RunConfig): PlannedRun => {
    time += BETWEEN_RUNS
    return planRun(config, time, random)
  }

  // the sweeps lie among the other runs, as evenly as may be
  const groups = sweepCount + 1
  return Array.from({ length: groups }, (_, group): PlannedPart[] => {
    const count = Math.floor((alone * (group + 1)) / groups) - Math.floor((alone * group) / groups)
    const single = {
      sweep: null,
      runs: Array.from({ length: count }, () => plan(someConfig(random)))
    }
    const { name, configs } = sweeps[group] ?? {}
    if (!name || !configs) return [single]
    return [single, { sweep: name, runs: configs.map(plan) }]
  }).flat()
}

function planSweep(index: number): { name: string; configs: RunConfig[] } {
  const seeds = SWEEP_SEEDS[index % SWEEP_SEEDS.length]
  const base: RunConfig = { ...PRESETS.plain, epochs: EPOCHS }
  const configs = expandGrid(base, [
    { field: 'learningRate', values: [0.1, 0.5, 1, 2, 20] },
    { field: 'batchSize', values: [10, 32, 100, 500] },
    { field: 'seed', values: seeds }
  ])
  return { name: `Rate and batch ${index + 1}`, configs }
}

function planRun(config: RunConfig, createdAt: number, random: RandomStream): PlannedRun {
  const tags = random.uniform() < 0.3 ? [pick(TAGS, random), pick(TAGS, random)] : []
  return {
    ...(random.uniform() < 0.4
      ? { name: `${pick(STUDENTS, random)}, ${pick(TOPICS, random)}` }
      : {}),
    config,
    outcome: outcomeOf(config, random),
    note: random.uniform() < 0.15 ? pick(NOTES, random) : '',
    tags: [...new Set(tags)],
    createdAt
  }
}

function someConfig(random: RandomStream): RunConfig {
  const preset = random.uniform() < 0.6 ? PRESETS.plain : PRESETS['lesson-96']
  const tried: RunConfig = {
    ...preset,
    hiddenLayers: pick(NETWORKS, random),
    batchSize: pick(BATCH_SIZES, random),
    learningRate: pick(RATES, random),
    subset: pick(SUBSETS, random),
    epochs: EPOCHS,
    seed: random.below(1000)
  }
  if (random.uniform() > 0.15) return tried
  return random.uniform() < 0.5
    ? { ...tried, optimiser: 'momentum', momentum: 0.9, learningRate: tried.learningRate / 10 }
    : { ...tried, optimiser: 'adam', learningRate: 0.001 }
}

/** Steps that are too large for these settings end in a divergence. */
function outcomeOf({ cost, learningRate }: RunConfig, random: RandomStream): Outcome {
  const chance = random.uniform()
  if (learningRate > (cost === 'quadratic' ? 10 : 4)) return 'diverged'
  if (chance < 0.06) return 'stopped'
  return chance < 0.08 ? 'interrupted' : 'finished'
}

function pick<Item>(items: readonly Item[], random: RandomStream): Item {
  return items[random.below(items.length)]
}
