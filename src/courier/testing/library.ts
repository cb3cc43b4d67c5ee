import { MNIST } from '../../datasets/catalogue'
import type { AsyncStore, StoreApi } from '../../store/store-api'
import { temporaryStore } from '../../store/testing/fixtures'
import { STORE_METHODS } from '../../store/worker-protocol'
import type { CourierTools } from '../courier-tools'

/** A real store in a folder of its own, and what the courier needs besides. */
export interface TestLibrary {
  tools: CourierTools
  server: StoreApi
  /** How many rows each table of the library has. */
  rows(): Record<string, number>
  /** Spoils what is stored of a run's weights at its last step. */
  damageLastWeights(runId: number): void
  remove(): void
}

export function createTestLibrary(): TestLibrary {
  const { store: server, database, remove } = temporaryStore()
  const tables = database
    .prepare<[], { name: string }>("SELECT name FROM sqlite_master WHERE type = 'table'")
    .all()
    .map(({ name }) => name)
  return {
    tools: {
      store: asynchronous(server),
      findDataset: async () => MNIST,
      now: () => Date.UTC(2026, 0, 2),
      version: '1.2.3'
    },
    server,
    rows: () =>
      Object.fromEntries(
        tables.map((table) => [
          table,
          Number(database.prepare(`SELECT count(*) FROM ${table}`).pluck().get())
        ])
      ),
    damageLastWeights: (runId) =>
      void database
        .prepare(
          `UPDATE checkpoints SET parameters = zeroblob(length(parameters)) WHERE id =
            (SELECT id FROM checkpoints WHERE run_id = ? ORDER BY step DESC LIMIT 1)`
        )
        .run(runId),
    remove
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
