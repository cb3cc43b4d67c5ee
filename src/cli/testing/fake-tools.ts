import { MNIST } from '../../datasets/catalogue'
import type { AsyncStore, StoreApi } from '../../store/store-api'
import { temporaryStore } from '../../store/testing/fixtures'
import { STORE_METHODS } from '../../store/worker-protocol'
import type { Analyst } from '../../supervisor/analyst'
import type { CommandTools } from '../command-tools'
import { createReport } from '../report'
import { createFakeScreen, type FakeScreen } from './fake-screen'

/** What a command works with, over a real store, with an analyst that answers at once. */
export interface FakeTools extends CommandTools {
  server: StoreApi
  output: FakeScreen
  errors: FakeScreen
  /** The person wants to stop. */
  stop(): void
  remove(): void
}

export function createFakeTools(answers: Partial<Analyst> = {}): FakeTools {
  const { store: server, file, remove } = temporaryStore()
  const output = createFakeScreen()
  const errors = createFakeScreen()
  let stop = (): void => undefined
  return {
    server,
    output,
    errors,
    stop: () => stop(),
    remove,
    store: asynchronous(server),
    file,
    report: createReport({ output, errors }, false),
    supervise: () => {
      throw new Error('Nothing is trained here.')
    },
    analyst: {
      measureTestSet: async () => ({ testCost: 0.5, testAccuracy: 0.9 }),
      measureTrainingSet: async () => ({ trainingCost: null, trainingAccuracy: 0.95 }),
      gradientNorms: async () => [0.25, 1 / 3, 2],
      verify: async () => ({ verdict: 'nothing-stored' }),
      close: () => undefined,
      ...answers
    },
    findDataset: async () => MNIST,
    listDatasets: async () => [MNIST],
    onStopRequest: (listener) => {
      stop = listener
      return () => undefined
    },
    now: () => Date.UTC(2026, 0, 2)
  }
}

function asynchronous(server: StoreApi): AsyncStore {
  return Object.fromEntries(
    STORE_METHODS.map((method) => {
      const perform = server[method] as (...values: unknown[]) => unknown
      return [method, async (...input: unknown[]) => perform(...input)]
    })
  ) as AsyncStore
}
