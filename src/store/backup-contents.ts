import Database from 'better-sqlite3'
import { closeSync, existsSync, openSync, readdirSync, readSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Backup, BackupList, SetAsideFile } from '../shared/backups'
import { DownhillError } from '../shared/errors'
import {
  backupFolder,
  findBackups,
  freeRoom,
  keepBackup,
  roomNeeded,
  type BackupFile
} from './backup-files'
import { COMPANIONS, SET_ASIDE } from './copy-names'
import { inspectDatabase } from './inspection'
import { MIGRATIONS } from './migrations'

/**
 * What there is to go back to, and what would become of the runs of now. It needs no library that can
 * be opened, and writes nothing.
 */
export function listBackups(library: string): BackupList {
  const now = readUuids(library)
  const size = statSync(library, { throwIfNoEntry: false })?.size ?? 0
  return {
    folder: backupFolder(library),
    backups: findBackups(library).map((backup) => describe(backup, now)),
    needed: roomNeeded(size),
    free: freeRoom(library),
    setAside: findSetAside(library)
  }
}

function describe(
  { number, date, size, file, kept }: BackupFile,
  now: readonly string[] | null
): Backup {
  const held = readUuids(file)
  const known = new Set(held)
  return {
    number,
    date,
    size,
    kept,
    runs: held?.length ?? null,
    newer: held === null && isOfNewerProgram(file),
    newerRuns: held && now ? now.filter((uuid) => !known.has(uuid)).length : null
  }
}

/** Whether it is a library that opens; not yet whether all of it is sound. @throws as `inspectDatabase` */
export function isLibrary(file: string): boolean {
  const state = inspectDatabase(file, '', MIGRATIONS.length)
  return (state === 'sound' || state === 'old') && statSync(file).size > 0
}

/**
 * Before a library that was lost gives way to a fresh one: its last sound backup is to stay, or those
 * of the fresh one would take its place within a week, or at once on the same day.
 */
export function keepLastBackup(library: string): void {
  const last = findBackups(library).find(({ file }) => {
    try {
      return isLibrary(file)
    } catch {
      // of a newer program, or not to be read
      return false
    }
  })
  if (last) keepBackup(library, last)
}

function isOfNewerProgram(file: string): boolean {
  try {
    isLibrary(file)
    return false
  } catch (error) {
    return error instanceof DownhillError && error.code === 'store-newer'
  }
}

/** Of the runs that are not deleted; null where the file is not there, damaged, or of a newer program. */
function readUuids(file: string): string[] | null {
  if (!existsSync(file)) return null
  let database: Database.Database | undefined
  try {
    if (!isLibrary(file)) return null
    database = new Database(file, { readonly: true })
    return database
      .prepare<[], string>('SELECT uuid FROM runs WHERE deleted_at IS NULL')
      .pluck()
      .all()
  } catch {
    return null
  } finally {
    database?.close()
  }
}

/** Files beside the library that hold earlier ones; they stay until a person removes them. */
function findSetAside(library: string): SetAsideFile[] {
  const folder = dirname(library)
  const beginnings = SET_ASIDE.map((word) => basename(library) + word)
  return readdirSync(folder)
    .filter((name) => beginnings.some((beginning) => name.startsWith(beginning)))
    .filter((name) => !COMPANIONS.some((ending) => name.endsWith(ending)))
    .map((name) => ({ file: join(folder, name), size: statSync(join(folder, name)).size }))
    .sort((one, other) => one.file.localeCompare(other.file))
}

/** Bytes compared in one go. */
const PIECE = 1024 * 1024

/** Whether two files are the same to the last byte. */
export function areSameFiles(one: string, other: string): boolean {
  const handles = [openSync(one, 'r'), openSync(other, 'r')]
  try {
    const [first, second] = [Buffer.alloc(PIECE), Buffer.alloc(PIECE)]
    for (;;) {
      const [here, there] = [
        readSync(handles[0], first, 0, PIECE, null),
        readSync(handles[1], second, 0, PIECE, null)
      ]
      if (here !== there || !first.subarray(0, here).equals(second.subarray(0, there))) return false
      if (here === 0) return true
    }
  } finally {
    for (const handle of handles) closeSync(handle)
  }
}
