import { existsSync, rmSync } from 'node:fs'
import type * as FileSystem from 'node:fs'
import { join } from 'node:path'
import type Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { makeBackup } from './backup'
import { listBackups } from './backup-contents'
import { findBackups } from './backup-files'
import { openDatabase } from './connection'
import { MIGRATIONS } from './migrations'
import { prepareRestoring, swapIn } from './restoring'
import { temporaryFolder } from './testing/fixtures'

/** Another program may come before each renaming, and after it. */
const steps = vi.hoisted((): { between: () => void } => ({ between: () => undefined }))
vi.mock('node:fs', async (original) => {
  const real = await original<typeof FileSystem>()
  return {
    ...real,
    renameSync: (from: string, to: string) => {
      steps.between()
      real.renameSync(from, to)
      steps.between()
    }
  }
})

let library: string
let remove: () => void

beforeEach(async () => {
  const temporary = temporaryFolder()
  remove = temporary.remove
  library = join(temporary.folder, 'downhill.sqlite')
  const { database } = openDatabase(library)
  draw(database)
  database.close()
  await makeBackup({ library, today: '2026-11-23', asked: false })
})
afterEach(() => {
  steps.between = () => undefined
  remove()
})

function draw(database: Database.Database): void {
  database.exec(
    `INSERT INTO drawings (sha256, label, created_at, strokes, raw, centred)
     VALUES (hex(randomblob(8)), 1, 0, '[]', x'', x'')`
  )
}

const countDrawings = (database: Database.Database): unknown =>
  database.prepare('SELECT count(*) FROM drawings').pluck().get()

describe('swapIn', () => {
  it.each([1, 2])('loses nothing that another program writes meanwhile, moment %i', (moment) => {
    const stamp = prepareRestoring(library, 1, Date.now())
    let other: Database.Database | undefined
    let moments = 0
    steps.between = () => {
      // until then it has the former library
      if (existsSync(library) || ++moments !== moment) return
      other = openDatabase(library).database
      draw(other)
    }
    swapIn(library, stamp)
    expect(other, 'it came in between').toBeDefined()
    expect(existsSync(`${library}-wal`), 'its log is where it was').toBe(true)
    const { database } = openDatabase(library)
    expect(countDrawings(database)).toBe(2)
    database.close()
    other?.close()
  })

  it('names no former library where there was none', () => {
    const stamp = prepareRestoring(library, 1, Date.now())
    rmSync(library)
    expect(swapIn(library, stamp)).toBeNull()
    expect(existsSync(library)).toBe(true)
  })
})

describe('listBackups', () => {
  it('does not call a backup damaged that a newer program can read', () => {
    const [{ file }] = findBackups(library)
    const { database } = openDatabase(file)
    database.pragma('journal_mode = DELETE')
    database.pragma(`user_version = ${MIGRATIONS.length + 1}`)
    database.close()
    expect(listBackups(library).backups).toMatchObject([{ runs: null, newer: true }])
  })
})
