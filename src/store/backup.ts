import Database from 'better-sqlite3'
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { DownhillError } from '../shared/errors'
import { tryLock, type ProcessLock } from './between-processes'
import {
  backupFolder,
  backupName,
  findBackups,
  freeRoom,
  hasChanged,
  isBackupDue,
  lastChange,
  removeUnfinished,
  roomNeeded,
  thinBackups,
  unwritable,
  type BackupFile
} from './backup-files'
import { removeCopy, UNFINISHED } from './copy-names'
import { checkCopy, synchronise } from './library-copy'
import { isDamage, isRefused } from './sqlite-errors'

/** Pages copied in one go: with pages of 4 KiB, 4 MiB. They are flushed before the next. */
const PORTION = 1024
/** Milliseconds for which the disk is left to others after each portion. */
const BREATH = 5

export interface BackupOrder {
  /** The database. */
  library: string
  /** yyyy-mm-dd, by the clock that names the backup. */
  today: string
  /** A person asks: also where today has one already. Not where nothing changed since. */
  asked: boolean
  /** Told how much is copied, in pages. */
  onProgress?(done: number, of: number): void
}

/**
 * Makes the backup of the day. The library may be written meanwhile, by any process: what is copied is
 * its state at one moment. It gets its name only once it is on the disk and was read through.
 * @returns null where none is due, there is nothing to keep, or another process is making one
 * @throws DownhillError 'backup-no-room', 'backup-unwritable', 'backup-unsound'; and what SQLite and the file system throw
 */
export async function makeBackup(order: BackupOrder): Promise<BackupFile | null> {
  const { library } = order
  if (!isWanted(order)) return null
  const folder = backupFolder(library)
  const lock = openFolder(folder)
  if (lock === undefined) return null
  try {
    // another process may have made it while this one came to the lock
    if (!isWanted(order)) return null
    removeUnfinished(library)
    return await makeAlone(order, folder)
  } finally {
    lock.release()
  }
}

/** Undefined where another process makes a backup. @throws DownhillError 'backup-unwritable' */
function openFolder(folder: string): ProcessLock | undefined {
  try {
    mkdirSync(folder, { recursive: true })
    return tryLock(join(folder, 'lock'))
  } catch (error) {
    throw isRefused(error) ? unwritable(folder) : error
  }
}

function inWords(error: unknown, folder: string): unknown {
  if (isRefused(error)) return unwritable(folder)
  const isCopyDamaged = error instanceof DownhillError && error.code === 'copy-damaged'
  if (!isCopyDamaged && !isDamage(error)) return error
  return new DownhillError('backup-unsound', 'The copy is not sound: the library is damaged.')
}

function isWanted({ library, today, asked }: BackupOrder): boolean {
  return asked ? hasChanged(library, findBackups(library)[0]) : isBackupDue(library, today)
}

async function makeAlone(order: BackupOrder, folder: string): Promise<BackupFile | null> {
  const { library, today } = order
  const number = (findBackups(library)[0]?.number ?? 0) + 1
  const file = join(folder, backupName(number, today))
  const unfinished = file + UNFINISHED
  const changed = lastChange(library)
  const source = new Database(library, { readonly: true })
  try {
    // one moment of the library, however long the copy takes
    source.exec('BEGIN')
    if (changed === undefined || !holdsAnything(source)) return null
    const size = databaseSize(source)
    refuseWithoutRoom(library, size)
    try {
      await copyInPortions(source, unfinished, order)
      // read without companions, and from a place where nothing may be written
      standAlone(unfinished)
      synchronise(unfinished)
      checkCopy(source, unfinished)
      // by this it is seen later whether the library was written since
      utimesSync(unfinished, changed / 1000, changed / 1000)
      renameSync(unfinished, file)
    } catch (error) {
      removeCopy(unfinished)
      throw inWords(error, folder)
    }
    thinBackups(library, size)
    return { number, date: today, file, size, changed, kept: false }
  } finally {
    source.close()
  }
}

/** A library without anything of a person's would only take the place of one with. */
function holdsAnything(database: Database.Database): boolean {
  const runs = database.prepare('SELECT 1 FROM runs LIMIT 1').get()
  return (
    runs !== undefined || database.prepare('SELECT 1 FROM drawings LIMIT 1').get() !== undefined
  )
}

function databaseSize(database: Database.Database): number {
  const pages = Number(database.pragma('page_count', { simple: true }))
  return pages * Number(database.pragma('page_size', { simple: true }))
}

/** @throws DownhillError 'backup-no-room' */
function refuseWithoutRoom(library: string, size: number): void {
  const needed = roomNeeded(size)
  const free = freeRoom(library)
  if (free >= needed) return
  const megabytes = (bytes: number): number => Math.ceil(bytes / 1e6)
  throw new DownhillError(
    'backup-no-room',
    `A backup needs ${megabytes(needed)} MB on this disk, and ${megabytes(free)} MB are free.`,
    { needed: megabytes(needed), free: megabytes(free) }
  )
}

/** Each portion goes to the disk by itself: a gigabyte flushed at once would hold up everybody's commits. */
async function copyInPortions(
  source: Database.Database,
  file: string,
  { onProgress }: BackupOrder
): Promise<void> {
  let handle: number | undefined
  try {
    await source.backup(file, {
      progress: ({ totalPages, remainingPages }) => {
        handle ??= openSync(file, 'r+')
        fsyncSync(handle)
        onProgress?.(totalPages - remainingPages, totalPages)
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, BREATH)
        return PORTION
      }
    })
  } finally {
    if (handle !== undefined) closeSync(handle)
  }
}

function standAlone(file: string): void {
  const copy = new Database(file)
  try {
    copy.pragma('journal_mode = DELETE')
  } finally {
    copy.close()
  }
}
