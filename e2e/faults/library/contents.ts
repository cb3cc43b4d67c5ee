import { createHash } from 'node:crypto'
import type Database from 'better-sqlite3'
import { expect } from '@playwright/test'
import { sha256 } from '../../../src/store/checkpoint-hash'
import { openDatabase } from '../../../src/store/connection'
import { createStoreServer } from '../../../src/store/server'
import type { StoreApi } from '../../../src/store/store-api'
import { batch, checkpoint, lease, newRun, START_TIME } from '../../../src/store/testing/fixtures'

/** The store over an open database; its clock stands still. */
export function storeOver(database: Database.Database): StoreApi {
  return createStoreServer({ database, now: () => START_TIME })
}

/** A SHA-256 over every row of every table: two libraries with the same hold the same. */
export function contentsOf(database: Database.Database): string {
  const hash = createHash('sha256')
  const tables = database
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .pluck()
    .all()
  for (const table of tables) {
    hash.update(table)
    const rows = database.prepare(`SELECT * FROM "${table}" ORDER BY 1, 2`).raw()
    for (const row of rows.iterate() as Iterable<unknown[]>) {
      for (const value of row) hash.update(value instanceof Buffer ? value : `${value};`)
    }
  }
  return hash.digest('hex')
}

/** Expects all weights to be what their hashes say; returns how many there are. */
export function expectSoundWeights(store: StoreApi): number {
  // one expectation for all: Playwright keeps each of them, and takes the longer the more there are
  const checkpoints = store
    .listRuns()
    .flatMap(({ id }) => store.runDetail(id).checkpoints.map((each) => ({ run: id, ...each })))
  expect(checkpoints.filter(({ run, id }) => !store.isCheckpointSound(run, id))).toEqual([])
  return checkpoints.length
}

/** Expects that a run can be begun, stored, closed and found again. */
export function expectGoesOn(file: string): void {
  const name = 'the run after the fault'
  const id = storeRun(file, name)
  const { database: again, notice } = openDatabase(file)
  try {
    expect(notice).toBeNull()
    expect(storeOver(again).runDetail(id)).toMatchObject({
      run: { name, status: 'stopped', epoch: 1 },
      checkpoints: [{ epoch: 1 }]
    })
  } finally {
    again.close()
  }
}

/** A run that was trained for an epoch; its number. */
function storeRun(file: string, name: string): number {
  const { database } = openDatabase(file)
  try {
    const store = storeOver(database)
    const { id } = store.createRun(newRun({ name }), lease('afterwards'))
    // as large as those of a usual network
    const parameters = new Uint8Array(52_000).fill(7)
    const weights = checkpoint(1, 'schedule', { parameters, sha256: sha256(parameters) })
    store.applyBatch(id, 'afterwards', batch(1, { checkpoints: [weights] }))
    store.finish('afterwards', [{ runId: id, status: 'stopped' }])
    return id
  } finally {
    database.close()
  }
}
