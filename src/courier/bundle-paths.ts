import { readdir, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'

export const BUNDLE_ENDING = '.downhill'

/** A class has thirty; a folder with more than this was not meant. */
const MOST_FILES = 1000

/**
 * The files meant by these paths: a folder stands for the .downhill files in it and below, in the
 * order of their names. What is not there is left for its reader to complain of.
 */
export async function findBundles(paths: readonly string[]): Promise<string[]> {
  const found = await Promise.all(
    paths.map(async (path) => ((await isFolder(path)) ? bundlesIn(path) : [path]))
  )
  return [...new Set(found.flat())].slice(0, MOST_FILES)
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false
  )
}

/** Links are not followed: they lead out of what was chosen, or round in circles. */
async function bundlesIn(folder: string): Promise<string[]> {
  const options = { recursive: true, withFileTypes: true } as const
  const entries = await readdir(folder, options).catch(() => [])
  return entries
    .filter((entry) => entry.isFile() && extname(entry.name).toLowerCase() === BUNDLE_ENDING)
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
}
