import { readdir, rename, rm, rmdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { ownFolder } from '../datasets/own-datasets'
import type { LibraryLeftBehind } from '../shared/library'
import { databaseFile, type LibraryPlace } from '../store/data-folder'
import { backupFolder, findBackups } from '../store/backup-files'
import { COMPANIONS, MOVED, SET_ASIDE, stampOf, UNFINISHED } from '../store/copy-names'
import { forgetLocation } from '../store/library-location'
import { forgetLoss } from '../store/loss-note'
import { reserveFile } from '../store/reserve'
import { troubleNote } from './backup-trouble'
import { removeOwnDatasets } from './library-datasets'

const DATABASE = basename(databaseFile(''))
/** How a library begins that was moved elsewhere, and how its own data sets. */
const MOVED_LIBRARY = DATABASE + MOVED
const MOVED_DATASETS = basename(ownFolder('')) + MOVED

/** Bytes on disk: of the database with its log, or of the copy that is to become one, and of own data sets. */
export async function librarySize(folder: string): Promise<number> {
  const endings = ['', ...COMPANIONS, UNFINISHED]
  const files = endings.map((ending) => databaseFile(folder) + ending)
  return sumOfSizes([...files, ownFolder(folder)])
}

/**
 * Gives the original another name after it was copied elsewhere, so that nothing goes on with it by
 * mistake. It stays otherwise as it is: a person removes it when they have seen the copy at work.
 */
export async function setMovedAside(folder: string, now = new Date()): Promise<void> {
  const file = databaseFile(folder)
  const stamp = stampOf(now)
  // the database last: while it has its name, this is tried again at the next start
  await rename(ownFolder(folder), join(folder, MOVED_DATASETS + stamp)).catch(() => undefined)
  await rename(file, join(folder, MOVED_LIBRARY + stamp))
  for (const companion of COMPANIONS) {
    await rename(file + companion, join(folder, MOVED_LIBRARY + stamp + companion)).catch(
      () => undefined
    )
  }
  for (const note of [`${file}.begun`, reserveFile(file)]) await rm(note, { force: true })
  forgetLoss(file)
}

/** What moving the library left in these folders; a folder that is away or has nothing is left out. */
export async function findLeftBehind(folders: readonly string[]): Promise<LibraryLeftBehind[]> {
  const found = await Promise.all(
    folders.map(async (folder) => ({
      folder,
      size: await sumOfSizes(await moved(folder)),
      backups: (await backupsLeftIn(folder)).length > 0 ? countBackups(folder) : 0
    }))
  )
  return found.filter(({ size }) => size > 0)
}

export async function removeLeftBehind(folders: readonly string[]): Promise<void> {
  for (const folder of folders) {
    for (const file of await moved(folder)) await rm(file, { recursive: true, force: true })
  }
}

/** What else holds runs beside a library: what was set aside, and copies from before migrations. */
const HOLDING_RUNS = [MOVED_DATASETS, ...SET_ASIDE.map((word) => DATABASE + word)]

/**
 * Removes the library, what was ever set aside of it, the note, and the log. Another library that was
 * begun in one of these folders since stays.
 */
export async function removeEverything({ folder, home, previous }: LibraryPlace): Promise<void> {
  for (const beginning of HOLDING_RUNS) {
    for (const left of [home, ...previous]) {
      for (const file of await filesIn(left, beginning)) {
        await rm(file, { recursive: true, force: true })
      }
    }
  }
  for (const file of await filesIn(folder, DATABASE)) await rm(file, { force: true })
  for (const left of [folder, home, ...previous]) {
    for (const backups of await backupsLeftIn(left)) await rm(backups, { recursive: true })
  }
  await removeOwnDatasets(folder)
  await rm(join(home, 'log'), { recursive: true, force: true })
  await rm(troubleNote(home), { force: true })
  forgetLocation(home)
  // an own folder elsewhere is of no use any more; one with other things in it stays
  if (folder !== home) await rmdir(folder).catch(() => undefined)
}

const moved = async (folder: string): Promise<string[]> => [
  ...(await filesIn(folder, MOVED_LIBRARY)),
  ...(await filesIn(folder, MOVED_DATASETS)),
  ...(await backupsLeftIn(folder))
]

/** 0 also where nobody may look. */
function countBackups(folder: string): number {
  try {
    return findBackups(databaseFile(folder)).length
  } catch {
    return 0
  }
}

/** Backups of a library that is no longer there; where one was begun since, they are that one's. */
async function backupsLeftIn(folder: string): Promise<string[]> {
  const backups = backupFolder(databaseFile(folder))
  const isThere = (path: string): Promise<boolean> =>
    stat(path).then(
      () => true,
      () => false
    )
  return (await isThere(databaseFile(folder))) || !(await isThere(backups)) ? [] : [backups]
}

async function filesIn(folder: string, beginning: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => [])
  return names.filter((name) => name.startsWith(beginning)).map((name) => join(folder, name))
}

async function sumOfSizes(files: readonly string[]): Promise<number> {
  const sizes = await Promise.all(files.map(sizeOf))
  return sizes.reduce((sum, size) => sum + size, 0)
}

/** Of a file, or of all that is in a folder; 0 where there is none. */
async function sizeOf(path: string): Promise<number> {
  const found = await stat(path).catch(() => undefined)
  if (!found?.isDirectory()) return found?.size ?? 0
  const names = await readdir(path).catch(() => [])
  return sumOfSizes(names.map((name) => join(path, name)))
}
