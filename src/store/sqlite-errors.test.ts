import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DownhillError } from '../shared/errors'
import { sha256 } from './checkpoint-hash'
import { explainStoreError } from './sqlite-errors'
import {
  batch,
  checkpoint,
  lease,
  newRun,
  temporaryStore,
  type TemporaryStore
} from './testing/fixtures'

let temporary: TemporaryStore
beforeEach(() => {
  temporary = temporaryStore()
})
afterEach(() => temporary.remove())

/** What the error of a failing action becomes. */
function explained(action: () => unknown): unknown {
  try {
    action()
  } catch (error) {
    return explainStoreError(error, temporary.file)
  }
  throw new Error('Nothing failed.')
}

describe('explainStoreError', () => {
  it('names a full disk, after which the epochs before are still there', () => {
    const { store, database, file } = temporary
    const { id } = store.createRun(newRun(), lease('me'))
    store.applyBatch(id, 'me', batch(1))
    const pages = Number(database.pragma('page_count', { simple: true }))
    database.pragma(`max_page_count = ${pages}`)
    const parameters = new Uint8Array(1_000_000)
    const large = checkpoint(2, 'latest', { parameters, sha256: sha256(parameters) })
    const error = explained(() => store.applyBatch(id, 'me', batch(2, { checkpoints: [large] })))
    expect(error).toMatchObject({ name: 'DownhillError', code: 'store-full', values: { file } })
    expect(store.curves([id])[0].epochs.map(({ epoch }) => epoch)).toEqual([1])
    store.finish('me', [{ runId: id, status: 'interrupted' }])
    expect(store.runSummary(id).status).toBe('interrupted')
  })

  it('names damage met while reading', () => {
    const { database } = temporary
    const bytes = database.serialize()
    // in memory there is no write-ahead log: these two bytes would ask for one
    bytes.fill(1, 18, 20).fill(0xaa, 4096)
    const damaged = new Database(bytes)
    const error = explained(() => damaged.prepare('SELECT * FROM runs').all())
    expect(error).toMatchObject({ code: 'store-damaged' })
  })

  it('names a database that another program keeps busy', () => {
    const other = new Database(temporary.file, { timeout: 1 })
    temporary.database.exec('BEGIN IMMEDIATE')
    const error = explained(() => other.exec('BEGIN IMMEDIATE'))
    expect(error).toMatchObject({
      code: 'store-busy',
      message: expect.stringContaining('another program keeps it busy')
    })
    temporary.database.exec('ROLLBACK')
    other.close()
  })

  it('leaves errors alone that are clear, or of another kind', () => {
    const clear = new DownhillError('not-found', 'There is no run 3.')
    expect(explainStoreError(clear, 'x')).toBe(clear)
    const other = new TypeError('a mistake in the program')
    expect(explainStoreError(other, 'x')).toBe(other)
  })
})
