import { join } from 'node:path'
import Database from 'better-sqlite3'
import { fillLibrary } from '../../bench/library/fill'

/** Different runs, with curves and weights; all others are copies of them in the list. */
const ORIGINALS = 40

/**
 * A library of so many runs within seconds: a few whole ones as a class would have made them, and copies of their
 * rows and epochs, which is all that the list is made of. The newest runs are whole.
 */
export function writeManyRuns(dataFolder: string, runs: number): void {
  const file = join(dataFolder, 'downhill.sqlite')
  const end = Date.UTC(2026, 5, 30, 12)
  fillLibrary({
    file,
    runs: ORIGINALS,
    withWeights: 2,
    fine: 0,
    seed: 1,
    end,
    progress: () => undefined
  })
  const database = new Database(file)
  try {
    database.pragma('synchronous = OFF')
    database.transaction(() => copyRuns(database, runs - ORIGINALS))()
  } finally {
    database.close()
  }
}

/** The copies come before the originals in time and number: these are moved up. */
function copyRuns(database: Database.Database, copies: number): void {
  database.pragma('defer_foreign_keys = ON')
  const originals = database.prepare<[], number>('SELECT id FROM runs ORDER BY id').pluck().all()
  for (const table of ['runs', 'cost_points', 'epochs', 'checkpoints']) {
    const column = table === 'runs' ? 'id' : 'run_id'
    database.prepare(`UPDATE ${table} SET ${column} = ${column} + 1000000`).run()
    database.prepare(`UPDATE ${table} SET ${column} = ${column} - 1000000 + ?`).run(copies)
  }
  database.exec(
    'CREATE TEMP TABLE copies (id INTEGER PRIMARY KEY, original INTEGER NOT NULL) STRICT'
  )
  const note = database.prepare('INSERT INTO copies VALUES (?, ?)')
  for (let id = 1; id <= copies; id++) note.run(id, copies + originals[id % originals.length])
  copyRows(database, 'runs', 'id', { uuid: `'copy-' || copies.id`, is_baseline: '0' })
  copyRows(database, 'epochs', 'run_id', {})
}

/** Copies the rows of each original to its copies, with some columns made anew. */
function copyRows(
  database: Database.Database,
  table: string,
  idColumn: string,
  changes: Record<string, string>
): void {
  const columns = database
    .prepare<[], string>(`SELECT name FROM pragma_table_info('${table}')`)
    .pluck()
    .all()
  const values = columns.map((name) =>
    name === idColumn ? 'copies.id' : (changes[name] ?? `${table}.${name}`)
  )
  database.exec(
    `INSERT INTO ${table} (${columns.join(', ')}) SELECT ${values.join(', ')}
    FROM copies JOIN ${table} ON ${table}.${idColumn} = copies.original`
  )
}
