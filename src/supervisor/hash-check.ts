import { DownhillError } from '../shared/errors'
import type { HashCheck } from '../shared/library'
import type { AsyncStore } from '../store/store-api'

/**
 * Compares the weights that are kept of a run with their SHA-256, one after the other, so that the
 * store answers others in between.
 * @throws DownhillError 'not-found'
 */
export async function checkHashes(
  runId: number,
  store: Pick<AsyncStore, 'runDetail' | 'isCheckpointSound'>
): Promise<HashCheck> {
  const { checkpoints } = await store.runDetail(runId)
  const check: HashCheck = { checked: 0, damaged: [] }
  for (const { id, epoch } of checkpoints) {
    const isSound = await isStillSound(store, runId, id)
    if (isSound === undefined) continue
    check.checked++
    if (!isSound) check.damaged.push({ checkpointId: id, epoch })
  }
  return check
}

/** A run in training drops checkpoints meanwhile: undefined for one that is gone. */
async function isStillSound(
  store: Pick<AsyncStore, 'isCheckpointSound'>,
  runId: number,
  checkpointId: number
): Promise<boolean | undefined> {
  try {
    return await store.isCheckpointSound(runId, checkpointId)
  } catch (error) {
    if (error instanceof DownhillError && error.code === 'not-found') return undefined
    throw error
  }
}
