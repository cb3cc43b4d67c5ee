import { DownhillError } from '../shared/errors'
import type { Verification } from '../shared/verification'
import type { AsyncStore } from '../store/store-api'
import type { Analyst, VerificationProgress } from './analyst'

interface VerificationTools {
  store: Pick<AsyncStore, 'runDetail' | 'readCheckpoint'>
  analyst: Pick<Analyst, 'verify'>
}

/**
 * Verifies a stored run. First every kept checkpoint is read, which compares its bytes with its
 * SHA-256; then the run is repeated, which compares that SHA-256 with the repeated weights.
 * Weights that were damaged where they are kept are an error and no 'differs': the run repeats well.
 * @param calledOff ends it wherever it is
 * @throws DownhillError 'not-found', 'checkpoint-damaged', 'cancelled', and those of the analyst.
 */
export async function verifyStoredRun(
  runId: number,
  { store, analyst }: VerificationTools,
  calledOff: AbortSignal,
  onProgress?: (progress: VerificationProgress) => void
): Promise<Verification> {
  const { run, curves, checkpoints } = await store.runDetail(runId)
  for (const { id } of checkpoints) {
    if (calledOff.aborted) break
    await readStillKept(store, runId, id)
  }
  if (calledOff.aborted) throw new DownhillError('cancelled', 'It was called off.')
  const { config, rateChanges, datasetFingerprint, numerics, finalTraining } = run
  const { epochs } = curves
  return analyst.verify(
    { config, rateChanges, datasetFingerprint, numerics, epochs, checkpoints, finalTraining },
    { calledOff, onProgress }
  )
}

/** A run in training drops checkpoints meanwhile: one that is gone cannot be damaged. */
async function readStillKept(
  store: VerificationTools['store'],
  runId: number,
  checkpointId: number
): Promise<void> {
  try {
    await store.readCheckpoint(runId, checkpointId)
  } catch (error) {
    if (!(error instanceof DownhillError) || error.code !== 'not-found') throw error
  }
}
