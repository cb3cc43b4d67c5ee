import SQLite, { type Database } from 'better-sqlite3'
import { renameSync, rmSync } from 'node:fs'
import { BEFORE_MIGRATION, UNFINISHED } from './copy-names'
import { synchronise } from './library-copy'
import { isAboutTables } from './sqlite-errors'

/** "Dhil": by it a file is known to be Downhill's. */
export const APPLICATION_ID = 0x4468696c

/** One step of the database's history, as SQL. */
export type Migration = string

/**
 * Numbered from 1, append-only: a migration that was released is never changed, a mistake in it is
 * mended by the next one. The database's `user_version` counts those applied.
 *
 * Times are whole milliseconds since 1970, UTC. Costs that are not finite are NULL.
 */
export const MIGRATIONS: readonly Migration[] = [
  `
  CREATE TABLE runs (
    -- never used again, so that a deleted run's number means nothing else
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    colour INTEGER NOT NULL,
    config TEXT NOT NULL,
    layers TEXT NOT NULL,
    dataset TEXT NOT NULL,
    dataset_fingerprint TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN
      ('queued', 'running', 'paused', 'stopped', 'finished', 'diverged', 'interrupted')),
    problem TEXT,
    created_at INTEGER NOT NULL,
    deleted_at INTEGER,
    step INTEGER NOT NULL DEFAULT 0,
    total_steps INTEGER NOT NULL,
    epoch INTEGER NOT NULL DEFAULT 0,
    block_length INTEGER NOT NULL,
    -- copied from the epochs whenever one is added, so that the list reads one table
    last_test_accuracy REAL,
    best_test_accuracy REAL,
    last_test_cost REAL,
    last_training_cost REAL,
    final_training_cost REAL,
    final_training_accuracy REAL,
    engine_seconds REAL NOT NULL DEFAULT 0,
    lease_owner TEXT,
    lease_expires_at INTEGER
  ) STRICT;

  -- the few that are under way, among thousands that are not
  CREATE INDEX runs_held ON runs (id) WHERE lease_owner IS NOT NULL;

  CREATE TABLE cost_points (
    run_id INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    block INTEGER NOT NULL,
    step INTEGER NOT NULL,
    cost REAL,
    PRIMARY KEY (run_id, block)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE epochs (
    run_id INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    epoch INTEGER NOT NULL,
    step INTEGER NOT NULL,
    training_cost REAL,
    training_accuracy REAL,
    test_cost REAL,
    test_accuracy REAL NOT NULL,
    held_out_cost REAL,
    held_out_accuracy REAL,
    learning_rate REAL NOT NULL,
    engine_seconds REAL NOT NULL,
    PRIMARY KEY (run_id, epoch)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE checkpoints (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    run_id INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    epoch INTEGER NOT NULL,
    step INTEGER NOT NULL,
    -- a checkpoint that is neither is kept only until the next one comes
    on_schedule INTEGER NOT NULL,
    is_best INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    size INTEGER NOT NULL,
    sums TEXT NOT NULL,
    -- over what a resumed run needs besides the parameters
    state_sha256 TEXT NOT NULL,
    velocity BLOB,
    parameters BLOB NOT NULL,
    UNIQUE (run_id, step)
  ) STRICT;
  `,
  `
  CREATE TABLE sweeps (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    created_at INTEGER NOT NULL
  ) STRICT;

  ALTER TABLE runs ADD COLUMN sweep_id INTEGER REFERENCES sweeps (id);
  CREATE INDEX runs_of_sweeps ON runs (sweep_id) WHERE sweep_id IS NOT NULL;

  -- shared/numerics.ts; what was there before it was counted is its first version
  ALTER TABLE runs ADD COLUMN numerics INTEGER NOT NULL DEFAULT 1;
  ALTER TABLE runs ADD COLUMN rate_changes TEXT NOT NULL DEFAULT '[]';

  -- copied from the checkpoints whenever one is added
  ALTER TABLE runs ADD COLUMN start_sha256 TEXT;
  ALTER TABLE runs ADD COLUMN weights_sha256 TEXT;
  UPDATE runs SET
    start_sha256 = (SELECT sha256 FROM checkpoints WHERE run_id = runs.id AND step = 0),
    weights_sha256 =
      (SELECT sha256 FROM checkpoints WHERE run_id = runs.id ORDER BY step DESC LIMIT 1);
  UPDATE runs SET weights_sha256 = NULL WHERE status = 'diverged';

  ALTER TABLE checkpoints RENAME COLUMN velocity TO optimiser_state;

  -- how runs went before these could be chosen
  UPDATE runs SET config = json_insert(config,
    '$.initialisation', iif(config ->> '$.activation' = 'relu', 'he', 'scaled'),
    '$.reduction', 'mean',
    '$.scheduleEvery', 10,
    '$.scheduleFactor', 0.5,
    '$.optimiser', iif(config ->> '$.momentum' > 0, 'momentum', 'plain'),
    '$.subset', 0,
    '$.shuffledLabels', 0);
  `,
  `
  -- of runs that were imported, where it was said
  ALTER TABLE runs ADD COLUMN author TEXT;
  `,
  `
  ALTER TABLE runs ADD COLUMN note TEXT NOT NULL DEFAULT '';
  -- a JSON array in alphabetical order: the list reads them with its row, and the window filters
  ALTER TABLE runs ADD COLUMN tags TEXT NOT NULL DEFAULT '[]';

  -- one at most; a deleted run keeps it, in case it is restored, until another is chosen
  ALTER TABLE runs ADD COLUMN is_baseline INTEGER NOT NULL DEFAULT 0;
  CREATE UNIQUE INDEX the_baseline ON runs (is_baseline) WHERE is_baseline = 1;

  -- JSON: uuid and name of the run that it was forked from, epoch and step
  ALTER TABLE runs ADD COLUMN forked_from TEXT;
  ALTER TABLE runs ADD COLUMN checkpoint_policy TEXT NOT NULL DEFAULT 'thrifty'
    CHECK (checkpoint_policy IN ('thrifty', 'all'));

  -- copied from the epochs, like the others
  ALTER TABLE runs ADD COLUMN last_held_out_accuracy REAL;
  UPDATE runs SET last_held_out_accuracy =
    (SELECT held_out_accuracy FROM epochs WHERE run_id = runs.id ORDER BY epoch DESC LIMIT 1);

  -- the few that are deleted, among thousands that are not
  CREATE INDEX runs_deleted ON runs (deleted_at) WHERE deleted_at IS NOT NULL;

  CREATE TABLE library_settings (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  `
  CREATE TABLE drawings (
    -- never used again, so that what is undone means the same drawing
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    -- over the strokes: by it a drawing is known, wherever it travels
    sha256 TEXT NOT NULL UNIQUE,
    -- the digit that it was meant to be
    label INTEGER NOT NULL,
    author TEXT,
    created_at INTEGER NOT NULL,
    deleted_at INTEGER,
    -- JSON: of each stroke the pen's width, then x and y of its points
    strokes TEXT NOT NULL,
    -- 28 by 28 grey values, as drawn and as centred
    raw BLOB NOT NULL,
    centred BLOB NOT NULL
  ) STRICT;
  `
]

export function schemaVersion(database: Database): number {
  return Number(database.pragma('user_version', { simple: true }))
}

/**
 * Brings a database up to the newest version in one transaction: afterwards it has the new version
 * or still the old one. A database that holds something is copied first, next to itself.
 *
 * @throws SqliteError 'SQLITE_CORRUPT…' where it fails for definitions that are not those of its version
 */
export function migrate(
  database: Database,
  migrations: readonly Migration[] = MIGRATIONS
): { from: number; to: number } {
  const from = schemaVersion(database)
  if (from >= migrations.length) return { from, to: from }
  try {
    if (from > 0) copyBeside(database, from)
    bringUp(database, migrations)
  } catch (error) {
    // a mistake in a migration must never make a sound library look damaged
    if (!isAboutTables(error) || hasDefinitionsOf(database, migrations.slice(0, from))) throw error
    throw new SQLite.SqliteError(error.message, 'SQLITE_CORRUPT')
  }
  return { from, to: migrations.length }
}

function bringUp(database: Database, migrations: readonly Migration[]): void {
  database
    .transaction(() => {
      // another process may have done it while this one waited for the lock
      for (const sql of migrations.slice(schemaVersion(database))) database.exec(sql)
      database.pragma(`application_id = ${APPLICATION_ID}`)
      database.pragma(`user_version = ${migrations.length}`)
    })
    .exclusive()
}

/** Whether its tables are those that these migrations make. @throws SqliteError where nobody can read them */
function hasDefinitionsOf(database: Database, migrations: readonly Migration[]): boolean {
  const definitionsOf = (of: Database): string =>
    JSON.stringify(
      of.prepare('SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name').all()
    )
  const fresh = new SQLite(':memory:')
  try {
    bringUp(fresh, migrations)
    return definitionsOf(fresh) === definitionsOf(database)
  } finally {
    fresh.close()
  }
}

function copyBeside(database: Database, version: number): void {
  const copy = `${database.name}${BEFORE_MIGRATION}${version}`
  const unfinished = copy + UNFINISHED
  rmSync(unfinished, { force: true })
  database.prepare('VACUUM INTO ?').run(unfinished)
  synchronise(unfinished)
  renameSync(unfinished, copy)
}
