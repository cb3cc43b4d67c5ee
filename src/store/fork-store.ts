import { randomUUID } from 'node:crypto'
import { DownhillError } from '../shared/errors'
import { costBlockLength, type RateChange, type RunSummary } from '../shared/run'
import { LONGEST_NAME } from '../shared/transfer'
import { createCheckpointStore } from './checkpoint-store'
import { createCurveStore } from './curve-store'
import { refuseOtherNumerics } from './lease-store'
import { checkLease } from './leases'
import { DEFAULT_CHECKPOINT_POLICY } from './library-store'
import { toSummary, type RunRow, type StoredOrigin } from './run-rows'
import { findRun } from './run-store'
import type { Lease, NewFork, StoreApi } from './store-api'
import { inTransaction, type StoreContext } from './transactions'

/** Runs that go their own way from a moment of another. */
export type ForkStore = Pick<StoreApi, 'forkRun'>

/**
 * A fork holds a copy of the other run's history up to a checkpoint, and a change of the learning
 * rate there. So it is what the other run would be if the rate had been changed in it by hand: it is
 * resumed, repeated and passed on like any run.
 */
export function createForkStore(context: StoreContext): ForkStore {
  const { database, now } = context
  const find = findRun(context)
  const curves = createCurveStore(context)
  const checkpoints = createCheckpointStore(context)
  const insertRun = database.prepare(`
    INSERT INTO runs (uuid, name, colour, config, layers, dataset, dataset_fingerprint, numerics,
      total_steps, block_length, status, created_at, step, epoch, engine_seconds, rate_changes,
      forked_from, checkpoint_policy, lease_owner, lease_expires_at)
    SELECT @uuid, @name, 0, config, layers, dataset, dataset_fingerprint, numerics,
      total_steps, block_length, 'queued', @createdAt, @step, @epoch, @engineSeconds, @rateChanges,
      @forkedFrom, ${DEFAULT_CHECKPOINT_POLICY}, @owner, @expiresAt
    FROM runs WHERE id = @runId`)
  const setColour = database.prepare('UPDATE runs SET colour = ? WHERE id = ?')

  /** Its place, once it is seen that the fork can go on from there. */
  function startOf(
    parent: RunRow,
    checkpointId: number
  ): { epoch: number; step: number; engineSeconds: number } {
    refuseOtherNumerics(parent)
    const { state } = checkpoints.read(parent.id, checkpointId)
    const { epoch, step, sums } = state
    if (step >= parent.total_steps) {
      throw notToBeForked(parent, 'was trained to its end there: there is nothing left to train')
    }
    if (parent.block_length !== costBlockLength(parent.total_steps)) {
      throw notToBeForked(
        parent,
        'has a cost curve of another program, which cannot be gone on with'
      )
    }
    return { epoch, step, engineSeconds: sums.engineSeconds }
  }

  function addRun(parent: RunRow, fork: NewFork, lease: Lease): number {
    const { epoch, step, engineSeconds } = startOf(parent, fork.checkpointId)
    const changes: RateChange[] = JSON.parse(parent.rate_changes)
    const earlier = changes.filter((change) => change.step < step)
    const origin: StoredOrigin = { uuid: parent.uuid, name: parent.name, epoch, step }
    const { lastInsertRowid } = insertRun.run({
      runId: parent.id,
      uuid: randomUUID(),
      name: fork.name ?? nameOfFork(parent.name, epoch),
      createdAt: now(),
      epoch,
      step,
      engineSeconds,
      rateChanges: JSON.stringify([...earlier, { step, learningRate: fork.learningRate }]),
      forkedFrom: JSON.stringify(origin),
      ...lease
    })
    const runId = Number(lastInsertRowid)
    setColour.run(runId - 1, runId)
    curves.copy(parent.id, runId, step)
    checkpoints.copy(parent.id, runId, step)
    return runId
  }

  return {
    forkRun: (fork, lease): RunSummary =>
      inTransaction(database, () => {
        checkLease(lease, now())
        return toSummary(find(addRun(find(fork.runId), fork, lease)), now())
      })
  }
}

function nameOfFork(name: string, epoch: number): string {
  const from = ` from epoch ${epoch}`
  return name.slice(0, LONGEST_NAME - from.length) + from
}

function notToBeForked({ id: runId, name }: RunRow, reason: string): DownhillError {
  return new DownhillError('not-resumable', `“${name}” ${reason}.`, { runId, name })
}
