import Database from 'better-sqlite3'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { PRESETS } from '../shared/presets'
import { sha256 } from './checkpoint-hash'
import { unpackDeletedRuns } from '../shared/packed'
import { openDatabase } from './connection'
import { APPLICATION_ID, MIGRATIONS } from './migrations'
import { createStoreServer } from './server'
import { START_TIME, temporaryFolder } from './testing/fixtures'

let file: string
let remove: () => void
beforeEach(() => {
  const temporary = temporaryFolder()
  remove = temporary.remove
  file = join(temporary.folder, 'downhill.sqlite')
})
afterEach(() => remove())

/** A database of the third version, with one run for each share that is held out. */
function writeFormer(heldOut: number[]): void {
  const former = new Database(file)
  for (const sql of MIGRATIONS.slice(0, 3)) former.exec(sql)
  former.pragma('user_version = 3')
  former.pragma(`application_id = ${APPLICATION_ID}`)
  const addRun = former.prepare(
    `INSERT INTO runs (uuid, name, colour, config, layers, dataset, dataset_fingerprint, status,
      created_at, total_steps, block_length, numerics, author, deleted_at)
    VALUES (lower(hex(randomblob(16))), ?, 0, ?, '[784,16,16,10]', 'mnist', 'print', 'stopped',
      1700000000000, 180000, 90, 2, 'Ada', ?)`
  )
  const addEpoch = former.prepare(
    `INSERT INTO epochs (run_id, epoch, step, test_accuracy, held_out_accuracy, learning_rate,
      engine_seconds) VALUES (?, ?, ?, 0.5, ?, 1, 1)`
  )
  for (const share of heldOut) {
    const config = JSON.stringify({ ...PRESETS.plain, heldOut: share })
    const { lastInsertRowid: id } = addRun.run('An old run', config, null)
    for (const epoch of [0, 1]) addEpoch.run(id, epoch, 6000 * epoch, share > 0 ? epoch / 4 : null)
  }
  addRun.run('A deleted run', JSON.stringify(PRESETS.plain), START_TIME)
  former.close()
}

describe('a database of the third version', () => {
  it('was made by statements that never change', () => {
    expect(MIGRATIONS.slice(1, 3).map((sql) => sha256(Buffer.from(sql)))).toEqual([
      '8b1a201c427b5182b3a65f1afd914424ff4751bf6981c0937f8f859232bc989f',
      'c6757a0d362c065626f866aa1d4e935244cc246a347002cc79e4d8e5ef4d5444'
    ])
  })

  it('keeps its runs, which nothing is said of yet', () => {
    writeFormer([0, 5000])
    const { database } = openDatabase(file)
    const store = createStoreServer({ database, now: () => START_TIME })
    const [second, first] = store.listRuns()
    const nothing = {
      name: 'An old run',
      author: 'Ada',
      note: '',
      tags: [],
      isBaseline: false,
      forkedFrom: null,
      checkpointPolicy: 'thrifty'
    }
    expect(first).toMatchObject(nothing)
    expect(second).toMatchObject({ ...nothing, lastHeldOutAccuracy: 0.25 })
    expect(first.lastHeldOutAccuracy).toBeUndefined()
    expect(store.librarySettings()).toEqual({ checkpointPolicy: 'thrifty' })
    const deleted = unpackDeletedRuns(store.packedDeletedRuns())
    expect(deleted.map(({ name }) => name)).toEqual(['A deleted run'])
    database.close()
  })
})
