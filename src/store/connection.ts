import Database from 'better-sqlite3'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { keepLastBackup } from './backup-contents'
import { underLock } from './between-processes'
import { inspectDatabase, refuseNewer, setAside, type LibraryState } from './inspection'
import { remarksOnLog } from './log-inspection'
import { noteLoss } from './loss-note'
import { migrate, MIGRATIONS, schemaVersion, type Migration } from './migrations'
import { finishRestoring } from './restoring-steps'
import { explainStoreError, isDamage } from './sqlite-errors'
import type { StoreNotice } from './store-api'
import { tryWriting } from './trial-write'

export interface OpenedDatabase {
  database: Database.Database
  notice: StoreNotice | null
  /** For the program's log: what SQLite will pass over without a word. */
  remarks: string[]
}

/**
 * How long a call waits for another process that is writing, in milliseconds: taking in a file of a
 * gigabyte is one transaction of ten seconds and more, by which no run under way may be ended.
 */
const BUSY_TIMEOUT = 30_000
/** A long write leaves no larger log behind, in bytes. */
const LOG_KEPT = 16 * 1024 * 1024

/**
 * Opens the database, creating it and its folder where there is none. A damaged one is set aside
 * and a fresh one begun; the notice says so, and also where one that had been begun is gone.
 *
 * @throws DownhillError 'store-newer' (the file is left untouched), 'store-unavailable', 'store-full'.
 */
export function openDatabase(
  file: string,
  migrations: readonly Migration[] = MIGRATIONS
): OpenedDatabase {
  const marker = `${file}.begun`
  const inspect = (): LibraryState => inspectDatabase(file, marker, migrations.length)
  const open = (): Database.Database => {
    const database = connect(file, migrations)
    if (!existsSync(marker)) writeFileSync(marker, markerText(file))
    return database
  }
  try {
    mkdirSync(dirname(file), { recursive: true })
    finishRestoring(file)
    const remarks = remarksOnLog(file)
    const found = inspect()
    if (found === 'absent' || found === 'sound') {
      const database = unlessDamaged(open)
      if (database) return { database, notice: null, remarks }
    }
    // two programs that see the same must not both act on it: the second would take the first's fresh
    // library for what was to be set aside, or its copy before a migration for a rest
    return underLock(`${file}.lock`, () => {
      // what looks missing may be on its way back
      finishRestoring(file)
      const state = inspect()
      const isGone = state === 'damaged' || state === 'missing'
      const database = isGone ? undefined : unlessDamaged(open)
      if (database) return { database, notice: null, remarks }
      // the other way round, a program killed in between would leave it among those that go
      keepIfPossible(file)
      const notice = setAside(file, marker, state === 'missing' ? 'missing' : 'damaged')
      noteLoss(file, notice)
      return { database: open(), notice, remarks }
    })
  } catch (error) {
    throw explainStoreError(error, file)
  }
}

/** A backup that cannot be named anew must not keep anybody from their work. */
function keepIfPossible(file: string): void {
  try {
    keepLastBackup(file)
  } catch {
    // what cannot be renamed can hardly be removed either
  }
}

/** Undefined where damage was met on the way. */
function unlessDamaged(open: () => Database.Database): Database.Database | undefined {
  try {
    return open()
  } catch (error) {
    if (isDamage(error)) return undefined
    throw error
  }
}

/** @throws SqliteError, or DownhillError 'store-newer' */
export function connect(
  file: string,
  migrations: readonly Migration[] = MIGRATIONS
): Database.Database {
  const database = new Database(file, { timeout: BUSY_TIMEOUT })
  try {
    // only of effect while the file is empty: lets deleted runs give their space back. Later it would
    // write all the same, and a library on a full disk could not even be looked at
    if (database.pragma('page_count', { simple: true }) === 0) {
      database.pragma('auto_vacuum = INCREMENTAL')
    }
    useWriteAheadLog(database)
    // what is acknowledged must outlast a power cut: about 2 ms a commit (NORMAL: 0.7)
    database.pragma('synchronous = FULL')
    // macOS alone: its fsync does not reach the disk
    database.pragma('fullfsync = ON')
    database.pragma('foreign_keys = ON')
    database.pragma('trusted_schema = OFF')
    database.pragma(`journal_size_limit = ${LOG_KEPT}`)
    refuseNewer(file, schemaVersion(database), migrations.length)
    migrate(database, migrations)
    tryWriting(database)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/**
 * Asks for a write-ahead log, so that readers and a writer do not wait for each other. On a network
 * drive SQLite may decline; its rollback journal then serves: as safe, only slower.
 */
function useWriteAheadLog(database: Database.Database): void {
  const deadline = Date.now() + BUSY_TIMEOUT
  for (;;) {
    try {
      database.pragma('journal_mode = WAL', { simple: true })
      return
    } catch (error) {
      // while another process switches modes, SQLite answers "busy" without waiting
      const busy = error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')
      if (!busy || Date.now() > deadline) throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20)
    }
  }
}

/** The marker beside the database, by which an emptied database is not taken for a first run. */
function markerText(file: string): string {
  return `Downhill keeps its runs in ${basename(file)}. By this note it notices if that file was emptied.\n`
}
