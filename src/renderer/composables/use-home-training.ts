import { computed, ref, type ComputedRef, type Ref } from 'vue'
import { PRESETS, presetOf } from '../../shared/presets'
import { PICTURE_SIDE } from '../../shared/digit-strokes'
import type { RunSummary } from '../../shared/run'
import type { RunConfig } from '../../shared/run-config'
import type { LiveState, Pace } from '../../shared/trainer-protocol'
import { request } from '../api'
import { homePhase, runForHome, runToResume, type HomePhase } from './home-run'
import { stepsInEpochOf } from './training-size'
import { useCommand } from './use-command'
import type { PredictionSource } from './use-prediction'
import { useRuns } from './use-runs'
import { useTraining } from './use-training'

/** Slow enough to see it learn, short enough to wait for. */
const SECONDS_TO_WATCH = 5

/** The one that reads digits soonest: the first minute is for seeing that it works. */
const HOME_PRESET = 'quick-96'

const startedHere = ref<number | null>(null)
const flatOutChosen = ref(false)

export interface HomeTraining {
  run: ComputedRef<RunSummary | undefined>
  phase: ComputedRef<HomePhase>
  live: ComputedRef<LiveState | undefined>
  /** Whose weights answer the drawing. */
  sources: ComputedRef<PredictionSource[]>
  /** Another run that lost its process, to go on with. */
  interrupted: ComputedRef<RunSummary | undefined>
  /** As fast as the machine can, or a pace to watch; may change while a run is under way. */
  flatOut: Ref<boolean>
  /** A command was sent and not answered yet. */
  busy: Readonly<Ref<boolean>>
  /** Why the last command failed. */
  error: Readonly<Ref<unknown>>
  train: () => Promise<void>
  pause: () => Promise<void>
  goOn: () => Promise<void>
  stop: () => Promise<void>
  resume: (run: RunSummary) => Promise<void>
}

/** The settings Home trains with; every time another seed, since one run proves little. */
export function nextConfig(runs: readonly RunSummary[]): RunConfig {
  const preset = PRESETS[HOME_PRESET]
  const seeds = runs
    .filter((run) => presetOf(run.config) === HOME_PRESET)
    .map((run) => run.config.seed)
  return { ...preset, seed: Math.max(preset.seed - 1, ...seeds) + 1 }
}

async function countSteps(config: RunConfig): Promise<number> {
  const datasets = await request('datasets.list')
  const dataset = datasets.find(({ id }) => id === config.dataset)
  if (!dataset) return 0
  return stepsInEpochOf(dataset, config) * config.epochs
}

/** Steps a second at which so many steps take as long as one likes to watch. */
function paceToWatch(totalSteps: number): Pace {
  return totalSteps > 0 ? totalSteps / SECONDS_TO_WATCH : null
}

export function useHomeTraining(): HomeTraining {
  const { runs } = useRuns()
  const training = useTraining()
  const { busy, error, send } = useCommand()

  /** Those that can answer the pad: what they take in is a drawing. */
  const readers = computed(() => runs.value.filter(({ layers }) => layers[0] === PICTURE_SIDE ** 2))
  const run = computed(() => runForHome(readers.value, startedHere.value))
  const phase = computed(() => homePhase(run.value))
  const underWay = computed(() => phase.value === 'training' || phase.value === 'paused')

  const paceOf = (totalSteps: number): Pace =>
    flatOutChosen.value ? null : paceToWatch(totalSteps)

  async function attempt(command: () => Promise<unknown>): Promise<void> {
    if (!busy.value) await send(command)
  }

  const withRun = (command: (runId: number) => Promise<unknown>): Promise<void> =>
    attempt(async () => {
      if (run.value) await command(run.value.id)
    })

  const flatOut = computed({
    get() {
      const pace = run.value && underWay.value ? training.paces.get(run.value.id) : undefined
      return pace === undefined ? flatOutChosen.value : pace === null
    },
    set(chosen) {
      flatOutChosen.value = chosen
      if (!run.value || !underWay.value) return
      const { id, totalSteps } = run.value
      void attempt(() => training.setPace(id, paceOf(totalSteps)))
    }
  })

  const sources = computed((): PredictionSource[] => {
    if (!run.value || phase.value === 'waiting') return []
    return [{ runId: run.value.id, checkpoint: underWay.value ? 'live' : 'last' }]
  })

  return {
    run,
    phase,
    live: computed(() => (run.value ? training.liveStates.get(run.value.id) : undefined)),
    sources,
    interrupted: computed(() => runToResume(readers.value, run.value)),
    flatOut,
    busy,
    error,
    train: () =>
      attempt(async () => {
        const config = nextConfig(runs.value)
        const pace = flatOutChosen.value ? null : paceToWatch(await countSteps(config))
        startedHere.value = (await training.start(config, { pace })).id
      }),
    pause: () => withRun(training.pause),
    goOn: () => withRun(training.goOn),
    stop: () => withRun(training.stop),
    resume: (interrupted) =>
      attempt(async () => {
        const { id } = await training.resume(interrupted.id, paceOf(interrupted.totalSteps))
        startedHere.value = id
      })
  }
}
