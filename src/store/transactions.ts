import type { Database } from 'better-sqlite3'

/** What every part of the store works with. */
export interface StoreContext {
  database: Database
  /** Milliseconds since 1970. */
  now(): number
}

/**
 * Does all or nothing. The write lock is taken at the start: a transaction that reads first and
 * writes later could find its lock refused in the middle, by another process that did the same.
 */
export function inTransaction<Value>(database: Database, action: () => Value): Value {
  return database.transaction(action).immediate()
}
