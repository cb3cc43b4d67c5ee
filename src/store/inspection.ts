import Database from 'better-sqlite3'
import { closeSync, existsSync, openSync, readSync, renameSync, rmSync, statSync } from 'node:fs'
import { DownhillError } from '../shared/errors'
import { COMPANIONS, DAMAGED, stampOf } from './copy-names'
import { damagedNotice, missingNotice } from './loss-note'
import { APPLICATION_ID, schemaVersion } from './migrations'
import { isAboutTables, isDamage } from './sqlite-errors'
import { storeUnavailable } from './store-errors'
import type { DamageNotice } from './store-api'

const HEADER_BYTES = 100
const MAGIC = 'SQLite format 3\0'
const USER_VERSION_OFFSET = 60
const APPLICATION_ID_OFFSET = 68
const NEWEST_ROWS = [
  'SELECT * FROM epochs ORDER BY run_id DESC, epoch DESC LIMIT 1',
  'SELECT * FROM cost_points ORDER BY run_id DESC, block DESC LIMIT 1',
  'SELECT id, run_id, step FROM checkpoints ORDER BY id DESC LIMIT 1',
  'SELECT run_id FROM checkpoints ORDER BY run_id DESC, step DESC LIMIT 1'
]

/** What a list of runs cannot do without; one row that nobody can read would keep all from being shown. */
const JSON_COLUMNS = ['config', 'layers', 'rate_changes', 'tags', 'forked_from', 'problem']

/** 'missing': there was one, and its file is gone. 'old': sound, and of an earlier version. */
export type LibraryState = 'absent' | 'missing' | 'sound' | 'old' | 'damaged'

/**
 * Looks at the database without writing a byte to it: first at its header, then, if that is ours,
 * through a read-only connection. Only what a killed process left half-written is undone before.
 *
 * @throws DownhillError 'store-newer', or 'store-unavailable' for another program's database.
 */
export function inspectDatabase(file: string, marker: string, newestVersion: number): LibraryState {
  const size = statSync(file, { throwIfNoEntry: false })?.size
  if (size === undefined) return existsSync(marker) ? 'missing' : 'absent'
  if (size === 0) return existsSync(marker) ? 'damaged' : 'absent'
  const header = readHeader(file)
  if (header.toString('latin1', 0, MAGIC.length) !== MAGIC) return 'damaged'
  const applicationId = header.readInt32BE(APPLICATION_ID_OFFSET)
  if (applicationId !== 0 && applicationId !== APPLICATION_ID) throw foreign(file)
  refuseNewer(file, header.readInt32BE(USER_VERSION_OFFSET), newestVersion)
  return readThrough(file, newestVersion)
}

/** @throws DownhillError 'store-newer' when the database's version is not one of this program's. */
export function refuseNewer(file: string, version: number, newestVersion: number): void {
  if (version <= newestVersion) return
  throw new DownhillError(
    'store-newer',
    `The runs in ${file} were written by a newer Downhill. Install that version; nothing was changed.`,
    { file, version, newestVersion }
  )
}

/**
 * Renames the database and its companions, so that a fresh one can begin and nothing is lost that
 * somebody might still rescue. Of one that is missing, its log may have stayed.
 */
export function setAside(file: string, marker: string, state: 'damaged' | 'missing'): DamageNotice {
  const kept = file + DAMAGED + stampOf(new Date())
  for (const part of ['', ...COMPANIONS]) {
    if (existsSync(file + part)) renameSync(file + part, kept + part)
  }
  // the fresh database is empty for a moment, and must not be taken for a damaged one meanwhile
  rmSync(marker, { force: true })
  return state === 'damaged' ? damagedNotice(kept) : missingNotice(file)
}

/**
 * Undoes what a process was writing in place when it was killed, while a log was gathered in for example:
 * a read-only connection may not, and would call the library read-only for ever.
 */
function rollBack(file: string): void {
  const journal = statSync(`${file}-journal`, { throwIfNoEntry: false })
  if ((journal?.size ?? 0) === 0) return
  const database = new Database(file)
  try {
    schemaVersion(database)
  } finally {
    database.close()
  }
}

/** The version as the write-ahead log has it, and the soundness of what every view needs. */
function readThrough(file: string, newestVersion: number): LibraryState {
  let database: Database.Database | undefined
  try {
    rollBack(file)
    database = new Database(file, { readonly: true })
    const { version, tables, isOurs } = readOutline(database)
    // before anything is asked of its tables: those of another program would look damaged
    if (tables !== 0 && !isOurs) throw foreign(file)
    refuseNewer(file, version, newestVersion)
    if (version === 0 && tables === 0) return 'sound'
    if (database.pragma("quick_check('runs')", { simple: true }) !== 'ok') return 'damaged'
    if (hasUnreadableRun(database)) return 'damaged'
    // the other tables may be large: only the place where the next run will write is visited;
    // damage elsewhere costs one old run's curve or checkpoint, and is found when that is read
    for (const newest of NEWEST_ROWS) database.prepare(newest).get()
    return version < newestVersion ? 'old' : 'sound'
  } catch (error) {
    if (isDamage(error) || isAboutTables(error)) return 'damaged'
    throw error
  } finally {
    database?.close()
  }
}

/** A garbled byte within a text is no damage to SQLite. */
function hasUnreadableRun(database: Database.Database): boolean {
  const there = database.prepare<[], string>("SELECT name FROM pragma_table_info('runs')").pluck()
  const columns = there.all().filter((name) => JSON_COLUMNS.includes(name))
  const isReadable = columns.map((name) => `(${name} IS NULL OR json_valid(${name}))`).join(' AND ')
  return (
    database.prepare(`SELECT 1 FROM runs WHERE NOT (${isReadable}) LIMIT 1`).get() !== undefined
  )
}

/**
 * Version, number of tables and whose they are at one moment. Read one after the other, a database that another
 * process begins between the two would have tables and no version: another program's, it would seem.
 */
function readOutline(database: Database.Database): {
  version: number
  tables: number
  isOurs: boolean
} {
  return database.transaction(() => {
    const tables = database.prepare<[], number>('SELECT count(*) FROM sqlite_schema').pluck().get()
    const isOurs = database.pragma('application_id', { simple: true }) === APPLICATION_ID
    return { version: schemaVersion(database), tables: tables ?? 0, isOurs }
  })()
}

function readHeader(file: string): Buffer {
  const header = Buffer.alloc(HEADER_BYTES)
  const handle = openSync(file, 'r')
  try {
    readSync(handle, header, 0, HEADER_BYTES, 0)
  } finally {
    closeSync(handle)
  }
  return header
}

function foreign(file: string): DownhillError {
  return storeUnavailable(file, 'it is the database of another program')
}
