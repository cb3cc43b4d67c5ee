import { randomUUID } from 'node:crypto'
import type { Statement } from 'better-sqlite3'
import { DownhillError } from '../shared/errors'
import { costBlockLength, type RunSummary } from '../shared/run'
import { checkLease, isHeld } from './leases'
import { toSummary, type RunRow } from './run-rows'
import type { StoreApi } from './store-api'
import { inTransaction, type StoreContext } from './transactions'

/** Runs as a list: create, name, delete and restore. */
export type RunStore = Pick<
  StoreApi,
  'createRun' | 'listRuns' | 'leasedRuns' | 'runSummary' | 'rename' | 'deleteRuns' | 'restoreRuns'
>

export function createRunStore({ database, now }: StoreContext): RunStore {
  const insert = database.prepare(`
    INSERT INTO runs (uuid, name, colour, config, layers, dataset, dataset_fingerprint, status,
      created_at, total_steps, block_length, lease_owner, lease_expires_at)
    VALUES (@uuid, '', 0, @config, @layers, @dataset, @fingerprint, 'queued',
      @createdAt, @totalSteps, @blockLength, @owner, @expiresAt)`)
  const nameAndColour = database.prepare('UPDATE runs SET name = ?, colour = ? WHERE id = ?')
  const all = database.prepare<[], RunRow>(
    'SELECT * FROM runs WHERE deleted_at IS NULL ORDER BY id DESC'
  )
  const leased = database.prepare<[], RunRow>(
    'SELECT * FROM runs WHERE deleted_at IS NULL AND lease_owner IS NOT NULL'
  )
  const setName = database.prepare('UPDATE runs SET name = ? WHERE id = ?')
  const setDeleted = database.prepare(
    'UPDATE runs SET deleted_at = ?, lease_owner = NULL, lease_expires_at = NULL WHERE id = ?'
  )
  const unsetDeleted = database.prepare('UPDATE runs SET deleted_at = NULL WHERE id = ?')
  const find = findRun({ database, now })

  const summary = (runId: number): RunSummary => toSummary(find(runId), now())
  const summaries = (rows: Statement<[], RunRow>): RunSummary[] => {
    const time = now()
    return rows.all().map((row) => toSummary(row, time))
  }

  return {
    createRun: (run, lease) =>
      inTransaction(database, () => {
        checkLease(lease, now())
        const { lastInsertRowid } = insert.run({
          uuid: randomUUID(),
          config: JSON.stringify(run.config),
          layers: JSON.stringify(run.layers),
          dataset: run.config.dataset,
          fingerprint: run.datasetFingerprint,
          createdAt: now(),
          totalSteps: run.totalSteps,
          blockLength: costBlockLength(run.totalSteps),
          ...lease
        })
        const id = Number(lastInsertRowid)
        nameAndColour.run(run.name ?? `Run ${id}`, id - 1, id)
        return summary(id)
      }),

    listRuns: () => summaries(all),
    leasedRuns: () => summaries(leased),

    runSummary: summary,

    rename: (runId, name) =>
      inTransaction(database, () => {
        find(runId)
        setName.run(name, runId)
        return summary(runId)
      }),

    deleteRuns: (runIds) =>
      inTransaction(database, () => {
        const time = now()
        for (const runId of runIds) {
          const row = find(runId)
          if (isHeld(row, time)) {
            throw new DownhillError(
              'already-running',
              `“${row.name}” is under way. Stop it first, then delete it.`,
              { runId, name: row.name }
            )
          }
          setDeleted.run(time, runId)
        }
      }),

    restoreRuns: (runIds) =>
      inTransaction(database, () => {
        for (const runId of runIds) {
          if (unsetDeleted.run(runId).changes === 0) throw runNotFound(runId)
        }
      })
  }
}

/** Gives a function that reads a run that is not deleted. @throws DownhillError 'not-found'. */
export function findRun({ database }: StoreContext): (runId: number) => RunRow {
  const select = database.prepare<[number], RunRow>(
    'SELECT * FROM runs WHERE id = ? AND deleted_at IS NULL'
  )
  return (runId) => {
    const row = select.get(runId)
    if (row === undefined) throw runNotFound(runId)
    return row
  }
}

function runNotFound(runId: number): DownhillError {
  return new DownhillError('not-found', `There is no run ${runId}.`, { runId })
}
