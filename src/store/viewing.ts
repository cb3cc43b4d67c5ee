import Database from 'better-sqlite3'
import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  rmSync,
  statSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { DownhillError } from '../shared/errors'
import { connect, openDatabase, type OpenedDatabase } from './connection'
import { inspectDatabase } from './inspection'
import { MIGRATIONS } from './migrations'
import { explainStoreError, isDamage } from './sqlite-errors'
import { storeReadOnly, storeUnavailable } from './store-errors'
import type { ReadOnlyNotice } from './store-api'

/** A library that can be used, or only looked at. */
export interface OpenedLibrary extends Omit<OpenedDatabase, 'notice'> {
  notice: OpenedDatabase['notice'] | ReadOnlyNotice
  /** Closes it, and removes what was made to look at it. */
  close(): void
}

/** Folders for copies that are looked at; then the number of the process whose it is. */
const COPIES = 'downhill-viewing-'
/** How often a copy is tried that another process changed under way. */
const TRIES = 5

/**
 * Opens the library; where it cannot be written, a copy of it to look at: SQLite itself reads nothing
 * in a folder in which it cannot keep its log.
 *
 * @throws DownhillError as `openDatabase` does, and 'store-damaged' for a damaged one that cannot be set aside.
 */
export function openLibrary(file: string): OpenedLibrary {
  if (!isReadOnly(file)) {
    const opened = openDatabase(file)
    return { ...opened, close: () => void opened.database.close() }
  }
  try {
    return openCopy(file)
  } catch (error) {
    throw explainStoreError(error, file)
  }
}

/** Whether there is a library that may be read, and not written: by trying, as rights have many sources. */
function isReadOnly(file: string): boolean {
  if (!existsSync(file)) return false
  const probe = `${file}.probe-${process.pid}`
  return (
    isRefused(() => closeSync(openSync(file, 'r+'))) ||
    isRefused(() => {
      closeSync(openSync(probe, 'w'))
      rmSync(probe, { force: true })
    })
  )
}

function isRefused(attempt: () => void): boolean {
  try {
    attempt()
    return false
  } catch (error) {
    return ['EACCES', 'EPERM', 'EROFS'].includes(codeOf(error))
  }
}

function openCopy(file: string): OpenedLibrary {
  removeForgotten()
  const folder = mkdtempSync(join(tmpdir(), `${COPIES}${process.pid}-`))
  const remove = (): void => rmSync(folder, { recursive: true, force: true })
  try {
    const copy = join(folder, basename(file))
    copyUnchanged(file, copy)
    const database = openUnchangeable(file, copy)
    const { message } = storeReadOnly(file)
    return {
      database,
      notice: { code: 'store-read-only', message, values: { file } },
      remarks: [`looked at in a copy, ${copy}`],
      close: () => {
        database.close()
        remove()
      }
    }
  } catch (error) {
    remove()
    throw error
  }
}

/** Brought to the version of now, and from then on only read. */
function openUnchangeable(file: string, copy: string): Database.Database {
  try {
    if (inspectDatabase(copy, copy, MIGRATIONS.length) === 'damaged') throw damaged(file)
    connect(copy).close()
    return new Database(copy, { readonly: true })
  } catch (error) {
    if (isDamage(error)) throw damaged(file)
    if (!(error instanceof DownhillError)) throw error
    // what is said is said of the library, not of its copy
    const message = error.message.replaceAll(copy, file)
    throw new DownhillError(error.code, message, { ...error.values, file })
  }
}

function damaged(file: string): DownhillError {
  return new DownhillError('store-damaged', `The file of runs ${file} is damaged.`, { file })
}

/** Database and log belong together: another process may write, though this one may not. */
function copyUnchanged(file: string, copy: string): void {
  for (let tries = 0; tries < TRIES; tries++) {
    const before = stateOf(file)
    for (const part of ['', '-wal', '-journal']) {
      rmSync(copy + part, { force: true })
      if (!existsSync(file + part)) continue
      copyPart(file + part, copy + part)
      chmodSync(copy + part, 0o600)
    }
    if (stateOf(file) === before) return
  }
}

function copyPart(file: string, copy: string): void {
  try {
    copyFileSync(file, copy)
  } catch (error) {
    if (codeOf(error) !== 'ENOSPC') throw error
    throw storeUnavailable(
      file,
      `it cannot be written, and there is no room for a copy in ${tmpdir()}`
    )
  }
}

function stateOf(file: string): string {
  const parts = [file, `${file}-wal`].map((part) => statSync(part, { throwIfNoEntry: false }))
  return parts.map((part) => `${part?.size} ${part?.mtimeMs}`).join()
}

/** Copies whose process was killed before it could remove them. */
function removeForgotten(): void {
  for (const name of readdirSync(tmpdir())) {
    const owner = Number(new RegExp(`^${COPIES}(\\d+)-`).exec(name)?.[1])
    if (Number.isNaN(owner) || owner === process.pid || isAlive(owner)) continue
    try {
      rmSync(join(tmpdir(), name), { recursive: true, force: true })
    } catch {
      // another person's
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
