import Database from 'better-sqlite3'
import { DownhillError } from '../shared/errors'
import { storeBusy, storeReadOnly, storeUnavailable } from './store-errors'

/** Whether the file is no database, or no longer a sound one. */
export function isDamage(error: unknown): boolean {
  return (
    error instanceof Database.SqliteError &&
    (error.code.startsWith('SQLITE_CORRUPT') || error.code === 'SQLITE_NOTADB')
  )
}

/**
 * Whether what was asked does not fit the tables. Of questions that fit every sound library, it is their
 * definitions that are damaged: they are text, and SQLite takes what it can read.
 */
export function isAboutTables(error: unknown): error is Error {
  return (
    error instanceof Database.SqliteError &&
    ['SQLITE_ERROR', 'SQLITE_CONSTRAINT', 'SQLITE_MISMATCH'].some((code) =>
      error.code.startsWith(code)
    )
  )
}

/** Whether there is no room on the disk. */
export function isFull(error: unknown): boolean {
  const code = errorCode(error)
  return code === 'SQLITE_FULL' || code === 'ENOSPC'
}

/** Whether a file or folder may not be written, or something else has its place. */
export function isRefused(error: unknown): boolean {
  const code = errorCode(error) ?? ''
  return REFUSED.some((beginning) => code.startsWith(beginning))
}

/** Says in a person's words what SQLite or the file system refused; other errors pass unchanged. */
export function explainStoreError(error: unknown, file: string): unknown {
  const code = errorCode(error)
  if (code === undefined) return error
  if (isDamage(error)) {
    return new DownhillError('store-damaged', `The file of runs ${file} is damaged.`, { file })
  }
  if (isFull(error)) {
    return new DownhillError(
      'store-full',
      `The disk is full: ${file} could not be written. Everything stored before is safe.`,
      { file }
    )
  }
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return storeBusy(file)
  }
  if (code.startsWith('SQLITE_READONLY')) return storeReadOnly(file)
  if (UNAVAILABLE.some((beginning) => code.startsWith(beginning))) {
    return storeUnavailable(file, error instanceof Error ? error.message : code)
  }
  return error
}

const REFUSED = [
  'SQLITE_CANTOPEN',
  'SQLITE_PERM',
  'SQLITE_AUTH',
  'SQLITE_READONLY',
  'EACCES',
  'EPERM',
  'EROFS',
  'EISDIR',
  'ENOTDIR',
  'EEXIST'
]
const UNAVAILABLE = [...REFUSED, 'SQLITE_IOERR', 'ENOENT', 'EBUSY']

function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined
  if (error instanceof DownhillError) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}
