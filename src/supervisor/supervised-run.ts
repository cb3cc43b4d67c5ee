import type { Events } from '../shared/contract'
import { toPlainError, type PlainError } from '../shared/errors'
import type { CheckpointPolicy, RunSummary } from '../shared/run'
import type { LiveState, Pace, TrainerBatch } from '../shared/trainer-protocol'
import type { AppliedBatch, AsyncStore, EndedRun } from '../store/store-api'
import type { Clock } from './clock'
import { createLiveView, type LiveView } from './live-view'
import type { Places } from './places'
import {
  createRunProcess,
  type ProcessEnding,
  type RunProcess,
  type StartCommand
} from './run-process'
import { cameOutOtherwise } from './run-problems'
import type { TrainerPool } from './trainer-pool'
import type { TrainerProcess } from './trainer-process'

/** How long a run may take to store its state and end, in milliseconds. */
export const STOP_DEADLINE = 5_000

/** A run that this program holds: queued -> running <-> paused -> ended. */
export interface SupervisedRun {
  readonly sweepId: number | null
  begin(paused: boolean): Promise<void>
  /** It has got a place among those that train. */
  granted(): void
  pause(): Promise<void>
  continue(): Promise<void>
  step(): void
  setPace(pace: Pace): void
  /** From the next step on; where no process is at work yet, from the first one it makes. */
  setRate(learningRate: number): void
  /** Which weights are kept, from the next epoch on. */
  setCheckpointPolicy(policy: CheckpointPolicy): void
  /** Under `as`, the run is stored when its process ended as it was told to. Resolves when it has. */
  stop(as: 'stopped' | 'interrupted'): Promise<void>
  /** Another process has it now. */
  lose(): void
  live(): LiveState
  weights: LiveView['weights']
  readonly ended: Promise<void>
}

export interface SupervisedRunOptions {
  /** As it was created or claimed: queued. */
  run: RunSummary
  /** It was created just now: nothing is stored of it that it could go on from. */
  isNew: boolean
  pace: Pace
  owner: string
  store: Pick<AsyncStore, 'applyBatch' | 'resumePoint' | 'setStatus'>
  clock: Clock
  places: Places
  datasetFolder: string
  pool: Pick<TrainerPool, 'take' | 'giveBack'>
  /** Writes how the run ended. */
  finish(ended: EndedRun): Promise<void>
  /** It is no longer under way here. */
  onEnded(): void
  /** The run has another status, or its row other values. */
  tellChanged(runId: number): void
  tellProgress(progress: Events['training.progress']): void
  report(problem: PlainError): void
}

export function createSupervisedRun(options: SupervisedRunOptions): SupervisedRun {
  const { run, owner, store, places, pool, report } = options
  const runId = run.id
  let mode: 'queued' | 'running' | 'paused' | 'ended' = 'queued'
  let pace = options.pace
  /** Asked for before there was a process to tell. */
  let nextRate: number | null = null
  let checkpointPolicy = run.checkpointPolicy
  let process: RunProcess | null = null
  const view = createLiveView(run)
  let stopAs: 'stopped' | 'interrupted' = 'stopped'
  let isStopping = false
  /** Status changes are written, and told, one after the other. */
  let written: Promise<void> = Promise.resolve()

  let resolveEnded: () => void
  const ended = new Promise<void>((resolve) => {
    resolveEnded = resolve
  })

  const tellChange = (): void => options.tellChanged(runId)

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
      .then(() => (ending === 'lost' ? undefined : options.finish({ runId, ...ending })))
      .catch((error: unknown) => report(toPlainError(error)))
      .finally(() => {
        resolveEnded()
        options.onEnded()
        tellChange()
      })
  }

  async function startCommand(paused: boolean): Promise<StartCommand> {
    // between two runs of a sweep nothing is waited for that need not be
    const { from, rateChanges, bestScore } = options.isNew
      ? FROM_THE_START
      : await store.resumePoint(runId)
    return {
      type: 'start',
      config: run.config,
      datasetFolder: options.datasetFolder,
      fingerprint: run.datasetFingerprint,
      pace,
      paused,
      from,
      rateChanges,
      bestScore,
      checkpointPolicy
    }
  }

  function takeProcess(): TrainerProcess | null {
    try {
      return pool.take()
    } catch (error) {
      // the computer can start no more of them
      conclude({ status: 'interrupted', problem: toPlainError(error) })
      return null
    }
  }

  function launch(paused: boolean): RunProcess | null {
    const trainer = takeProcess()
    if (trainer === null) return null
    const launched = createRunProcess({
      runId,
      owner,
      process: trainer,
      store,
      clock: options.clock,
      stopDeadline: STOP_DEADLINE,
      giveBack: () => pool.giveBack(trainer),
      prepare: () => startCommand(paused),
      onBatch
    })
    process = launched
    if (nextRate !== null) sendRate(launched, nextRate)
    void launched.ended.then((ending) =>
      conclude(ending !== 'lost' && ending.status === 'stopped' ? { status: stopAs } : ending)
    )
    return launched
  }

  function onBatch(batch: TrainerBatch, { differingEpochs }: AppliedBatch): void {
    view.note(batch)
    const { points, epochs, live } = batch
    options.tellProgress({ runId, points, epochs, live })
    if (batch.rateChanges.length > 0) tellChange()
    if (differingEpochs.length > 0) report(cameOutOtherwise(runId, differingEpochs))
  }

  /** A run that crashed walks once more to where it was seen to be: until there nothing changes. */
  function sendRate(to: RunProcess, learningRate: number): void {
    to.send({ type: 'set-rate', learningRate, notBefore: run.step })
  }

  // TypeScript does not see that a place may have been granted meanwhile
  const waits = (): boolean => mode === 'queued'

  return {
    sweepId: run.sweepId,

    begin: async (paused) => {
      if (paused) return launch(true) ? enter('paused') : ended
      tellChange()
      places.ask(runId)
      return written
    },

    granted: () => {
      if (mode !== 'queued') return
      if (process) process.send({ type: 'resume' })
      else if (!launch(false)) return
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
      stepping?.send({ type: 'step' })
    },

    setPace: (next) => {
      pace = next
      process?.send({ type: 'set-pace', pace })
    },

    setRate: (learningRate) => {
      if (process === null) nextRate = learningRate
      else sendRate(process, learningRate)
    },

    setCheckpointPolicy: (policy) => {
      checkpointPolicy = policy
      process?.send({ type: 'set-checkpoint-policy', policy })
    },

    stop: (as) => {
      // what is said first holds: closing the program does not make an interruption of a stop
      if (isStopping) return ended
      isStopping = true
      stopAs = as
      if (process === null) conclude({ status: as })
      else process.stop()
      return ended
    },

    lose: () => {
      if (process === null) conclude('lost')
      else process.abandon()
    },

    live: () => view.live(mode === 'paused'),
    weights: view.weights,
    ended
  }
}

const FROM_THE_START = { from: null, rateChanges: [], bestScore: null }
