import type { Dataset } from '../datasets/load'
import type { Engine } from '../engine/engine'
import { DownhillError, toPlainError } from '../shared/errors'
import type {
  TrainerBatch,
  TrainerCommand,
  TrainerMessage,
  TrainerOutcome
} from '../shared/trainer-protocol'
import type { Clock } from './clock'
import { createMetricBuffer, type MetricBuffer, type Snapshot } from './metric-buffer'
import { createPacer } from './pacer'
import { createSpeedometer } from './speedometer'
import { createTrainingRun, type StartCommand, type TrainingRun } from './training-run'

/** Milliseconds of work before commands are read again. */
const SLICE = 10

/** Milliseconds, so that a clock that stood still does not promise endless steps. */
const SHORTEST_STEP = 0.0005

/** Milliseconds between states that are kept in case the process dies. */
const LATEST_INTERVAL = 30_000

/** What a session needs from outside; tests bring their own. */
export interface SessionTools {
  clock: Clock
  send(message: TrainerMessage): void
  /** Called after the last message; 0 where all went well. */
  onEnd(code: number): void
  loadDataset(folder: string, id: string): Promise<Dataset>
  createEngine(network: Engine['network']): Engine
}

/** One run from `start` to `done`: follows commands, works in slices, tells what happens. */
export interface Session {
  receive(command: TrainerCommand): void
}

/** What is there once the data are loaded. */
interface Loaded {
  run: TrainingRun
  buffer: MetricBuffer
}

export function createSession(tools: SessionTools): Session {
  const { clock } = tools
  /** Commands that come while the data are loading count too. */
  let mode: 'idle' | 'running' | 'paused' | 'ended' = 'idle'
  let loaded: Loaded | null = null
  let singleSteps = 0
  /** As the last portion took; unknown at first, so that a single step is tried. */
  let millisecondsAStep = Infinity
  let lastKept = clock.now()
  let cancelTurn = (): void => undefined
  const pacer = createPacer(null, clock.now())
  const speedometer = createSpeedometer()

  async function start(command: StartCommand): Promise<void> {
    mode = command.paused ? 'paused' : 'running'
    pacer.setPace(command.pace, clock.now())
    try {
      const dataset = await tools.loadDataset(command.datasetFolder, command.config.dataset)
      if (hasEnded()) return
      expectFingerprint(dataset, command)
      const run = createTrainingRun(command, dataset, tools.createEngine, clock.now)
      const buffer = createMetricBuffer(clock, () => snapshot(run), tell)
      loaded = { run, buffer }
      buffer.add(run.begin())
      pacer.restart(clock.now())
      takeTurn(0)
    } catch (error) {
      if (!hasEnded()) fail(error)
    }
  }

  // TypeScript does not see that a command may have changed the mode while the data were loading
  const hasEnded = (): boolean => mode === 'ended'

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
  function turn({ run, buffer }: Loaded): void {
    if (!isOver(run)) {
      if (mode === 'running') {
        const due = pacer.due(clock.now())
        if (due > 0) pacer.took(walk(due))
      } else if (mode === 'paused' && singleSteps > 0) {
        singleSteps--
        walk(1)
        buffer.add(run.keepLatest())
      }
    }
    if (clock.now() - lastKept >= LATEST_INTERVAL) keepLatest()
    if (isOver(run)) end(run.hasDiverged ? 'diverged' : 'finished')
    else if (mode === 'running') takeTurn(pacer.wait(clock.now()))
    else if (mode === 'paused' && singleSteps > 0) takeTurn(0)
  }

  /** Returns how many of the steps a slice of time allowed. */
  function walk(limit: number): number {
    if (!loaded) return 0
    const { run, buffer } = loaded
    const sliceEnd = clock.now() + SLICE
    let steps = 0
    do {
      const begin = clock.now()
      const portion = Math.max(1, Math.floor((sliceEnd - begin) / millisecondsAStep))
      const news = run.walk(Math.min(limit - steps, portion))
      steps += news.steps
      // the evaluation at the end of an epoch says nothing about the length of a step
      if (news.epochs.length === 0) {
        millisecondsAStep = Math.max(SHORTEST_STEP, (clock.now() - begin) / news.steps)
      }
      speedometer.note(run.place().step, clock.now())
      buffer.add(news)
    } while (steps < limit && clock.now() < sliceEnd && !isOver(run))
    return steps
  }

  const isOver = (run: TrainingRun): boolean => run.isFinished || run.hasDiverged

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

  function stop(): void {
    if (mode === 'ended') return
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
    tools.onEnd(0)
  }

  function fail(error: unknown): void {
    mode = 'ended'
    loaded = null
    cancelTurn()
    tools.send({ type: 'failed', error: toPlainError(error) })
    tools.onEnd(1)
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

  return {
    receive(command) {
      switch (command.type) {
        case 'start':
          if (mode === 'idle') void start(command)
          return
        case 'acknowledge':
          return loaded?.buffer.acknowledge(command.sequence)
        case 'set-pace':
          return setPace(command)
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
