import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { isAbsolute, join, resolve } from 'node:path'
import type { FixedBy } from '../shared/library'
import { locationNote, readLocation } from './library-location'
import { portableFolder, requirePortable } from './portable'
import { finishRestoring } from './restoring-steps'
import { storeUnavailable } from './store-errors'

export interface Surroundings {
  env: Record<string, string | undefined>
  platform: NodeJS.Platform
  home: string
  /** The folder of a packaged program, where it may be made portable. */
  program?: string
}

/** Where the library is, and how that was decided. */
export interface LibraryPlace {
  /** Holds the database. */
  folder: string
  /** Holds what is the program's own: its log, Chromium's files, and the note of where the library is. */
  home: string
  /** What else decides it, so that it cannot be moved from the window. */
  fixed: FixedBy | false
  /** A person moved it away from home: it must be there, and no new one is begun in its place. */
  moved: boolean
  /** The note of where it was moved to cannot be read. */
  lost: boolean
  /** Folders in which moving it left a copy. */
  previous: string[]
}

const here = (program?: string): Surroundings => ({
  env: process.env,
  platform: process.platform,
  home: homedir(),
  program
})

/**
 * Where the runs are kept: what the environment says, else beside a program that is portable, else
 * where the library was moved to, else where each system keeps local data; the last two are the same
 * for the window and the terminal.
 */
export function findLibrary(surroundings: Surroundings = here()): LibraryPlace {
  const given = surroundings.env.DOWNHILL_DATA
  if (given) return fixedPlace(resolve(given), 'environment')
  const portable = portableFolder(surroundings.program)
  if (portable !== undefined) return fixedPlace(portable, 'portable')
  const home = defaultFolder(surroundings)
  const location = readLocation(home)
  const lost = location === 'damaged'
  const { folder, previous } =
    lost || location === undefined ? { folder: home, previous: [] } : location
  return { folder, home, fixed: false, moved: folder !== home, lost, previous }
}

/** As `findLibrary`, for a packaged program in the folder. */
export function findLibraryOf(program: string): LibraryPlace {
  return findLibrary(here(program))
}

function fixedPlace(folder: string, fixed: FixedBy): LibraryPlace {
  return { folder, home: folder, fixed, moved: false, lost: false, previous: [] }
}

/** The library's folder. @throws DownhillError 'store-unavailable' as `requireLibrary` does. */
export function libraryFolder(): string {
  const place = findLibrary()
  requireLibrary(place)
  return place.folder
}

/**
 * Refuses to go on without a library that was moved: its drive may not be connected, and an empty
 * one in its place would look as if all runs were lost. The same where a portable one cannot begin.
 * @throws DownhillError 'store-unavailable', 'portable-unwritable'
 */
export function requireLibrary(place: LibraryPlace): void {
  // one that gave way to a backup is no missing one
  finishRestoring(databaseFile(place.folder))
  if (place.lost) {
    throw storeUnavailable(locationNote(place.home), 'this note of where it is was damaged')
  }
  if (isMissing(place)) {
    throw storeUnavailable(databaseFile(place.folder), 'it was moved there, and is not there now')
  }
  if (place.fixed === 'portable' && !existsSync(databaseFile(place.folder))) {
    requirePortable(place.folder)
  }
}

/** Whether a library that was moved is not where it was moved to, or nobody knows where that is. */
export function isMissing({ folder, moved, lost }: LibraryPlace): boolean {
  return lost || (moved && !existsSync(databaseFile(folder)))
}

/** The one database in a data folder. */
export function databaseFile(folder: string): string {
  return join(folder, 'downhill.sqlite')
}

/** Local to this computer, never a roaming profile, because a database must not be copied while it is written. */
function defaultFolder({ env, platform, home }: Surroundings): string {
  switch (platform) {
    case 'win32':
      return join(env.LOCALAPPDATA || join(home, 'AppData', 'Local'), 'Downhill')
    case 'darwin':
      return join(home, 'Library', 'Application Support', 'Downhill')
    default:
      return join(xdgDataHome(env) ?? join(home, '.local', 'share'), 'downhill')
  }
}

/** Its specification says to ignore it where it is not absolute. */
function xdgDataHome({ XDG_DATA_HOME }: Surroundings['env']): string | undefined {
  return XDG_DATA_HOME && isAbsolute(XDG_DATA_HOME) ? XDG_DATA_HOME : undefined
}
