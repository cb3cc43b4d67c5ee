import { DownhillError } from '../shared/errors'
import type { RunSummary } from '../shared/run'
import { createRunInsertion } from './run-insertion'
import { RUN_COLUMNS, statusOf, toSummary, type RunRow } from './run-rows'
import type { StoreApi } from './store-api'
import { inTransaction, type StoreContext } from './transactions'

/** Runs as a list. */
export type RunStore = Pick<
  StoreApi,
  'createRun' | 'listRuns' | 'runSummaries' | 'leasedRuns' | 'runSummary'
>

export function createRunStore({ database, now }: StoreContext): RunStore {
  const insertRun = createRunInsertion({ database, now })
  const all = database.prepare<[], RunRow>(
    `SELECT ${RUN_COLUMNS} FROM runs WHERE deleted_at IS NULL ORDER BY id DESC`
  )
  const leased = database.prepare<[string], RunRow>(
    `SELECT ${RUN_COLUMNS} FROM runs
    WHERE deleted_at IS NULL AND lease_owner IS NOT NULL AND lease_owner <> ?`
  )
  const find = findRun({ database, now })
  const these = database.prepare<[string], RunRow>(`
    SELECT ${RUN_COLUMNS} FROM json_each(?) AS asked JOIN runs ON runs.id = asked.value
    WHERE deleted_at IS NULL ORDER BY asked.key`)

  const summary = (runId: number): RunSummary => toSummary(find(runId), now())
  const summaries = (rows: RunRow[]): RunSummary[] => {
    const time = now()
    return rows.map((row) => toSummary(row, time))
  }

  return {
    createRun: (run, lease) => inTransaction(database, () => summary(insertRun(run, lease, null))),

    listRuns: () => summaries(all.all()),
    runSummaries: (runIds) => summaries(these.all(JSON.stringify(runIds))),
    leasedRuns: (owner) =>
      leased
        .all(owner)
        .map((row) => ({ id: row.id, status: statusOf(row, now()), step: row.step })),

    runSummary: summary
  }
}

/** Gives a function that reads a run that is not deleted. @throws DownhillError 'not-found'. */
export function findRun({ database }: StoreContext): (runId: number) => RunRow {
  const select = database.prepare<[number], RunRow>(
    `SELECT ${RUN_COLUMNS} FROM runs WHERE id = ? AND deleted_at IS NULL`
  )
  return (runId) => {
    const row = select.get(runId)
    if (row === undefined) throw runNotFound(runId)
    return row
  }
}

export function runNotFound(runId: number): DownhillError {
  return new DownhillError('not-found', `There is no run ${runId}.`, { runId })
}
