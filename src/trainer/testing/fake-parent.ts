import type { Dataset } from '../../datasets/load'
import type { Engine } from '../../engine/engine'
import { createReferenceEngine } from '../../engine/reference'
import { SMALL_CONFIG, SMALL_INFO } from '../../engine/testing/small-run'
import { TEST, TRAINING } from '../../engine/testing/walk'
import type { CostPoint, EpochMetrics, RateChange } from '../../shared/run'
import type { RunConfig } from '../../shared/run-config'
import type {
  LiveState,
  NewCheckpoint,
  TrainerCommand,
  TrainerMessage,
  TrainingState
} from '../../shared/trainer-protocol'
import { createTrainingProcess } from '../training-process'
import { createFakeClock, type FakeClock } from './fake-clock'

export const SMALL_DATASET: Dataset = { info: SMALL_INFO, training: TRAINING, test: TEST }

export interface ParentSettings {
  config?: Partial<RunConfig>
  start?: Partial<Extract<TrainerCommand, { type: 'start' }>>
  /** Milliseconds until a batch is acknowledged. */
  acknowledgeAfter?: number
  /** Milliseconds that pass with every look at the clock. */
  tick?: number
  createEngine?: (network: Engine['network']) => Engine
  loadDataset?: (folder: string) => Promise<Dataset>
}

/** A parent that keeps what it is told as the store would, with a training process on its line. */
export interface FakeParent {
  clock: FakeClock
  messages: TrainerMessage[]
  /** null: the process lives. */
  exitCode: number | null
  /** How often garbage was collected. */
  collections: number
  /** Batches told and not acknowledged yet; the most there ever were. */
  mostUnderWay: number
  command(command: TrainerCommand): void
  /** Starts a run, its settings changed in part, and lets the data be loaded. */
  start(changes?: Pick<ParentSettings, 'config' | 'start'>): Promise<void>
  /** Lets the process work until the run ends. */
  runToEnd(): void
  /** Lets the process work for some milliseconds. */
  runFor(milliseconds: number): void
  kept(): Kept
  /** Forgets what it was told: the next run is another one. */
  forget(): void
}

/** The sum of all batches. */
export interface Kept {
  points: CostPoint[]
  epochs: EpochMetrics[]
  checkpoints: NewCheckpoint[]
  rateChanges: RateChange[]
  live: LiveState | null
  done: Extract<TrainerMessage, { type: 'done' }> | null
}

export function createFakeParent(settings: ParentSettings = {}): FakeParent {
  const clock = createFakeClock(settings.tick ?? 0.5)
  const messages: TrainerMessage[] = []
  let underWay = 0

  const training = createTrainingProcess({
    clock,
    send(message) {
      messages.push(structuredClone(message))
      if (message.type !== 'batch') return
      underWay++
      parent.mostUnderWay = Math.max(parent.mostUnderWay, underWay)
      clock.after(settings.acknowledgeAfter ?? 1, () => {
        underWay--
        training.receive({ type: 'acknowledge', sequence: message.sequence })
      })
    },
    end(code) {
      parent.exitCode = code
    },
    loadDataset: settings.loadDataset ?? (() => Promise.resolve(SMALL_DATASET)),
    createEngine: settings.createEngine ?? createReferenceEngine,
    collectGarbage() {
      parent.collections++
    }
  })

  const parent: FakeParent = {
    clock,
    messages,
    exitCode: null,
    collections: 0,
    mostUnderWay: 0,
    command: (command) => training.receive(structuredClone(command)),
    async start(changes = {}) {
      parent.command({
        type: 'start',
        config: { ...SMALL_CONFIG, ...settings.config, ...changes.config },
        datasetFolder: 'nowhere',
        fingerprint: SMALL_INFO.fingerprint,
        checkpointPolicy: 'thrifty',
        pace: null,
        paused: false,
        from: null,
        rateChanges: [],
        bestScore: null,
        ...settings.start,
        ...changes.start
      })
      // the data come after a few turns of promises
      await new Promise((resolve) => setImmediate(resolve))
    },
    runToEnd() {
      const limit = clock.now() + 1e7
      while (!hasEnded(messages) && clock.now() < limit) parent.runFor(1)
    },
    runFor: (milliseconds) => clock.runUntil(clock.now() + milliseconds),
    kept() {
      const batches = messages.filter((message) => message.type === 'batch')
      return {
        points: batches.flatMap(({ points }) => points),
        epochs: batches.flatMap(({ epochs }) => epochs),
        checkpoints: batches.flatMap(({ checkpoints }) => checkpoints),
        rateChanges: batches.flatMap(({ rateChanges }) => rateChanges),
        live: batches.at(-1)?.live ?? null,
        done: messages.find((message) => message.type === 'done') ?? null
      }
    },
    forget: () => messages.splice(0)
  }
  return parent
}

function hasEnded(messages: readonly TrainerMessage[]): boolean {
  const last = messages.at(-1)?.type
  return last === 'done' || last === 'failed'
}

/** A run from start to end, of which the parent knows all. */
export async function runToEnd(settings: ParentSettings = {}): Promise<FakeParent> {
  const parent = createFakeParent(settings)
  await parent.start()
  parent.runToEnd()
  return parent
}

/** A checkpoint as the store hands it back. */
export function stateOf(checkpoint: NewCheckpoint): TrainingState {
  const { epoch, step, parameters, optimiserState, sums } = checkpoint
  return { epoch, step, parameters, optimiserState, sums: JSON.parse(JSON.stringify(sums)) }
}
