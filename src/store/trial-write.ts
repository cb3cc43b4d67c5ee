import Database from 'better-sqlite3'
import { randomUUID } from 'node:crypto'

/** As many bytes as the weights of a usual network. */
const WEIGHTS = 65_536

const RUN = `INSERT INTO runs (uuid, name, colour, config, layers, dataset, dataset_fingerprint, status,
    created_at, total_steps, block_length)
  VALUES (?, '', 0, '{}', '[]', '', '', 'stopped', 0, 1, 1)`
const WHAT_A_RUN_WRITES = [
  `INSERT INTO epochs (run_id, epoch, step, test_accuracy, learning_rate, engine_seconds)
    VALUES (?, 0, 0, 0, 0, 0)`,
  'INSERT INTO cost_points (run_id, block, step, cost) VALUES (?, 0, 0, 0)',
  `INSERT INTO checkpoints (run_id, epoch, step, on_schedule, is_best, sha256, size, sums,
      state_sha256, parameters)
    VALUES (?, 0, 0, 1, 0, '', 0, '{}', '', zeroblob(${WEIGHTS}))`
]

/**
 * Writes all that the next run will write, and takes it back before anything of it reaches the disk:
 * damage where nothing is read yet, in the list of free pages or in an index, would else be met in
 * the middle of that run, and by every run after it.
 *
 * @throws SqliteError for a damaged database
 */
export function tryWriting(database: Database.Database): void {
  // another process that writes just now shows the same
  const patience = database.pragma('busy_timeout', { simple: true })
  database.pragma('busy_timeout = 0')
  try {
    database.exec('BEGIN IMMEDIATE')
    const { lastInsertRowid } = database.prepare(RUN).run(randomUUID())
    for (const sql of WHAT_A_RUN_WRITES) database.prepare(sql).run(lastInsertRowid)
  } catch (error) {
    if (!isAboutRoom(error)) throw error
  } finally {
    if (database.inTransaction) database.exec('ROLLBACK')
    database.pragma(`busy_timeout = ${Number(patience)}`)
  }
}

/** On a full disk, or beside a program that writes, the library can be opened all the same. */
function isAboutRoom(error: unknown): boolean {
  return (
    error instanceof Database.SqliteError &&
    ['SQLITE_FULL', 'SQLITE_BUSY', 'SQLITE_IOERR'].some((code) => error.code.startsWith(code))
  )
}
