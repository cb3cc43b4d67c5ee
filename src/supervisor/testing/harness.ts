import type { EventName, Events } from '../../shared/contract'
import type { DatasetInfo } from '../../shared/dataset'
import type { PlainError } from '../../shared/errors'
import { PRESETS } from '../../shared/presets'
import type { RunSummary } from '../../shared/run'
import type { AsyncStore, StoreApi, StoreMethod } from '../../store/store-api'
import { START_TIME, temporaryStore } from '../../store/testing/fixtures'
import { STORE_METHODS } from '../../store/worker-protocol'
import { createSupervisor, type Supervisor, type SupervisorOptions } from '../supervisor'
import { createFakeClock, type FakeClock } from './fake-clock'
import { createFakeTrainer, type FakeTrainer } from './fake-trainer'

const MNIST: DatasetInfo = {
  id: 'mnist',
  kind: 'pictures',
  origin: 'built-in',
  name: null,
  fingerprint: 'f'.repeat(64),
  trainingCount: 60_000,
  testCount: 10_000,
  inputSize: 784,
  imageWidth: 28,
  imageHeight: 28,
  classes: 10,
  classNames: null
}

export const TRAINING = { config: PRESETS.plain, pace: null }

export type ToldEvent = { [Name in EventName]: { name: Name } & Events[Name] }[EventName]

/** A supervisor over a real store, with training processes and a clock in the hand of the test. */
export interface Harness {
  supervisor: Supervisor
  /** The store itself: asks without waiting. */
  server: StoreApi
  clock: FakeClock
  dataset: DatasetInfo
  trainers: FakeTrainer[]
  events: ToldEvent[]
  problems: PlainError[]
  /** While set, batches and endings wait for it before they are stored. */
  slowness: { batch: Promise<void> | null; finish: Promise<void> | null }
  /** While set, no process can be started. */
  shortage: { error: Error | null }
  /** What the store was asked, in order. */
  calls: StoreMethod[]
  /** Another program on the same database, with the same clock. */
  secondSupervisor(): Supervisor
  /** Starts a run, and makes its process ready. */
  startRun(changes?: Partial<Parameters<Supervisor['start']>[0]>): Promise<RunSummary>
  remove(): void
}

export function createHarness(places = 1, keepSpare = false): Harness {
  const temporary = temporaryStore()
  const clock = createFakeClock(START_TIME)
  const trainers: FakeTrainer[] = []
  const dataset = { ...MNIST }
  const events: ToldEvent[] = []
  const problems: PlainError[] = []
  const slowness: Harness['slowness'] = { batch: null, finish: null }
  const shortage: Harness['shortage'] = { error: null }
  const calls: StoreMethod[] = []

  const options: SupervisorOptions = {
    store: slowStore(temporary.store, slowness, (method) => {
      calls.push(method)
      temporary.clock.time = clock.now()
    }),
    spawnTrainer: () => {
      if (shortage.error) throw shortage.error
      const trainer = createFakeTrainer()
      trainers.push(trainer)
      return trainer.port
    },
    datasetFolder: () => '/data sets',
    findDataset: async () => dataset,
    emit: (name, payload) => {
      // the payload belongs to the name by the signature, which the union cannot express
      events.push({ name, ...payload } as ToldEvent)
    },
    report: (problem) => problems.push(problem),
    places,
    keepSpare,
    clock
  }
  const supervisor = createSupervisor(options)

  return {
    supervisor,
    server: {
      ...temporary.store,
      runSummary: (runId) => {
        temporary.clock.time = clock.now()
        return temporary.store.runSummary(runId)
      }
    },
    clock,
    dataset,
    trainers,
    events,
    problems,
    slowness,
    shortage,
    calls,
    secondSupervisor: () => createSupervisor({ ...options, emit: () => undefined }),
    startRun: async (changes = {}) => {
      const run = await supervisor.start({ ...TRAINING, ...changes })
      trainers.at(-1)?.say({ type: 'ready' })
      await settle()
      return run
    },
    remove: temporary.remove
  }
}

/** Lets everything happen that waits for nothing but its turn. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

function slowStore(
  server: StoreApi,
  slowness: Harness['slowness'],
  beforeCall: (method: StoreMethod) => void
): AsyncStore {
  const store = Object.fromEntries(
    STORE_METHODS.map((method) => {
      const perform = server[method] as (...input: unknown[]) => unknown
      const call = async (...input: unknown[]): Promise<unknown> => {
        if (method === 'applyBatch') await slowness.batch
        if (method === 'finish') await slowness.finish
        beforeCall(method)
        return perform(...input)
      }
      return [method, call]
    })
  )
  return store as AsyncStore
}
