import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { cp, readdir, rename, rm, rmdir } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { UNFINISHED, ownFolder } from '../datasets/own-datasets'
import { isOwnId } from '../datasets/own-record'
import { DownhillError } from '../shared/errors'

const names = (folder: string): Promise<string[]> => readdir(folder).catch(() => [])

/** Whether a name within that folder is of our making: a data set, or the rest of one. */
const isOurs = (name: string): boolean => isOwnId(name) || name.startsWith(UNFINISHED)

/** Whether this folder of data sets holds nothing else. */
export async function holdsOnlyDatasets(folder: string): Promise<boolean> {
  return (await names(folder)).every(isOurs)
}

/**
 * Copies the own data sets of one library into another's folder, each whole or not at all, and reads
 * the copies through. One that is there by that id gives way.
 * @throws DownhillError 'copy-damaged', and what the file system throws.
 */
export async function copyOwnDatasets(from: string, to: string): Promise<void> {
  const target = ownFolder(to)
  for (const id of (await names(ownFolder(from))).filter(isOwnId)) {
    const original = join(ownFolder(from), id)
    const unfinished = join(target, UNFINISHED + id)
    await rm(unfinished, { recursive: true, force: true })
    await cp(original, unfinished, { recursive: true })
    for (const name of await readdir(original)) {
      const [one, other] = [join(original, name), join(unfinished, name)]
      if ((await hashOf(one)) !== (await hashOf(other))) {
        throw new DownhillError('copy-damaged', `${other} is not what was copied.`)
      }
    }
    await rm(join(target, id), { recursive: true, force: true })
    await rename(unfinished, join(target, id))
  }
}

/** Removes all own data sets of a library; whatever else is in their folder stays. */
export async function removeOwnDatasets(libraryFolder: string): Promise<void> {
  const folder = ownFolder(libraryFolder)
  for (const name of (await names(folder)).filter(isOurs)) {
    await rm(join(folder, name), { recursive: true, force: true })
  }
  await rmdir(folder).catch(() => undefined)
}

/** In portions, so that nobody waits for a large file. */
async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}
