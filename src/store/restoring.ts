import Database from 'better-sqlite3'
import { constants, copyFileSync, existsSync, renameSync } from 'node:fs'
import { basename } from 'node:path'
import { DownhillError } from '../shared/errors'
import { underLock } from './between-processes'
import { areSameFiles, isLibrary } from './backup-contents'
import { findBackups, freeRoom, roomNeeded } from './backup-files'
import { removeCopy, REPLACED, stampOf, UNFINISHED } from './copy-names'
import { synchronise } from './library-copy'
import { forgetLoss } from './loss-note'
import { putAlone, putInPlace, RESTORING, sweepRestoring } from './restoring-steps'
import { isDamage } from './sqlite-errors'

/**
 * The first half of going back to a backup: a copy of it lies beside the library, whole and read
 * through. The library itself is as it was, and in use.
 * @returns the stamp by which `swapIn` knows the copy
 * @throws DownhillError 'not-found', 'backup-damaged', 'store-newer', 'backup-no-room'
 */
export function prepareRestoring(library: string, number: number, now: number): string {
  const backup = findBackups(library).find((each) => each.number === number)
  if (backup === undefined) throw new DownhillError('not-found', `There is no backup ${number}.`)
  refuseDamaged(backup.file)
  const free = freeRoom(library)
  if (free < backup.size) {
    const megabytes = (bytes: number): number => Math.ceil(bytes / 1e6)
    const values = { needed: megabytes(roomNeeded(backup.size)), free: megabytes(free) }
    throw new DownhillError('backup-no-room', 'There is no room for a copy of the backup.', values)
  }
  sweepRestoring(library)
  const stamp = stampOf(new Date(now))
  const copy = library + RESTORING + stamp
  const unfinished = copy + UNFINISHED
  try {
    // where the file system can, without taking up room twice
    copyFileSync(backup.file, unfinished, constants.COPYFILE_FICLONE)
    synchronise(unfinished)
    if (!areSameFiles(backup.file, unfinished)) {
      throw new DownhillError('copy-damaged', `${unfinished} is not what was copied.`, {
        file: unfinished
      })
    }
    renameSync(unfinished, copy)
  } catch (error) {
    removeCopy(unfinished)
    throw error
  }
  return stamp
}

/** @throws DownhillError 'backup-damaged', 'store-newer' */
function refuseDamaged(file: string): void {
  const damaged = (): DownhillError =>
    new DownhillError('backup-damaged', `The backup ${file} is damaged.`, { file: basename(file) })
  if (!isLibrary(file)) throw damaged()
  const database = new Database(file, { readonly: true })
  try {
    if (database.pragma('integrity_check', { simple: true }) !== 'ok') throw damaged()
  } catch (error) {
    throw isDamage(error) ? damaged() : error
  } finally {
    database.close()
  }
}

/**
 * The second half, once nothing of this program has the library open: the library of now gets another
 * name, and the copy its place. What is cut short between two of its steps, `finishRestoring` ends.
 * @returns how the former library is called now; null where there was none
 * @throws DownhillError 'library-in-use' where another program has it open; then nothing was changed
 */
export function swapIn(library: string, stamp: string): string | null {
  const kept = exchange(library, stamp)
  forgetLoss(library)
  return kept
}

function exchange(library: string, stamp: string): string | null {
  const copy = library + RESTORING + stamp
  // whoever opens the library meanwhile waits, rather than take it for a missing one
  return underLock(`${library}.lock`, () => {
    if (!existsSync(copy)) throw new DownhillError('not-found', `${copy} is not there.`)
    if (!existsSync(library)) {
      putInPlace(library, stamp)
      return null
    }
    const kept = library + REPLACED + stamp
    const isWhole = gatherLog(library)
    // from here on there is no library but the copy, and whoever looks may put it in place and write
    renameSync(library, kept)
    // a log that is there now is that of the successor
    if (isWhole) putAlone(library, stamp)
    else putInPlace(library, stamp)
    return kept
  })
}

/**
 * Brings what stands in the log into the database itself, which then is whole as one file. A damaged
 * library is set aside with its log as it is.
 * @returns whether nothing is left in a log
 * @throws DownhillError 'library-in-use'
 */
function gatherLog(library: string): boolean {
  let database: Database.Database | undefined
  try {
    database = new Database(library, { timeout: 2000 })
    database.pragma('journal_mode = DELETE')
    return true
  } catch (error) {
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) {
      throw new DownhillError('library-in-use', 'Another program has this library open.')
    }
    if (!(error instanceof Database.SqliteError)) throw error
    return false
  } finally {
    database?.close()
  }
}
