import Database from 'better-sqlite3'

/** How long one process waits for what another does under the lock, in milliseconds. */
const PATIENCE = 120_000

/**
 * Does something that only one process may do at a time. The lock is SQLite's own on an empty file,
 * which the system releases when its holder dies; the file stays, because one that is removed could
 * be locked by two. Not to be nested.
 *
 * @throws SqliteError 'SQLITE_BUSY' when another process takes longer than two minutes.
 */
export function underLock<Value>(lockFile: string, action: () => Value): Value {
  const lock = new Database(lockFile, { timeout: PATIENCE })
  try {
    lock.exec('BEGIN EXCLUSIVE')
    return action()
  } finally {
    lock.close()
  }
}

/** Held until it is released, or the process ends in whatever way: the system itself frees it. */
export interface ProcessLock {
  release(): void
}

/** The same lock for as long as is needed. @returns at once, undefined where another process holds it */
export function tryLock(file: string): ProcessLock | undefined {
  const database = new Database(file, { timeout: 0 })
  try {
    database.exec('BEGIN EXCLUSIVE')
    return { release: () => database.close() }
  } catch (error) {
    database.close()
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) {
      return undefined
    }
    throw error
  }
}
