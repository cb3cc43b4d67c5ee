import { DownhillError } from '../shared/errors'
import { isHeld } from './leases'
import { createDeletionTime } from './purge'
import { runNotFound } from './run-store'
import { findRun } from './run-store'
import type { StoreApi } from './store-api'
import { inTransaction, type StoreContext } from './transactions'

/** Runs go, come back, and go for good. */
export type DeletedStore = Pick<StoreApi, 'deleteRuns' | 'restoreRuns' | 'purgeRuns'>

export function createDeletedStore(context: StoreContext): DeletedStore {
  const { database, now } = context
  const find = findRun(context)
  const deletionTime = createDeletionTime(context)
  const setDeleted = database.prepare(
    'UPDATE runs SET deleted_at = ?, lease_owner = NULL, lease_expires_at = NULL WHERE id = ?'
  )
  const unsetDeleted = database.prepare('UPDATE runs SET deleted_at = NULL WHERE id = ?')
  const purge = database.prepare('DELETE FROM runs WHERE id = ? AND deleted_at IS NOT NULL')

  return {
    deleteRuns: (runIds) =>
      inTransaction(database, () => {
        const time = deletionTime()
        for (const runId of runIds) {
          const row = find(runId)
          if (isHeld(row, now())) {
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
      }),

    purgeRuns: (runIds) =>
      inTransaction(database, () => {
        for (const runId of runIds) {
          if (purge.run(runId).changes === 0) throw runNotFound(runId)
        }
      })
  }
}
