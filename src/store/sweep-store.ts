import type { SweepSummary } from '../shared/sweep'
import { createRunInsertion } from './run-insertion'
import type { StoreApi } from './store-api'
import { inTransaction, type StoreContext } from './transactions'

/** Runs that were started together. */
export type SweepStore = Pick<StoreApi, 'createSweep' | 'listSweeps'>

interface SweepRow {
  id: number
  name: string
  created_at: number
  /** A JSON array. */
  run_ids: string
}

export function createSweepStore({ database, now }: StoreContext): SweepStore {
  const insertRun = createRunInsertion({ database, now })
  const insert = database.prepare('INSERT INTO sweeps (name, created_at) VALUES (?, ?)')
  const all = database.prepare<[], SweepRow>(`
    SELECT sweeps.id, sweeps.name, sweeps.created_at,
      json_group_array(runs.id ORDER BY runs.id) AS run_ids
    FROM runs JOIN sweeps ON sweeps.id = runs.sweep_id
    WHERE runs.sweep_id IS NOT NULL AND runs.deleted_at IS NULL
    GROUP BY sweeps.id ORDER BY sweeps.id DESC`)

  return {
    createSweep: ({ name, runs }, lease) =>
      inTransaction(database, () => {
        const createdAt = now()
        const id = Number(insert.run(name, createdAt).lastInsertRowid)
        const runIds = runs.map((run) => insertRun(run, lease, id))
        return { id, name, createdAt: new Date(createdAt).toISOString(), runIds }
      }),

    listSweeps: () => all.all().map(toSweepSummary)
  }
}

function toSweepSummary({ id, name, created_at, run_ids }: SweepRow): SweepSummary {
  const runIds: number[] = JSON.parse(run_ids)
  return { id, name, createdAt: new Date(created_at).toISOString(), runIds }
}
