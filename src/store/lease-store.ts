import { DownhillError } from '../shared/errors'
import { NUMERICS_VERSION } from '../shared/numerics'
import { checkLease, isHeld } from './leases'
import { isRepeatable, statusOf, toSummary, type RunRow } from './run-rows'
import { setRoomAside, withRoom } from './reserve'
import { findRun } from './run-store'
import type { StoreApi } from './store-api'
import { inTransaction, type StoreContext } from './transactions'

/** Who trains which run. */
export type LeaseStore = Pick<StoreApi, 'claim' | 'renewLeases' | 'setStatus' | 'finish'>

export function createLeaseStore({ database, now }: StoreContext): LeaseStore {
  const find = findRun({ database, now })
  const findOwn = findOwnRun({ database, now })
  const take = database.prepare(`
    UPDATE runs SET status = 'queued', problem = NULL,
      -- one that was never begun is made by the arithmetic of now
      numerics = iif(start_sha256 IS NULL, @numerics, numerics),
      lease_owner = @owner, lease_expires_at = @expiresAt
    WHERE id = @runId`)
  const renew = database.prepare(
    'UPDATE runs SET lease_expires_at = @expiresAt WHERE id = @runId AND lease_owner = @owner'
  )
  const setStatus = database.prepare('UPDATE runs SET status = ? WHERE id = ?')
  const end = database.prepare(`
    UPDATE runs SET status = @status, problem = @problem,
      final_training_cost = @cost, final_training_accuracy = @accuracy,
      -- what a diverged run has come to is no weights at all
      weights_sha256 = iif(@status = 'diverged', NULL, weights_sha256),
      lease_owner = NULL, lease_expires_at = NULL
    WHERE id = @runId AND lease_owner = @owner`)

  return {
    claim: (runId, lease) => {
      setRoomAside(database)
      return inTransaction(database, () => {
        checkLease(lease, now())
        const row = find(runId)
        refuseHeld(row, lease.owner, now())
        const status = statusOf(row, now())
        if (status !== 'stopped' && status !== 'interrupted') {
          throw new DownhillError(
            'not-resumable',
            `“${row.name}” has ${status === 'diverged' ? 'diverged' : 'finished'}: there is nothing left to train.`,
            { runId, name: row.name, status }
          )
        }
        refuseOtherNumerics(row)
        take.run({ runId, numerics: NUMERICS_VERSION, ...lease })
        return toSummary(find(runId), now())
      })
    },

    renewLeases: (runIds, lease) =>
      inTransaction(database, () => {
        checkLease(lease, now())
        return runIds.filter((runId) => renew.run({ runId, ...lease }).changes === 1)
      }),

    setStatus: (runId, owner, status) =>
      inTransaction(database, () => {
        findOwn(runId, owner)
        setStatus.run(status, runId)
      }),

    finish: (owner, endings) =>
      withRoom(database, () =>
        inTransaction(database, () => {
          for (const { runId, status, problem, finalTraining } of endings) {
            end.run({
              runId,
              owner,
              status,
              problem: problem === undefined ? null : JSON.stringify(problem),
              cost: finalTraining?.trainingCost ?? null,
              accuracy: finalTraining?.trainingAccuracy ?? null
            })
          }
        })
      )
  }
}

/**
 * Gives a function that reads a run which the owner still holds. An expired lease is still the
 * owner's until somebody else takes it: a computer that slept goes on where it was.
 */
export function findOwnRun(context: StoreContext): (runId: number, owner: string) => RunRow {
  const find = findRun(context)
  return (runId, owner) => {
    const row = find(runId)
    if (row.lease_owner !== owner) {
      throw new DownhillError(
        'run-elsewhere',
        `“${row.name}” is no longer trained by this program.`,
        { runId, name: row.name }
      )
    }
    return row
  }
}

/** @throws DownhillError 'other-numerics' when another version of the arithmetic began the run. */
export function refuseOtherNumerics({ id: runId, name, start_sha256, numerics }: RunRow): void {
  if (isRepeatable(start_sha256, numerics)) return
  throw new DownhillError(
    'other-numerics',
    `“${name}” was begun by version ${numerics} of the arithmetic; this program's is ${NUMERICS_VERSION}, and would make another run of it.`,
    { runId, name, numerics }
  )
}

function refuseHeld(row: RunRow, owner: string, now: number): void {
  if (!isHeld(row, now)) return
  const values = { runId: row.id, name: row.name }
  if (row.lease_owner === owner) {
    throw new DownhillError('already-running', `“${row.name}” is already under way.`, values)
  }
  throw new DownhillError(
    'run-elsewhere',
    `“${row.name}” is being trained by another Downhill on this computer.`,
    values
  )
}
