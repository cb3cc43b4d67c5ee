import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { COMPANIONS, REPLACED, UNFINISHED } from './copy-names'

/** What the copy of a backup is called that is whole and waits to become the library. */
export const RESTORING = '.restoring-'

/**
 * Before a library is opened: where the former one has given way already, its successor takes the
 * place. While a library is there, nothing happens.
 */
export function finishRestoring(library: string): void {
  if (existsSync(library)) return
  const stamp = stampsOfCopies(library).at(-1)
  if (stamp !== undefined) putInPlace(library, stamp)
}

/** Removes copies that no longer wait for anything: the library is there, and was not to give way. */
export function sweepRestoring(library: string): void {
  if (!existsSync(library)) return
  const beginning = basename(library) + RESTORING
  for (const name of namesBeside(library)) {
    if (name.startsWith(beginning)) rmSync(join(dirname(library), name), { force: true })
  }
}

/** Two processes may come to it at once: what the one has done, the other finds done. */
export function putInPlace(library: string, stamp: string): void {
  // another process has put it there, and what lies beside it is its log
  if (!existsSync(library + RESTORING + stamp)) return
  // the log of the one would be taken for that of the other
  for (const companion of COMPANIONS) {
    rename(library + companion, library + REPLACED + stamp + companion)
  }
  putAlone(library, stamp)
}

/** The same where nothing is beside the former library. */
export function putAlone(library: string, stamp: string): void {
  rename(library + RESTORING + stamp, library)
}

function rename(from: string, to: string): void {
  try {
    renameSync(from, to)
  } catch (error) {
    if (existsSync(from)) throw error
  }
}

function stampsOfCopies(library: string): string[] {
  const beginning = basename(library) + RESTORING
  return namesBeside(library)
    .filter((name) => name.startsWith(beginning) && !name.endsWith(UNFINISHED))
    .map((name) => name.slice(beginning.length))
    .sort()
}

function namesBeside(library: string): string[] {
  try {
    return readdirSync(dirname(library))
  } catch {
    // not there, or not to be read: whoever opens the library says so
    return []
  }
}
