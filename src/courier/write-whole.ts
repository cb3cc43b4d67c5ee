import { open, rename, rm } from 'node:fs/promises'
import { DownhillError } from '../shared/errors'

/**
 * Writes the whole of a file, or nothing: it gets its name only when it is on the disk.
 * @throws DownhillError 'file-unwritable' where the disk is full, or the folder is not there.
 */
export async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  const unfinished = `${file}.unfinished`
  try {
    const handle = await open(unfinished, 'w')
    try {
      await handle.writeFile(bytes)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(unfinished, file)
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => undefined)
    const reason = error instanceof Error ? error.message : String(error)
    throw new DownhillError('file-unwritable', `${file} cannot be written: ${reason}.`, {
      file,
      reason
    })
  }
}
