import { readBundle, writeBundle, type Bundle } from '../bundle/bundle'
import { notExportable, tooLarge } from '../bundle/damage'
import { MAX_UNPACKED } from '../bundle/zip'
import { DownhillError } from '../shared/errors'
import type { SavedFile } from '../shared/files'
import type { TransferredRun } from '../shared/transfer'
import type { CourierTools } from './courier-tools'
import { writeWhole } from './write-whole'

export interface RunsToExport {
  runIds: readonly number[]
  /** The whole path; a file that is there is replaced. */
  file: string
  /** Who exports them; it becomes the owner of runs that have none. */
  author: string | null
}

/**
 * Writes runs into a .downhill file: the whole of it, or none. Damaged weights stay behind, and are counted.
 * @throws DownhillError 'not-found', 'not-exportable', 'file-unwritable'.
 */
export async function exportRuns(
  { runIds, file, author }: RunsToExport,
  { store, now, version, onProgress }: CourierTools
): Promise<SavedFile> {
  const runs: TransferredRun[] = []
  let size = 0
  let damaged = 0
  for (const runId of runIds) {
    const { record, weights, leftOut = 0 } = await store.exportRun(runId)
    damaged += leftOut
    // whose run it was when it came here, that it stays
    runs.push({ record: { ...record, author: record.author ?? author }, weights })
    size += sizeOf(weights)
    // before all of them fill the memory
    if (size > MAX_UNPACKED) throw tooLarge()
    onProgress?.(runs.length, runIds.length)
  }
  const exportedAt = new Date(now()).toISOString()
  const bytes = packSoundly({ program: version, exportedAt, author, runs }, now())
  await writeWhole(file, bytes)
  return { path: file, size: bytes.length, ...(damaged > 0 && { leftOut: damaged }) }
}

const sizeOf = (weights: TransferredRun['weights']): number =>
  weights.reduce(
    (sum, { parameters, optimiserState }) =>
      sum + parameters.length + (optimiserState?.length ?? 0),
    0
  )

/** What nobody could take in again is not written. @throws DownhillError 'not-exportable'. */
function packSoundly(bundle: Bundle, now: number): Uint8Array {
  const bytes = writeBundle(bundle)
  try {
    readBundle(bytes, now)
  } catch (error) {
    if (!(error instanceof DownhillError)) throw error
    throw notExportable(String(error.values.reason))
  }
  return bytes
}
