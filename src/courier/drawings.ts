import { basename } from 'node:path'
import { digitFromStrokes } from '../shared/digit-image'
import { unpackStrokes } from '../shared/drawing-strokes'
import type { DrawingRecord, ImportedDrawings } from '../shared/drawings'
import { DownhillError, toPlainError } from '../shared/errors'
import type { SavedFile } from '../shared/files'
import type { NewDrawing } from '../store/store-api'
import type { CourierTools } from './courier-tools'
import { damaged, MOST_BYTES, readDrawings, writeDrawings } from './drawings-file'
import { readWhole } from './read-whole'
import { writeWhole } from './write-whole'

/**
 * Writes all drawings of the library into a file: the whole of it, or none.
 * @param author becomes the owner of those that have none
 * @throws DownhillError 'drawings-too-few' where there is none, 'drawings-large', 'file-unwritable'.
 */
export async function exportDrawings(
  { file, author }: { file: string; author: string | null },
  { store, version }: CourierTools
): Promise<SavedFile> {
  const drawings = await store.exportDrawings()
  if (drawings.length === 0) {
    throw new DownhillError('drawings-too-few', 'There are no drawings.', { count: 0 })
  }
  const owned = drawings.map((drawing) => ({ ...drawing, author: drawing.author ?? author }))
  const bytes = writeDrawings(owned, version)
  if (bytes.length > MOST_BYTES) {
    // what nobody could take in is not passed on
    const reason = 'they would make a file of more than 64 MB, which no Downhill reads'
    throw new DownhillError('drawings-large', `These drawings cannot be passed on: ${reason}.`, {
      reason
    })
  }
  await writeWhole(file, bytes)
  return { path: file, size: bytes.length }
}

/** Takes in the drawings of files. One that is refused comes in not at all, and keeps no other out. */
export async function importDrawings(
  paths: readonly string[],
  { store, onProgress }: CourierTools
): Promise<ImportedDrawings[]> {
  const results: ImportedDrawings[] = []
  for (const path of paths) {
    const file = basename(path)
    try {
      const drawings = readDrawings(await readWhole(path, MOST_BYTES, tooLarge)).map(inked)
      results.push({ file, ...(await store.addDrawings(drawings)), error: null })
    } catch (error) {
      results.push({ file, added: [], present: 0, error: toPlainError(error) })
    }
    onProgress?.(results.length, paths.length)
  }
  return results
}

const tooLarge = (): DownhillError => damaged('it is larger than any that is written')

/** With its pictures, which do not travel: they follow from the strokes. */
function inked(record: DrawingRecord): NewDrawing {
  return { record, ...digitFromStrokes(unpackStrokes(record.strokes)) }
}
