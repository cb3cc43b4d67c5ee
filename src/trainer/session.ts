import type { Dataset } from '../datasets/load'
import type { Engine } from '../engine/engine'
import { DownhillError, toPlainError } from '../shared/errors'
import type { CheckpointPolicy } from '../shared/run'
import type {
  TrainerBatch,
  TrainerCommand,
  TrainerMessage,
  TrainerOutcome
} from '../shared/trainer-protocol'
import type { Clock } from './clock'
import { createMetricBuffer, type MetricBuffer, type News, type Snapshot } from './metric-buffer'
import { createPacer } from './pacer'
import { createSliceWalker, type SliceWalker } from './slice'
import { createSpeedometer } from './speedometer'
import { createTrainingRun, type StartCommand, type TrainingRun } from './training-run'

/** Milliseconds between states that are kept in case the process dies. */
const LATEST_INTERVAL = 30_000

/** What a session needs from outside; tests bring their own. */
export interface SessionTools {
  clock: Clock
  send(message: TrainerMessage): void
  loadDataset(folder: string, id: string): Promise<Dataset>
  createEngine(network: Engine['network']): Engine
}

/** What may be said to a run under way. */
export type SessionCommand = Exclude<TrainerCommand, StartCommand>

/** One run from `start` to `done`: follows commands, works in slices, tells what happens. */
export interface Session {
  receive(command: SessionCommand): void
}

type SetRate = Extract<TrainerCommand, { type: 'set-rate' }>

/** What is there once the data are loaded. */
interface Loaded {
  run: TrainingRun
  walker: SliceWalker
  buffer: MetricBuffer
}

