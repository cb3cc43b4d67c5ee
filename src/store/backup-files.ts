import { readdirSync, renameSync, rmSync, statfsSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DownhillError } from '../shared/errors'
import { removeCopy, UNFINISHED } from './copy-names'
import { isRefused } from './sqlite-errors'

/** So many backups are kept: one a day of use. */
export const BACKUPS_KEPT = 7
/** Bytes that a backup leaves free on the disk, so that runs under way can go on. */
const ROOM_LEFT = 64 * 1024 * 1024
/** However little room there is, so many are kept: the newest, and one before it. */
const FEWEST_KEPT = 2

const NAME = /^downhill-(\d{4,9})-(\d{4}-\d\d-\d\d)(-kept)?\.sqlite$/

/** A backup as it lies there; nobody has looked into it. */
export interface BackupFile {
  /** Counts up, whatever the clock says: by it the order is known. */
  number: number
  /** The day on which it was made, by this computer's clock then: yyyy-mm-dd. */
  date: string
  file: string
  /** Bytes. */
  size: number
  /** When the library was last written before, in milliseconds since 1970. */
  changed: number
  /** The last one of a library that was lost: it never makes room for those of the next library. */
  kept: boolean
}

/** The folder of the backups of the library with this database. */
export function backupFolder(library: string): string {
  return join(dirname(library), 'backups')
}

/** The newest first; no folder, no backups. */
export function findBackups(library: string): BackupFile[] {
  const folder = backupFolder(library)
  return namesIn(folder)
    .flatMap((name): BackupFile[] => {
      const [, number, date, kept] = NAME.exec(name) ?? []
      const found = date && statSync(join(folder, name), { throwIfNoEntry: false })
      if (!date || !found) return []
      const { size, mtimeMs: changed } = found
      const file = join(folder, name)
      return [{ number: Number(number), date, file, size, changed, kept: kept !== undefined }]
    })
    .sort((one, other) => other.number - one.number)
}

export function backupName(number: number, date: string, kept = false): string {
  return `downhill-${String(number).padStart(4, '0')}-${date}${kept ? '-kept' : ''}.sqlite`
}

/** By its name, so that it is known whatever becomes of the library. */
export function keepBackup(library: string, { number, date, file, kept }: BackupFile): void {
  if (!kept) renameSync(file, join(backupFolder(library), backupName(number, date, true)))
}

/** The day by this computer's clock, where this person is: yyyy-mm-dd. */
export function dayOf(milliseconds: number): string {
  const date = new Date(milliseconds)
  const two = (value: number): string => String(value).padStart(2, '0')
  const year = String(date.getFullYear()).padStart(4, '0')
  return `${year}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/**
 * When the database or its log was last written, in milliseconds since 1970; undefined where there is
 * no database. Only ever compared for being the same: a clock that is wrong does no harm.
 */
export function lastChange(library: string): number | undefined {
  const database = statSync(library, { throwIfNoEntry: false })
  if (database === undefined) return undefined
  const log = statSync(`${library}-wal`, { throwIfNoEntry: false })
  return Math.max(database.mtimeMs, log !== undefined && log.size > 0 ? log.mtimeMs : 0)
}

/** Whether two moments are the same; file systems keep them to two seconds at worst, and mostly finer. */
function isSameMoment(one: number, other: number): boolean {
  return Math.abs(one - other) < 5
}

/**
 * Whether a backup should be made: the newest of this library is not of today, and something changed
 * since. The clock says only which day is today; that one backup is newer than another, their numbers say.
 */
export function isBackupDue(library: string, today: string): boolean {
  const [newest] = findBackups(library)
  return (newest?.date !== today || newest.kept) && hasChanged(library, newest)
}

/** Whether the library was written since a backup. */
export function hasChanged(library: string, backup: BackupFile | undefined): boolean {
  const change = lastChange(library)
  if (change === undefined) return false
  return backup === undefined || !isSameMoment(change, backup.changed)
}

/** Bytes that a backup needs, of a library of so many. */
export function roomNeeded(size: number): number {
  return size + ROOM_LEFT
}

/** Bytes free for this person where the library is. */
export function freeRoom(library: string): number {
  const { bavail, bsize } = statfsSync(dirname(library))
  return bavail * bsize
}

/**
 * Lets the oldest go once a new one is whole: of one day all but the last, beyond seven, and where the next one
 * would find no room. The last one of a library that was lost stays.
 */
export function thinBackups(library: string, next: number): void {
  const [newest, ...older] = findBackups(library).filter(({ kept }) => !kept)
  const ofThatDay = older.filter(({ date, number }, index) => {
    // the same date far back is another day: the clock was wrong once
    return index === 0 && date === newest.date && number === newest.number - 1
  })
  const staying = [newest, ...older.filter((backup) => !ofThatDay.includes(backup))]
  for (const { file } of [...ofThatDay, ...staying.splice(BACKUPS_KEPT)]) removeCopy(file)
  while (staying.length > FEWEST_KEPT && freeRoom(library) < roomNeeded(next)) {
    const oldest = staying.pop()
    if (oldest) removeCopy(oldest.file)
  }
}

/** What a backup that was broken off left: half a copy is nobody's backup. */
export function removeUnfinished(library: string): void {
  const folder = backupFolder(library)
  for (const name of namesIn(folder)) {
    if (name.includes(UNFINISHED)) rmSync(join(folder, name), { force: true })
  }
}

/** The folder of the backups may not be used, or something else has its place. */
export function unwritable(folder: string): DownhillError {
  return new DownhillError('backup-unwritable', `No backup can be kept in ${folder}.`, { folder })
}

/** @throws DownhillError 'backup-unwritable' where nobody may look */
function namesIn(folder: string): string[] {
  const isFolder = statSync(folder, { throwIfNoEntry: false })?.isDirectory()
  try {
    return isFolder ? readdirSync(folder) : []
  } catch (error) {
    throw isRefused(error) ? unwritable(folder) : error
  }
}
