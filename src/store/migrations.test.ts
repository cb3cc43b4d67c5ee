import Database from 'better-sqlite3'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from './connection'
import { MIGRATIONS, schemaVersion } from './migrations'
import { createStoreServer } from './server'
import { lease, newRun, START_TIME, temporaryFolder } from './testing/fixtures'

const next = 'ALTER TABLE runs ADD COLUMN mood TEXT'
const broken = `${next}; CREATE TABLE half_done (a TEXT) STRICT; INSERT INTO nowhere VALUES (1)`

let file: string
let remove: () => void

beforeEach(() => {
  const temporary = temporaryFolder()
  remove = temporary.remove
  file = join(temporary.folder, 'downhill.sqlite')
  const { database } = openDatabase(file)
  createStoreServer({ database, now: () => START_TIME }).createRun(newRun(), lease('owner'))
  database.close()
})
afterEach(() => remove())

const copy = (): string => `${file}.version-${MIGRATIONS.length}`

describe('migrating', () => {
  it('keeps what is stored, and a copy of how it was', () => {
    const { database } = openDatabase(file, [...MIGRATIONS, next])
    expect(schemaVersion(database)).toBe(MIGRATIONS.length + 1)
    expect(database.prepare('SELECT name, mood FROM runs').all()).toEqual([
      { name: 'Run 1', mood: null }
    ])
    database.close()

    const former = new Database(copy(), { readonly: true })
    expect(schemaVersion(former)).toBe(MIGRATIONS.length)
    expect(former.prepare('SELECT name FROM runs').all()).toEqual([{ name: 'Run 1' }])
    former.close()
  })

  it('happens wholly or not at all', () => {
    expect(() => openDatabase(file, [...MIGRATIONS, broken])).toThrow('nowhere')
    const { database } = openDatabase(file)
    expect(schemaVersion(database)).toBe(MIGRATIONS.length)
    expect(() => database.prepare('SELECT mood FROM runs')).toThrow()
    expect(() => database.prepare('SELECT * FROM half_done')).toThrow()
    expect(database.prepare('SELECT count(*) FROM runs').pluck().get()).toBe(1)
    database.close()
  })

  it('makes no copy where nothing changes', () => {
    openDatabase(file).database.close()
    expect(existsSync(copy())).toBe(false)
  })
})
