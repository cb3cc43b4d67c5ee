import Database from 'better-sqlite3'
import { randomUUID } from 'node:crypto'
import { CHECKPOINT_POLICIES, RUN_STATUSES, type CostPoint, type EpochMetrics } from '../shared/run'
import type { RunningSums } from '../shared/trainer-protocol'
import { sha256 } from './checkpoint-hash'
import { createCheckpointStore } from './checkpoint-store'
import { createCurveStore } from './curve-store'
import { createStoreServer } from './server'
import { isAboutTables } from './sqlite-errors'

/** As many bytes as the weights of a usual network. */
const WEIGHTS = 65_536

const RUN = `INSERT INTO runs (uuid, name, colour, config, layers, dataset, dataset_fingerprint, status,
    created_at, total_steps, block_length)
  VALUES (?, '', 0, '{}', '[]', '', '', 'stopped', 0, 1, 1)`
const POINT: CostPoint = { block: 0, step: 1, cost: 0 }
const EPOCH: EpochMetrics = {
  epoch: 0,
  step: 0,
  trainingCost: null,
  trainingAccuracy: null,
  testCost: 0,
  testAccuracy: 0,
  heldOutCost: null,
  heldOutAccuracy: null,
  learningRate: 0,
  engineSeconds: 0
}
const SUMS: RunningSums = {
  epochCost: 0,
  epochCorrect: 0,
  epochExamples: 0,
  blockCost: 0,
  blockSteps: 0,
  engineSeconds: 0
}

/** What a fresh run is given, of which the list reads the lists. */
const AS_BEGUN = "SELECT 1 FROM runs WHERE id = ? AND tags = '[]' AND rate_changes = '[]'"
/** To SQLite it is the same name; rows are read by it as it is written. */
const CAPITALS = `SELECT 1 FROM sqlite_schema, pragma_table_info(sqlite_schema.name) AS columns
  WHERE sqlite_schema.type = 'table' AND columns.name <> lower(columns.name)`

/** All that a run may become, and what it is from the start. @throws SqliteError */
function tryTurns(database: Database.Database, runId: number): void {
  const isAsBegun = database.prepare(AS_BEGUN).get(runId) !== undefined
  if (!isAsBegun || database.prepare(CAPITALS).get() !== undefined) {
    throw new Database.SqliteError('definitions of tables are garbled', 'SQLITE_CORRUPT')
  }
  // the indexes of the few that are held or deleted
  database.prepare("UPDATE runs SET lease_owner = '', deleted_at = 0 WHERE id = ?").run(runId)
  const turn = database.prepare('UPDATE runs SET status = ? WHERE id = ?')
  for (const status of RUN_STATUSES) turn.run(status, runId)
  const keep = database.prepare('UPDATE runs SET checkpoint_policy = ? WHERE id = ?')
  for (const policy of CHECKPOINT_POLICIES) keep.run(policy, runId)
}

/** As a run stores its start. */
function storeProgress(database: Database.Database, runId: number): void {
  const context = { database, now: Date.now }
  const checkpoints = createCheckpointStore(context)
  const parameters = new Uint8Array(WEIGHTS)
  createCurveStore(context).add(runId, [POINT], [EPOCH])
  checkpoints.add(runId, {
    role: 'best',
    epoch: 0,
    step: 0,
    parameters,
    optimiserState: null,
    sums: SUMS,
    sha256: sha256(parameters)
  })
  checkpoints.summarise(runId)
  checkpoints.read(runId, 'last')
}

/**
 * Writes and reads all that the next run will, and takes it back before anything of it reaches the disk:
 * damage where nothing is read yet, in the list of free pages or in an index, would else be met in
 * the middle of that run, and by every run after it. That damage may be in the tables' definitions too:
 * what a sound library takes in is then refused, or asked of columns that are not there.
 *
 * @throws SqliteError 'SQLITE_CORRUPT…' for a damaged database
 */
export function tryWriting(database: Database.Database): void {
  // another process that writes just now shows the same
  const patience = database.pragma('busy_timeout', { simple: true })
  database.pragma('busy_timeout = 0')
  try {
    database.exec('BEGIN IMMEDIATE')
    createStoreServer({ database, now: Date.now })
    const { lastInsertRowid } = database.prepare(RUN).run(randomUUID())
    tryTurns(database, Number(lastInsertRowid))
    storeProgress(database, Number(lastInsertRowid))
  } catch (error) {
    if (isAboutTables(error)) throw new Database.SqliteError(error.message, 'SQLITE_CORRUPT')
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
