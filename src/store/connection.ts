import Database from 'better-sqlite3'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { inspectDatabase, refuseNewer, setAside } from './inspection'
import { migrate, MIGRATIONS, schemaVersion, type Migration } from './migrations'
import { explainStoreError } from './sqlite-errors'
import type { StoreNotice } from './store-api'

export interface OpenedDatabase {
  database: Database.Database
  notice: StoreNotice | null
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
 * and a fresh one begun; the notice says so.
 *
 * @throws DownhillError 'store-newer' (the file is left untouched), 'store-unavailable', 'store-full'.
 */
export function openDatabase(
  file: string,
  migrations: readonly Migration[] = MIGRATIONS
): OpenedDatabase {
  try {
    mkdirSync(dirname(file), { recursive: true })
    const marker = `${file}.begun`
    let notice: StoreNotice | null = null
    if (inspectDatabase(file, marker, migrations.length) === 'damaged') {
      notice = setAside(file, marker)
    }
    const database = connect(file, migrations)
    if (!existsSync(marker)) writeFileSync(marker, markerText(file))
    return { database, notice }
  } catch (error) {
    throw explainStoreError(error, file)
  }
}

function connect(file: string, migrations: readonly Migration[]): Database.Database {
  const database = new Database(file, { timeout: BUSY_TIMEOUT })
  try {
    // only of effect while the file is empty: lets deleted runs give their space back
    database.pragma('auto_vacuum = INCREMENTAL')
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
