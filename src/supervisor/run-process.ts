import { toPlainError } from '../shared/errors'
import type { TrainerBatch, TrainerCommand, TrainerMessage } from '../shared/trainer-protocol'
import type { AppliedBatch, AsyncStore, RunEnding } from '../store/store-api'
import type { Clock } from './clock'
import { crashed, flooded, stopTimedOut } from './run-problems'
import type { TrainerProcess } from './trainer-process'

/**
 * A training process has one batch under way and says one last word. One that says more without
 * waiting to be heard is out of its mind, and would fill the memory.
 */
const MOST_UNHEARD = 8

export type StartCommand = Extract<TrainerCommand, { type: 'start' }>
/** What may be said to a run under way. */
export type RunCommand = Extract<
  TrainerCommand,
  { type: 'pause' | 'resume' | 'step' | 'set-pace' | 'set-rate' | 'set-checkpoint-policy' }
>

/** How it ended; 'lost': another process has the run now, and will write its end. */
export type ProcessEnding = RunEnding | 'lost'

/** A training process at work on one run. */
export interface RunProcess {
  /** Carried out in order, once the process has begun. */
  send(command: RunCommand): void
  /** Asks it to store its state and end; kills it when it does not in time. */
  stop(): void
  /** Ends it at once, because the run belongs to somebody else. */
  abandon(): void
  readonly ended: Promise<ProcessEnding>
}

export interface RunProcessOptions {
  runId: number
  owner: string
  process: TrainerProcess
  store: Pick<AsyncStore, 'applyBatch'>
  clock: Clock
  /** Milliseconds. */
  stopDeadline: number
  /** The run is done, and the process free for another; after every other end it is killed. */
  giveBack(): void
  /** Called when the process is ready; what it says is sent first. */
  prepare(): Promise<StartCommand>
  /** The batch is on the disk. */
  onBatch(batch: TrainerBatch, applied: AppliedBatch): void
}

/**
 * A run in its training process: ready -> start -> batches -> done. Each batch is committed, then
 * acknowledged, then told. Only an explicit `done` means that the run is over; a process that goes
 * away without it has crashed.
 */
export function createRunProcess(options: RunProcessOptions): RunProcess {
  const { runId, process, store, clock } = options
  let state: 'starting' | 'at-work' | 'ended' = 'starting'
  const unsent: TrainerCommand[] = []
  let unheard = 0
  let cancelDeadline = (): void => undefined
  /** What came is dealt with one after the other, also where the disk is slow. */
  let work: Promise<void> = Promise.resolve()

  let resolveEnded: (ending: ProcessEnding) => void
  const ended = new Promise<ProcessEnding>((resolve) => {
    resolveEnded = resolve
  })

  function end(ending: ProcessEnding, leave = process.kill): void {
    if (state === 'ended') return
    state = 'ended'
    cancelDeadline()
    leave()
    resolveEnded(ending)
  }

  function fail(error: unknown): void {
    const problem = toPlainError(error)
    // deleted, or taken by another process: there is nothing here to write any more
    const isLost = problem.code === 'run-elsewhere' || problem.code === 'not-found'
    end(isLost ? 'lost' : { status: 'interrupted', problem })
  }

  function send(command: TrainerCommand): void {
    if (state === 'starting') unsent.push(command)
    else if (state === 'at-work') process.send(command)
  }

  async function start(): Promise<void> {
    const isReady = await process.ready
    if (!isReady) return end({ status: 'interrupted', problem: crashed(runId) })
    const command = await options.prepare()
    if (hasEnded()) return
    state = 'at-work'
    for (const message of [command, ...unsent.splice(0)]) process.send(message)
  }

  async function receive(message: TrainerMessage): Promise<void> {
    if (hasEnded()) return
    switch (message.type) {
      case 'ready':
        return
      case 'batch':
        return keep(message)
      case 'done':
        return end(
          { status: message.outcome, finalTraining: message.finalTraining },
          options.giveBack
        )
      case 'failed':
        return end({ status: 'interrupted', problem: message.error })
    }
  }

  async function keep(batch: TrainerBatch): Promise<void> {
    const applied = await store.applyBatch(runId, options.owner, {
      points: batch.points,
      epochs: batch.epochs,
      checkpoints: batch.checkpoints,
      rateChanges: batch.rateChanges,
      live: batch.live
    })
    send({ type: 'acknowledge', sequence: batch.sequence })
    options.onBatch(batch, applied)
  }

  // TypeScript does not see that the state may change while something is awaited
  const hasEnded = (): boolean => state === 'ended'

  process.attach({
    onMessage: (message) => {
      if (hasEnded()) return
      unheard++
      if (unheard > MOST_UNHEARD) return end({ status: 'interrupted', problem: flooded(runId) })
      work = work
        .then(() => receive(message))
        .catch(fail)
        .finally(() => unheard--)
    },
    onExit: () => {
      work = work.then(() => end({ status: 'interrupted', problem: crashed(runId) }))
    }
  })
  start().catch(fail)

  return {
    send,
    stop: () => {
      if (hasEnded()) return
      send({ type: 'stop' })
      cancelDeadline()
      cancelDeadline = clock.after(options.stopDeadline, () => {
        end({ status: 'interrupted', problem: stopTimedOut(runId) })
      })
    },
    abandon: () => end('lost'),
    ended
  }
}
