import { leftByThinning } from '../shared/checkpoint-policy'
import { DownhillError } from '../shared/errors'
import { createCheckpointStore } from './checkpoint-store'
import { isHeld } from './leases'
import { toSummary } from './run-rows'
import { findRun } from './run-store'
import type { StoreApi } from './store-api'
import { inTransaction, type StoreContext } from './transactions'

/** Which weights a run keeps, and whether they are sound. */
export type WeightsStore = Pick<
  StoreApi,
  'setCheckpointPolicy' | 'thinCheckpoints' | 'isCheckpointSound'
>

export function createWeightsStore(context: StoreContext): WeightsStore {
  const { database, now } = context
  const find = findRun(context)
  const checkpoints = createCheckpointStore(context)
  const setPolicy = database.prepare('UPDATE runs SET checkpoint_policy = ? WHERE id = ?')

  return {
    setCheckpointPolicy: (runId, policy) =>
      inTransaction(database, () => {
        find(runId)
        setPolicy.run(policy, runId)
        return toSummary(find(runId), now())
      }),

    thinCheckpoints: (runId) =>
      inTransaction(database, () => {
        const run = find(runId)
        if (isHeld(run, now())) {
          throw new DownhillError(
            'already-running',
            `“${run.name}” is under way. Stop it first, then thin out its checkpoints.`,
            { runId, name: run.name }
          )
        }
        const all = checkpoints.summaries(runId)
        const before = checkpoints.bytes(runId)
        const left = new Set(leftByThinning(all).map(({ id }) => id))
        for (const { id } of all) if (!left.has(id)) checkpoints.drop(id)
        return { removed: all.length - left.size, freed: before - checkpoints.bytes(runId) }
      }),

    isCheckpointSound: (runId, checkpointId) =>
      checkpoints.readSound(find(runId).id, checkpointId) !== null
  }
}
