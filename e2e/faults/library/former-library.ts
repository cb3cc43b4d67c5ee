import Database from 'better-sqlite3'
import { PRESETS } from '../../../src/shared/presets'
import { APPLICATION_ID, MIGRATIONS } from '../../../src/store/migrations'
import { sha256, stateSha256 } from '../../../src/store/checkpoint-hash'
import { checkpoint } from '../../../src/store/testing/fixtures'

/** A library as a program of that version left it, with so many runs of three epochs each. */
export function writeFormerLibrary(file: string, version: number, runs: number): void {
  const database = new Database(file)
  try {
    database.pragma('journal_mode = WAL')
    for (const sql of MIGRATIONS.slice(0, version)) database.exec(sql)
    database.pragma(`user_version = ${version}`)
    database.pragma(`application_id = ${APPLICATION_ID}`)
    database.transaction(() => {
      for (let run = 1; run <= runs; run++) addRun(database, version, run)
    })()
  } finally {
    database.close()
  }
}

function addRun(database: Database.Database, version: number, run: number): void {
  database
    .prepare(
      `INSERT INTO runs (id, uuid, name, colour, config, layers, dataset, dataset_fingerprint, status,
        created_at, total_steps, block_length, step, epoch)
      VALUES (?, ?, ?, 0, ?, '[784,16,16,10]', 'mnist', 'print', 'stopped', ?, 180000, 90, 12000, 2)`
    )
    .run(run, `uuid-${run}`, `run ${run} of ${version}`, JSON.stringify(PRESETS.plain), run)
  const addEpoch = database.prepare(
    `INSERT INTO epochs (run_id, epoch, step, test_accuracy, learning_rate, engine_seconds)
    VALUES (?, ?, ?, 0.5, 1, 1)`
  )
  const addPoint = database.prepare(
    'INSERT INTO cost_points (run_id, block, step, cost) VALUES (?, ?, ?, ?)'
  )
  const addCheckpoint = database.prepare(
    `INSERT INTO checkpoints (run_id, epoch, step, on_schedule, is_best, sha256, size, sums,
      state_sha256, ${version === 1 ? 'velocity' : 'optimiser_state'}, parameters)
    VALUES (?, ?, ?, 1, 0, ?, ?, ?, ?, NULL, ?)`
  )
  for (const epoch of [0, 1, 2]) {
    addEpoch.run(run, epoch, epoch * 6000)
    for (let block = 0; block < 20; block++) {
      addPoint.run(run, epoch * 20 + block, (epoch * 20 + block) * 90, 1 / (block + run))
    }
    const stored = checkpoint(epoch, 'schedule')
    const parameters = Buffer.alloc(2000, (run + epoch) % 256)
    const sums = JSON.stringify(stored.sums)
    const hashes = [sha256(parameters), parameters.length, sums, stateSha256(stored, sums)]
    addCheckpoint.run(run, epoch, stored.step, ...hashes, parameters)
  }
}