/** `onEnd` is called after the last message, `done` or `failed`. */
export function createSession(
  start: StartCommand,
  tools: SessionTools,
  onEnd: (last: 'done' | 'failed') => void
): Session {
  const { clock } = tools
  /** Commands that come while the data are loading count too. */
  let mode: 'running' | 'paused' | 'ended' = start.paused ? 'paused' : 'running'
  let loaded: Loaded | null = null
  /** What was asked for before there was a run to do it to. */
  const early: { setRate?: SetRate; policy?: CheckpointPolicy; stop?: true } = {}
  let singleSteps = 0
  let lastKept = clock.now()
  let cancelTurn = (): void => undefined
  const pacer = createPacer(start.pace, clock.now())
  const speedometer = createSpeedometer()

  async function load(): Promise<void> {
    try {
      const dataset = await tools.loadDataset(start.datasetFolder, start.config.dataset)
      if (hasEnded()) return
      expectFingerprint(dataset, start)
      begin(createTrainingRun(start, dataset, tools.createEngine, clock.now))
    } catch (error) {
      if (!hasEnded()) fail(error)
    }
  }

  // TypeScript does not see that a command may have changed the mode while the data were loading
  const hasEnded = (): boolean => mode === 'ended'

  function begin(run: TrainingRun): void {
    const buffer = createMetricBuffer(clock, () => snapshot(run), tell)
    loaded = { run, walker: createSliceWalker(run, clock), buffer }
    if (early.policy) run.setCheckpointPolicy(early.policy)
    buffer.add(run.begin())
    if (early.setRate) setRate(early.setRate)
    if (early.stop) return stop()
    pacer.restart(clock.now())
    takeTurn(0)
  }

  function takeTurn(wait: number): void {
    cancelTurn()
    cancelTurn = clock.after(wait, () => {
      try {
        if (loaded && mode !== 'ended') turn(loaded)
      } catch (error) {
        fail(error)
      }
    })
  }

  /** Works for at most a slice, then lets messages in. */
  function turn({ run, walker, buffer }: Loaded): void {
    const note = (news: News): void => {
      speedometer.note(run.place().step, clock.now())
      buffer.add(news)
    }
    if (!run.isOver) {
      if (mode === 'running') {
        const due = pacer.due(clock.now())
        if (due > 0) pacer.took(walker.walk(due, note))
      } else if (mode === 'paused' && singleSteps > 0) {
        singleSteps--
        walker.walk(1, note)
        buffer.add(run.keepLatest())
      }
    }
    if (clock.now() - lastKept >= LATEST_INTERVAL) keepLatest()
    if (run.isOver) end(run.hasDiverged ? 'diverged' : 'finished')
    else if (mode === 'running') takeTurn(pacer.wait(clock.now()))
    else if (mode === 'paused' && singleSteps > 0) takeTurn(0)
  }

  function keepLatest(): void {
    lastKept = clock.now()
    loaded?.buffer.add(loaded.run.keepLatest())
  }

  function pause(): void {
    if (mode !== 'running') return
    mode = 'paused'
    speedometer.reset()
    keepLatest()
    takeTurn(0)
  }

  function resume(): void {
    if (mode !== 'paused') return
    mode = 'running'
    singleSteps = 0
    pacer.restart(clock.now())
    takeTurn(0)
  }

  function step(): void {
    if (mode !== 'paused') return
    singleSteps++
    takeTurn(0)
  }

  function setPace(command: Extract<TrainerCommand, { type: 'set-pace' }>): void {
    pacer.setPace(command.pace, clock.now())
    takeTurn(0)
  }

  function setRate(command: SetRate): void {
    if (mode === 'ended') return
    const { learningRate, notBefore } = command
    if (!loaded) early.setRate = command
    else if (!loaded.run.isOver) loaded.buffer.add(loaded.run.changeRate(learningRate, notBefore))
  }

  function setCheckpointPolicy(policy: CheckpointPolicy): void {
    if (loaded) loaded.run.setCheckpointPolicy(policy)
    else early.policy = policy
  }

  function stop(): void {
    if (mode === 'ended') return
    // a new rate is to be kept, also where no step was taken with it
    if (!loaded && early.setRate) {
      early.stop = true
      return
    }
    keepLatest()
    end(loaded?.run.hasDiverged ? 'diverged' : 'stopped')
  }

  function end(outcome: TrainerOutcome): void {
    mode = 'ended'
    cancelTurn()
    if (!loaded) return tellEnd(outcome, null)
    const { run, buffer } = loaded
    if (outcome === 'stopped') return buffer.whenTold(() => tellEnd(outcome, null))
    const { finalTraining, ...news } = run.end()
    buffer.add(news)
    buffer.whenTold(() => tellEnd(outcome, finalTraining))
  }

  function tellEnd(
    outcome: TrainerOutcome,
    finalTraining: Extract<TrainerMessage, { type: 'done' }>['finalTraining']
  ): void {
    tools.send({ type: 'done', outcome, finalTraining })
    onEnd('done')
  }

  function fail(error: unknown): void {
    mode = 'ended'
    loaded = null
    cancelTurn()
    tools.send({ type: 'failed', error: toPlainError(error) })
    onEnd('failed')
  }

  /** What still waits when a session has failed is not told. */
  function tell(batch: TrainerBatch): void {
    if (loaded) tools.send(batch)
  }

  function snapshot(run: TrainingRun): Snapshot {
    const stepsPerSecond = mode === 'running' ? speedometer.speed(clock.now()) : 0
    return {
      live: { ...run.place(), paused: mode === 'paused', stepsPerSecond },
      parameters: run.parameters()
    }
  }

  void load()
  return {
    receive(command) {
      switch (command.type) {
        case 'acknowledge':
          return loaded?.buffer.acknowledge(command.sequence)
        case 'set-pace':
          return setPace(command)
        case 'set-rate':
          return setRate(command)
        case 'set-checkpoint-policy':
          return setCheckpointPolicy(command.policy)
        case 'pause':
          return pause()
        case 'resume':
          return resume()
        case 'step':
          return step()
        case 'stop':
          return stop()
      }
    }
  }
}

function expectFingerprint({ info }: Dataset, { fingerprint }: StartCommand): void {
  if (info.fingerprint !== fingerprint) {
    throw new DownhillError(
      'dataset-mismatch',
      `The data set "${info.id}" is not the one that this run was trained on.`,
      { dataset: info.id }
    )
  }
}
