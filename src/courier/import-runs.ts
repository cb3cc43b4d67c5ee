import { basename } from 'node:path'
import { readBundle } from '../bundle/bundle'
import { damaged } from '../bundle/damage'
import { MAX_FILE } from '../bundle/zip'
import { networkLayers } from '../shared/dataset'
import { DownhillError, toPlainError, type ErrorCode } from '../shared/errors'
import type { ImportedFile } from '../shared/files'
import type { ImportedRun, RunRecord } from '../shared/transfer'
import { findBundles } from './bundle-paths'
import type { CourierTools } from './courier-tools'
import { readWhole } from './read-whole'

export interface ImportedBundle {
  /** Version of the program that wrote it. */
  program: string
  exportedAt: string
  /** Who exported it, where that was said. */
  author: string | null
  runs: ImportedRun[]
}

/** Takes in the runs of files and folders. One that is refused does not keep the others out. */
export async function importFiles(
  paths: readonly string[],
  tools: CourierTools
): Promise<ImportedFile[]> {
  const files = await findBundles(paths)
  const results: ImportedFile[] = []
  for (const path of files) {
    const file = basename(path)
    try {
      const { author, runs } = await importFile(path, tools)
      results.push({ file, author, runs, error: null })
    } catch (error) {
      results.push({ file, author: null, runs: [], error: toPlainError(error) })
    }
    tools.onProgress?.(results.length, files.length)
  }
  return results
}

/**
 * All runs of a .downhill file come in, or none.
 * @throws DownhillError 'bundle-damaged', 'bundle-newer', 'file-unreadable'.
 */
export async function importFile(
  path: string,
  { store, findDataset, now }: CourierTools
): Promise<ImportedBundle> {
  const { runs, ...origin } = readBundle(await readWhole(path, MAX_FILE, tooLarge), now())
  for (const { record } of runs) await checkLayers(record, findDataset)
  const owned = runs.map(({ record, weights }) => ({
    // a run belongs to whoever passed it on, where nothing else is said
    record: { ...record, author: record.author ?? origin.author },
    weights
  }))
  return { ...origin, runs: await store.importRuns(owned) }
}

const tooLarge = (): DownhillError => damaged('it is larger than any that is written')

const UNKNOWN: readonly ErrorCode[] = [
  'dataset-missing',
  'own-dataset-missing',
  'own-dataset-damaged'
]

/** Of a data set that is not known here nothing can be said. @throws DownhillError 'bundle-damaged'. */
async function checkLayers(
  { name, config, layers }: RunRecord,
  findDataset: CourierTools['findDataset']
): Promise<void> {
  let expected: number[]
  try {
    expected = networkLayers(await findDataset(config.dataset), config.hiddenLayers)
  } catch (error) {
    if (error instanceof DownhillError && UNKNOWN.includes(error.code)) return
    throw error
  }
  if (layers.join() !== expected.join()) {
    throw damaged(`the layers of “${name}” do not fit its data set`)
  }
}
