import Database from 'better-sqlite3'
import { existsSync, statSync } from 'node:fs'
import type { LibraryReport } from '../shared/courier-protocol'
import { schemaVersion } from './migrations'

/** As SQL, each a list of texts that a person typed, or that tell who they are. */
const PERSONAL = [
  'SELECT name FROM runs',
  'SELECT note FROM runs',
  'SELECT author FROM runs WHERE author IS NOT NULL',
  'SELECT DISTINCT value FROM runs, json_each(runs.tags)',
  'SELECT name FROM sweeps',
  'SELECT DISTINCT author FROM drawings WHERE author IS NOT NULL'
]

/** The state of the library, read without writing; also of one that is missing or damaged. */
export function describeLibrary(library: string): LibraryReport {
  const report: LibraryReport = {
    schemaVersion: null,
    size: sizeOf(library),
    logSize: sizeOf(`${library}-wal`),
    journalMode: '',
    tables: [],
    soundness: 'there is no database',
    personal: []
  }
  if (!existsSync(library)) return report
  let database: Database.Database | undefined
  try {
    database = new Database(library, { readonly: true })
    readInto(report, database)
  } catch (error) {
    // as far as it could be read
    report.soundness = error instanceof Database.SqliteError ? error.code : 'it cannot be read'
  } finally {
    database?.close()
  }
  return report
}

function readInto(report: LibraryReport, database: Database.Database): void {
  report.schemaVersion = schemaVersion(database)
  report.journalMode = String(database.pragma('journal_mode', { simple: true }))
  const tables = database
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .pluck()
    .all()
  for (const name of tables) {
    const rows = database.prepare<[], number>(`SELECT count(*) FROM "${name}"`).pluck().get()
    report.tables.push({ name, rows: rows ?? 0 })
  }
  report.personal = [...new Set(PERSONAL.flatMap((sql) => textsOf(database, sql)))]
  report.soundness = String(database.pragma('quick_check(1)', { simple: true }))
}

/** Older libraries lack some of the columns. */
function textsOf(database: Database.Database, sql: string): string[] {
  try {
    return database.prepare<[], string>(sql).pluck().all()
  } catch {
    return []
  }
}

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0
