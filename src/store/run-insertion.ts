import { randomUUID } from 'node:crypto'
import { costBlockLength } from '../shared/run'
import { checkLease } from './leases'
import { DEFAULT_CHECKPOINT_POLICY } from './library-store'
import { setRoomAside } from './reserve'
import type { Lease, NewRun } from './store-api'
import type { StoreContext } from './transactions'

/** Adds a run, queued and claimed by the lease, inside the caller's transaction; returns its number. */
export type InsertRun = (run: NewRun, lease: Lease, sweepId: number | null) => number

export function createRunInsertion({ database, now }: StoreContext): InsertRun {
  const insert = database.prepare(`
    INSERT INTO runs (uuid, name, colour, config, layers, dataset, dataset_fingerprint, numerics,
      sweep_id, status, created_at, total_steps, block_length, lease_owner, lease_expires_at,
      checkpoint_policy)
    VALUES (@uuid, '', 0, @config, @layers, @dataset, @fingerprint, @numerics,
      @sweepId, 'queued', @createdAt, @totalSteps, @blockLength, @owner, @expiresAt,
      ${DEFAULT_CHECKPOINT_POLICY})`)
  const nameAndColour = database.prepare('UPDATE runs SET name = ?, colour = ? WHERE id = ?')

  return (run, lease, sweepId) => {
    setRoomAside(database)
    checkLease(lease, now())
    const { lastInsertRowid } = insert.run({
      uuid: randomUUID(),
      config: JSON.stringify(run.config),
      layers: JSON.stringify(run.layers),
      dataset: run.config.dataset,
      fingerprint: run.datasetFingerprint,
      numerics: run.numerics,
      sweepId,
      createdAt: now(),
      totalSteps: run.totalSteps,
      blockLength: costBlockLength(run.totalSteps),
      ...lease
    })
    const id = Number(lastInsertRowid)
    nameAndColour.run(run.name ?? `Run ${id}`, id - 1, id)
    return id
  }
}
