import Database from 'better-sqlite3'
import { closeSync, existsSync, fsyncSync, openSync, renameSync } from 'node:fs'
import { dirname } from 'node:path'
import { DownhillError } from '../shared/errors'
import { removeCopy, UNFINISHED } from './copy-names'
import { isHeld } from './leases'
import type { StoreApi } from './store-api'
import type { StoreContext } from './transactions'

/** What is asked of the library as a file. */
export type CopyStore = Pick<StoreApi, 'copyLibrary' | 'releaseLibrary'>

export function createCopyStore({ database, now }: StoreContext): CopyStore {
  const leased = database.prepare<[], { lease_owner: string; lease_expires_at: number }>(
    'SELECT lease_owner, lease_expires_at FROM runs WHERE lease_owner IS NOT NULL'
  )

  function release(): void {
    database.pragma('query_only = OFF')
    if (database.inTransaction) database.exec('ROLLBACK')
  }

  return {
    copyLibrary: (file) => {
      // the write lock: what another program wrote from here on would be missing from the copy
      database.exec('BEGIN IMMEDIATE')
      try {
        if (leased.all().some((row) => isHeld(row, now()))) {
          throw new DownhillError('library-in-use', 'A run of this library is under way.')
        }
        copySoundly(database.name, file)
        // and so would what this one wrote, within the transaction that holds the lock
        database.pragma('query_only = ON')
      } catch (error) {
        release()
        throw error
      }
    },

    releaseLibrary: release
  }
}

/** Leaves a complete copy that was read through, or none. @throws DownhillError 'folder-taken' */
function copySoundly(source: string, file: string): void {
  if (existsSync(file)) {
    throw new DownhillError('folder-taken', `${file} is there already.`, { folder: dirname(file) })
  }
  // half a copy has another name: nobody takes it for a library, whatever happens to this program
  const unfinished = file + UNFINISHED
  try {
    removeCopy(unfinished)
    copy(source, unfinished)
    synchronise(unfinished)
    compareWithFile(source, unfinished)
    renameSync(unfinished, file)
  } catch (error) {
    removeCopy(unfinished)
    throw error
  }
}

/** By a connection of its own: within the transaction that holds the lock, SQLite copies nothing. */
function copy(source: string, file: string): void {
  const reader = new Database(source, { readonly: true })
  try {
    reader.prepare('VACUUM INTO ?').run(file)
  } finally {
    reader.close()
  }
}

/** Down to the disk: the original may be removed after this. */
export function synchronise(file: string): void {
  const handle = openSync(file, 'r+')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** @throws DownhillError 'copy-damaged' */
function compareWithFile(source: string, file: string): void {
  const original = new Database(source, { readonly: true })
  try {
    checkCopy(original, file)
  } finally {
    original.close()
  }
}

/** Reads a copy through, and compares what it holds. @throws DownhillError 'copy-damaged' */
export function checkCopy(original: Database.Database, file: string): void {
  const copied = new Database(file, { readonly: true })
  try {
    const sound = copied.pragma('integrity_check', { simple: true }) === 'ok'
    if (sound && contents(original) === contents(copied)) return
    throw new DownhillError('copy-damaged', `The copy ${file} is not what was copied.`, { file })
  } finally {
    copied.close()
  }
}

/** What two libraries have in common only if nothing got lost between them. */
function contents(database: Database.Database): string {
  const tables = database
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .pluck()
    .all()
  const rows = tables.map((name) => [
    name,
    database.prepare(`SELECT count(*) FROM "${name}"`).pluck().get()
  ])
  const settings = ['user_version', 'application_id', 'auto_vacuum'].map((name) =>
    database.pragma(name, { simple: true })
  )
  return JSON.stringify([settings, rows])
}
