import type { EventName, Events } from '../shared/contract'
import { toPlainError, type PlainError } from '../shared/errors'
import type { RunSummary } from '../shared/run'
import type { RunConfig } from '../shared/run-config'
import type { LiveState, Pace, TrainerBatch } from '../shared/trainer-protocol'
import type { AppliedBatch, AsyncStore } from '../store/store-api'
import type { Clock } from './clock'
import type { Places } from './places'
import {
  createRunProcess,
  type ProcessEnding,
  type RunProcess,
  type StartCommand
} from './run-process'
import type { TrainerProcess } from './trainer-process'

/** How long a run may take to store its state and end, in milliseconds. */
export const STOP_DEADLINE = 5_000

/** The weights of a run under way, and the network they belong to. */
export interface LiveWeights {
  config: RunConfig
  layers: number[]
  epoch: number
  /** float32, little-endian (engine/network.ts). */
  parameters: Uint8Array
}

/** A run that this program holds: queued -> running <-> paused -> ended. */
export interface SupervisedRun {
  begin(paused: boolean): Promise<void>
  /** It has got a place among those that train. */
  granted(): void
  pause(): Promise<void>
  continue(): Promise<void>
  step(): void
  setPace(pace: Pace): void
  /** Under `as`, the run is stored when its process ended as it was told to. Resolves when it has. */
  stop(as: 'stopped' | 'interrupted'): Promise<void>
  /** Another process has it now. */
  lose(): void
  live(): LiveState
  weights(): LiveWeights | undefined
  readonly ended: Promise<void>
}

export interface SupervisedRunOptions {
  /** As it was created or claimed: queued. */
  run: RunSummary
  pace: Pace
  owner: string
  store: AsyncStore
  clock: Clock
  places: Places
  datasetFolder: string
  takeProcess(): TrainerProcess
  /** It is no longer under way here. */
  onEnded(): void
  emit<Name extends EventName>(name: Name, payload: Events[Name]): void
  report(problem: PlainError): void
}

export function createSupervisedRun(options: SupervisedRunOptions): SupervisedRun {
  const { run, owner, store, places, report } = options
  const runId = run.id
  let mode: 'queued' | 'running' | 'paused' | 'ended' = 'queued'
  let pace = options.pace
  let process: RunProcess | null = null
  let lastBatch: TrainerBatch | null = null
  let stopAs: 'stopped' | 'interrupted' = 'stopped'
  /** Status changes are written, and told, one after the other. */
  let written: Promise<void> = Promise.resolve()

  let resolveEnded: () => void
  const ended = new Promise<void>((resolve) => {
    resolveEnded = resolve
  })

  function tellChange(): void {
    options.emit('runs.changed', { runIds: [runId] })
  }

  function enter(next: 'queued' | 'running' | 'paused'): Promise<void> {
    mode = next
    written = written
      .then(() => store.setStatus(runId, owner, next))
      .then(tellChange)
      // the process will hear of it with its next batch, and end
      .catch((error: unknown) => report(toPlainError(error)))
    return written
  }

  /** Writes how the run ended. Where even that fails, its lease expires and says the same. */
  function conclude(ending: ProcessEnding): void {
    if (mode === 'ended') return
    mode = 'ended'
    places.leave(runId)
    if (ending !== 'lost' && ending.problem) report(ending.problem)
    written
      .then(() => (ending === 'lost' ? undefined : store.finish(runId, owner, ending)))
      .catch((error: unknown) => report(toPlainError(error)))
      .finally(() => {
        resolveEnded()
        options.onEnded()
        tellChange()
      })
  }

  async function startCommand(paused: boolean): Promise<StartCommand> {
    const { from, bestAccuracy } = await store.resumePoint(runId)
    return {
      type: 'start',
      config: run.config,
      datasetFolder: options.datasetFolder,
      fingerprint: run.datasetFingerprint,
      pace,
      paused,
      from,
      bestAccuracy
    }
  }

  function launch(paused: boolean): RunProcess {
    const launched = createRunProcess({
      runId,
      owner,
      process: options.takeProcess(),
      store,
      clock: options.clock,
      stopDeadline: STOP_DEADLINE,
      prepare: () => startCommand(paused),
      onBatch
    })
    process = launched
    void launched.ended.then((ending) =>
      conclude(ending !== 'lost' && ending.status === 'stopped' ? { status: stopAs } : ending)
    )
    return launched
  }

  function onBatch(batch: TrainerBatch, { differingEpochs }: AppliedBatch): void {
    lastBatch = batch
    const { points, epochs, live } = batch
    options.emit('training.progress', { runId, points, epochs, live })
    if (differingEpochs.length > 0) report(cameOutOtherwise(runId, differingEpochs))
  }

  // TypeScript does not see that a place may have been granted meanwhile
  const waits = (): boolean => mode === 'queued'

  return {
    begin: async (paused) => {
      if (paused) {
        launch(true)
        return enter('paused')
      }
      tellChange()
      places.ask(runId)
      return written
    },

    granted: () => {
      if (mode !== 'queued') return
      if (process === null) launch(false)
      else process.send({ type: 'resume' })
      void enter('running')
    },

    pause: async () => {
      if (mode !== 'queued' && mode !== 'running') return
      process?.send({ type: 'pause' })
      const paused = enter('paused')
      places.leave(runId)
      return paused
    },

    continue: async () => {
      if (mode !== 'paused') return
      mode = 'queued'
      places.ask(runId)
      return waits() ? enter('queued') : written
    },

    step: () => {
      if (mode !== 'paused') return
      const stepping = process ?? launch(true)
      stepping.send({ type: 'step' })
    },

    setPace: (next) => {
      pace = next
      process?.send({ type: 'set-pace', pace })
    },

    stop: (as) => {
      stopAs = as
      if (process === null) conclude({ status: as })
      else process.stop()
      return ended
    },

    lose: () => {
      if (process === null) conclude('lost')
      else process.abandon()
    },

    live: () => ({
      ...(lastBatch?.live ?? {
        step: run.step,
        epoch: run.epoch,
        stepsPerSecond: 0,
        learningRate: run.config.learningRate,
        engineSeconds: run.engineSeconds
      }),
      paused: mode === 'paused'
    }),

    weights: () =>
      lastBatch === null
        ? undefined
        : {
            config: run.config,
            layers: run.layers,
            epoch: lastBatch.live.epoch,
            parameters: lastBatch.parameters
          },

    ended
  }
}

function cameOutOtherwise(runId: number, epochs: number[]): PlainError {
  return {
    code: 'internal',
    message: `Run ${runId}: epochs ${epochs.join(', ')} came out otherwise when they were computed again; the stored ones were kept.`,
    values: { runId }
  }
}
