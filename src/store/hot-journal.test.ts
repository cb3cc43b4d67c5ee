import Database from 'better-sqlite3'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openDatabase } from './connection'

test('a library whose process was killed while it wrote in place is rolled back and opened', () => {
  const folder = mkdtempSync(join(tmpdir(), 'downhill-journal-'))
  const file = join(folder, 'downhill.sqlite')
  openDatabase(file).database.close()
  const writer = new Database(file)
  writer.pragma('journal_mode = DELETE')
  // small, so that pages reach the file, and the journal with them, before the end
  writer.pragma('cache_size = 1')
  writer.exec('BEGIN; CREATE TABLE half (x); INSERT INTO half VALUES (zeroblob(200000))')
  const killed = join(folder, 'killed.sqlite')
  copyFileSync(file, killed)
  copyFileSync(`${file}-journal`, `${killed}-journal`)
  writer.close()

  const { database, notice } = openDatabase(killed)
  expect(notice).toBeNull()
  expect(
    database.prepare("SELECT name FROM sqlite_schema WHERE name = 'half'").get()
  ).toBeUndefined()
  database.close()
  rmSync(folder, { recursive: true, force: true })
})
