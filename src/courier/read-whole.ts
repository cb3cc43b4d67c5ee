import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { DownhillError } from '../shared/errors'

/** Does not wait for somebody to write into a pipe; of no effect, and without a name, on Windows. */
const WITHOUT_WAITING = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)

/**
 * The bytes of a file that a person chose. What is no regular file is not read: a pipe or a device may never end.
 * @param most bytes that it may have
 * @param tooLarge what is thrown where it has more
 * @throws DownhillError 'file-unreadable'.
 */
export async function readWhole(
  path: string,
  most: number,
  tooLarge: () => DownhillError
): Promise<Uint8Array> {
  try {
    const handle = await open(path, WITHOUT_WAITING)
    try {
      const found = await handle.stat()
      if (!found.isFile()) throw unreadable('it is no file')
      if (found.size > most) throw tooLarge()
      return await handle.readFile()
    } finally {
      await handle.close()
    }
  } catch (error) {
    if (error instanceof DownhillError) throw error
    throw unreadable(error instanceof Error ? error.message : String(error))
  }
}

function unreadable(reason: string): DownhillError {
  return new DownhillError('file-unreadable', `It cannot be read: ${reason}.`, { reason })
}
