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
