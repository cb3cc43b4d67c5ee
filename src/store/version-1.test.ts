import Database from 'better-sqlite3'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runConfigSchema } from '../shared/run-config'
import { sha256, stateSha256 } from './checkpoint-hash'
import { openDatabase } from './connection'
import { APPLICATION_ID, MIGRATIONS } from './migrations'
import { createStoreServer } from './server'
import type { StoreApi } from './store-api'
import { checkpoint, lease, START_TIME, temporaryFolder } from './testing/fixtures'

/** The settings of runs as the first version stored them. */
const CONFIG = {
  dataset: 'mnist',
  hiddenLayers: [16, 16],
  activation: 'sigmoid',
  cost: 'quadratic',
  batchSize: 10,
  learningRate: 0.1 + 0.2,
  schedule: 'constant',
  momentum: 0,
  l2: 0,
  shift: 0,
  epochs: 30,
  seed: 1,
  heldOut: 0
}

let file: string
let remove: () => void
let former: Database.Database
beforeEach(() => {
  const temporary = temporaryFolder()
  remove = temporary.remove
  file = join(temporary.folder, 'downhill.sqlite')
  former = new Database(file)
  former.exec(MIGRATIONS[0])
  former.pragma('user_version = 1')
  former.pragma(`application_id = ${APPLICATION_ID}`)
})
afterEach(() => {
  opened?.close()
  remove()
})

let opened: Database.Database | undefined
/** What the program makes of the former database. */
function open(): StoreApi {
  former.close()
  opened = openDatabase(file).database
  return createStoreServer({ database: opened, now: () => START_TIME })
}

function addRun(config: Partial<typeof CONFIG>, status = 'stopped'): number {
  const { lastInsertRowid } = former
    .prepare(
      `INSERT INTO runs (uuid, name, colour, config, layers, dataset, dataset_fingerprint, status,
        created_at, total_steps, block_length, step, epoch)
      VALUES (lower(hex(randomblob(16))), 'An old run', 0, ?, '[784,16,16,10]', 'mnist', 'print', ?,
        1700000000000, 180000, 90, 12000, 2)`
    )
    .run(JSON.stringify({ ...CONFIG, ...config }), status)
  return Number(lastInsertRowid)
}

function addCheckpoint(runId: number, epoch: number, velocity: Uint8Array | null): string {
  const stored = checkpoint(epoch, 'schedule', { optimiserState: velocity })
  const sums = JSON.stringify(stored.sums)
  former
    .prepare(
      `INSERT INTO checkpoints (run_id, epoch, step, on_schedule, is_best, sha256, size, sums,
        state_sha256, velocity, parameters)
      VALUES (?, ?, ?, 1, 0, ?, 400, ?, ?, ?, ?)`
    )
    .run(
      ...[runId, epoch, stored.step, stored.sha256, sums],
      ...[stateSha256(stored, sums), velocity, stored.parameters]
    )
  return stored.sha256
}

describe('a database of the first version', () => {
  it('was made by statements that never change', () => {
    expect(sha256(Buffer.from(MIGRATIONS[0]))).toBe(
      'bb301a7f7fcf0043e3e09860ba760c0e439c4d53e441f6d1f9688b645840e3e4'
    )
  })

  it('keeps its runs, with the settings by which they went', () => {
    addRun({})
    addRun({ activation: 'relu', cost: 'cross-entropy', momentum: 0.9 })
    const [second, first] = open().listRuns()
    const added = {
      initialisation: 'scaled',
      reduction: 'mean',
      scheduleEvery: 10,
      scheduleFactor: 0.5,
      optimiser: 'plain',
      subset: 0,
      shuffledLabels: 0
    }
    expect(first.config).toEqual({ ...CONFIG, ...added })
    expect(second.config).toEqual({
      ...{ ...CONFIG, ...added, activation: 'relu', cost: 'cross-entropy' },
      ...{ momentum: 0.9, optimiser: 'momentum', initialisation: 'he' }
    })
    for (const { config } of [first, second]) expect(runConfigSchema.parse(config)).toEqual(config)
    expect(first).toMatchObject({ name: 'An old run', numerics: 1, sweepId: null, rateChanges: [] })
  })

  it('keeps its checkpoints, and does not go on as another run', () => {
    const runId = addRun({ momentum: 0.9 })
    const velocity = Uint8Array.from({ length: 400 }, (_, index) => index % 256)
    const start = addCheckpoint(runId, 0, null)
    const last = addCheckpoint(runId, 2, velocity)
    const store = open()
    expect(store.runSummary(runId)).toMatchObject({ startSha256: start, weightsSha256: last })
    expect(store.runSummary(runId).resumable).toBe(false)
    expect(() => store.claim(runId, lease('me'))).toThrow(/version 1 of the arithmetic/)
    const { from, damagedCheckpoints } = store.resumePoint(runId)
    expect(from).toMatchObject({ epoch: 2, step: 12_000, optimiserState: velocity })
    expect(damagedCheckpoints).toEqual([])
  })

  it('says of weights that are not there, or no weights any more, that there are none', () => {
    const empty = addRun({})
    const diverged = addRun({}, 'diverged')
    const start = addCheckpoint(diverged, 0, null)
    addCheckpoint(diverged, 1, null)
    const store = open()
    expect(store.runSummary(empty)).toMatchObject({ startSha256: null, weightsSha256: null })
    expect(store.runSummary(diverged)).toMatchObject({ startSha256: start, weightsSha256: null })
  })
})
