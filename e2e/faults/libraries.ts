import { randomBytes } from 'node:crypto'
import { closeSync, openSync, statSync, writeSync } from 'node:fs'
import Database from 'better-sqlite3'
import { sha256 } from '../../src/store/checkpoint-hash'
import { MIGRATIONS } from '../../src/store/migrations'
import { openDatabase } from '../../src/store/connection'
import { createStoreServer } from '../../src/store/server'
import { batch, checkpoint, lease, newRun, START_TIME } from '../../src/store/testing/fixtures'

/** Adds a finished run with so many checkpoints of 50 kB, as a day of use does. */
export function addRun(file: string, name: string, checkpoints = 1): void {
  const { database } = openDatabase(file)
  // processes are killed here, and no power is cut
  database.pragma('synchronous = OFF')
  try {
    const store = createStoreServer({ database, now: () => START_TIME })
    const owner = 'a test'
    const { id } = store.createRun(newRun({ name }), lease(owner))
    for (let epoch = 0; epoch < checkpoints; epoch++) {
      const parameters = randomBytes(51_208)
      const weights = { ...checkpoint(epoch, 'schedule'), parameters, sha256: sha256(parameters) }
      store.applyBatch(id, owner, batch(epoch, { checkpoints: [weights] }))
    }
    store.finish(owner, [{ runId: id, status: 'stopped' }])
  } finally {
    database.close()
  }
}

/** Names of the runs, in the order in which they came; of a file that SQLite finds nothing wrong with. */
export function soundRuns(file: string): string[] {
  const database = new Database(file, { readonly: true })
  try {
    const found = database.pragma('integrity_check', { simple: true })
    if (found !== 'ok') throw new Error(`${file}: ${String(found)}`)
    if (database.pragma('user_version', { simple: true }) !== MIGRATIONS.length) {
      throw new Error(`${file} is of another version`)
    }
    return database.prepare<[], string>('SELECT name FROM runs ORDER BY id').pluck().all()
  } finally {
    database.close()
  }
}

/** Writes garbage over so many bytes somewhere in a file. @param place 0 to 1 */
export function garble(file: string, place: number, bytes: number): void {
  const handle = openSync(file, 'r+')
  try {
    const at = Math.floor(place * Math.max(0, statSync(file).size - bytes))
    writeSync(handle, randomBytes(bytes), 0, bytes, at)
  } finally {
    closeSync(handle)
  }
}
