import Database from 'better-sqlite3'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openDatabase } from './connection'
import { createStoreServer } from './server'
import { lease, newRun, START_TIME, temporaryStore, type TemporaryStore } from './testing/fixtures'

let from: TemporaryStore
const target = (): string => join(dirname(from.file), 'copy.sqlite')

beforeEach(() => (from = temporaryStore()))
afterEach(() => from.remove())

function addStoppedRun(name: string): number {
  const { id } = from.store.createRun(newRun({ name }), lease('me'))
  from.store.finish('me', [{ runId: id, status: 'stopped' }])
  return id
}

it('copies a library that opens like the original', () => {
  const ids = ['one', 'two', 'three'].map(addStoppedRun)
  from.store.deleteRuns([ids[1]])
  from.store.setDefaultCheckpointPolicy('all')
  from.store.copyLibrary(target())

  const { database } = openDatabase(target())
  const copy = createStoreServer({ database, now: () => START_TIME })
  expect(copy.libraryCounts()).toEqual({ runs: 2, deletedRuns: 1 })
  expect(copy.librarySettings()).toEqual({ checkpointPolicy: 'all' })
  expect(copy.exportRun(ids[2])).toEqual(from.store.exportRun(ids[2]))
  expect(database.pragma('journal_mode', { simple: true })).toBe('wal')
  expect(database.pragma('auto_vacuum', { simple: true })).toBe(2)
  database.close()
})

it('lets nobody write to the original, as if it were not lost, until it is released', () => {
  addStoppedRun('one')
  const other = new Database(from.file, { timeout: 0 })
  try {
    from.store.copyLibrary(target())
    expect(() => addStoppedRun('two')).toThrow('readonly')
    expect(() => other.exec('BEGIN IMMEDIATE')).toThrow('locked')
    expect(from.store.libraryCounts().runs).toBe(1)

    from.store.releaseLibrary()
    addStoppedRun('two')
    expect(from.store.libraryCounts().runs).toBe(2)
  } finally {
    other.close()
  }
})

it('starts over where a copy was broken off', () => {
  addStoppedRun('one')
  writeFileSync(`${target()}.unfinished`, 'half of it')
  writeFileSync(`${target()}.unfinished-journal`, 'half of it')
  from.store.copyLibrary(target())
  expect(existsSync(target())).toBe(true)
  expect(existsSync(`${target()}.unfinished`)).toBe(false)
  expect(existsSync(`${target()}.unfinished-journal`)).toBe(false)
})

it('leaves the original usable when it fails', () => {
  addStoppedRun('one')
  writeFileSync(target(), 'something of somebody')
  expect(() => from.store.copyLibrary(target())).toThrow('there already')
  addStoppedRun('two')
  expect(from.store.libraryCounts().runs).toBe(2)
})

it('waits for no run: one under way is refused, one whose program died is not', () => {
  from.store.createRun(newRun({ name: 'elsewhere' }), lease('another program'))
  expect(() => from.store.copyLibrary(target())).toThrow('under way')
  expect(existsSync(target())).toBe(false)
  from.clock.time += 60_001
  from.store.copyLibrary(target())
  expect(existsSync(target())).toBe(true)
})

it('keeps others from writing while it copies', () => {
  addStoppedRun('one')
  const other = new Database(from.file, { timeout: 0 })
  other.exec('BEGIN IMMEDIATE')
  try {
    from.database.pragma('busy_timeout = 0')
    expect(() => from.store.copyLibrary(target())).toThrow('locked')
  } finally {
    other.exec('ROLLBACK')
    other.close()
  }
  expect(existsSync(target())).toBe(false)
})

it('does not write over a file that is there', () => {
  addStoppedRun('one')
  writeFileSync(target(), 'something of somebody')
  expect(() => from.store.copyLibrary(target())).toThrow('there already')
  expect(readFileSync(target(), 'utf8')).toBe('something of somebody')
})
