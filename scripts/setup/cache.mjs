import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync
} from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { onExit } from '../support/processes.mjs'
import { ExpectedFailure } from '../support/program.mjs'

const TEMPORARY_PREFIX = 'temporary-'
const ABANDONED_AFTER_MILLISECONDS = 24 * 60 * 60 * 1000
/** System errors that the person can mend, and not we. */
const CANNOT_WRITE = ['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT', 'ENOTDIR', 'EEXIST']

/** Where things are kept that are expensive to get and the same for every checkout. */
export function cacheFolder(environment = process.env) {
  if (environment.DOWNHILL_CACHE) return resolve(environment.DOWNHILL_CACHE)
  return join(environment.XDG_CACHE_HOME || join(homedir(), '.cache'), 'downhill')
}

/**
 * The path of a cache entry, made on first use. `make` gets an empty folder on the same disk and returns the path
 * (inside it) of what it made; only the finished thing gets the entry's name, in one step, so that neither an
 * interrupted set-up nor two at the same time can leave half an entry behind.
 * @param {string} name file or folder name of the entry
 * @param {(temporary: string) => Promise<string>} make
 */
export async function cached(name, make) {
  const folder = cacheFolder()
  const entry = join(folder, name)
  if (existsSync(entry)) return entry
  let temporary
  let forget
  try {
    mkdirSync(folder, { recursive: true })
    removeAbandoned(folder)
    temporary = mkdtempSync(join(folder, TEMPORARY_PREFIX))
    forget = onExit(() => rmSync(temporary, { recursive: true, force: true }))
    moveIntoPlace(await make(temporary), entry)
    return entry
  } catch (failure) {
    if (!CANNOT_WRITE.includes(failure.code)) throw failure
    throw new ExpectedFailure(
      `The cache folder ${folder} cannot be filled (${failure.message}): make room or set DOWNHILL_CACHE to another folder.`
    )
  } finally {
    if (temporary) rmSync(temporary, { recursive: true, force: true })
    forget?.()
  }
}

function moveIntoPlace(made, entry) {
  try {
    renameSync(made, entry)
  } catch (failure) {
    // another set-up finished the same entry meanwhile, and a full folder is not replaced: theirs is as good
    if (!existsSync(entry)) throw failure
  }
}

/** Removes what a killed set-up could not. */
function removeAbandoned(folder) {
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(TEMPORARY_PREFIX)) continue
    const path = join(folder, name)
    const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0)
    if (age > ABANDONED_AFTER_MILLISECONDS) rmSync(path, { recursive: true, force: true })
  }
}
