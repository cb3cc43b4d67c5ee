import Database from 'better-sqlite3'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from './connection'
import { migrate, MIGRATIONS } from './migrations'
import { createStoreServer } from './server'
import type { StoreApi } from './store-api'
import { lease, newRun, START_TIME, temporaryFolder } from './testing/fixtures'

let folder: string
let file: string
let remove: () => void

beforeEach(() => {
  ;({ folder, remove } = temporaryFolder())
  file = join(folder, 'data', 'downhill.sqlite')
})
afterEach(() => remove())

/** Opens, does something, closes. */
function withStore<Value>(action: (store: StoreApi) => Value): Value {
  const { database } = openDatabase(file)
  try {
    return action(createStoreServer({ database, now: () => START_TIME }))
  } finally {
    database.close()
  }
}

function fillDatabase(): void {
  withStore((store) => {
    for (let run = 0; run < 40; run++) store.createRun(newRun(), lease('owner'))
  })
}

function garbleFrom(offset: number): Buffer {
  const bytes = readFileSync(file)
  return bytes.fill(0xaa, offset, offset + 4096)
}

/** Of the same length, each time. */
function replaceIn(text: string, by: string): void {
  const bytes = readFileSync(file, 'latin1')
  expect(bytes).toContain(text)
  writeFileSync(file, bytes.replaceAll(text, by), 'latin1')
}

/** A definition's row: the number of its first page, then its text. */
function replaceIndexPage(index: string): void {
  const bytes = readFileSync(file, 'latin1')
  const at = bytes.lastIndexOf(`CREATE INDEX ${index}`)
  expect(at).toBeGreaterThan(0)
  writeFileSync(file, bytes.slice(0, at - 1) + '\x05' + bytes.slice(at), 'latin1')
}

/** Where the last page of the table of runs begins: the one that no probe but the check visits. */
function lastPageOfRuns(): number {
  const database = new Database(file, { readonly: true })
  const page = database
    .prepare<[], number>("SELECT max(pageno) FROM dbstat WHERE name = 'runs' AND pagetype = 'leaf'")
    .pluck()
    .get()
  database.close()
  return (Number(page) - 1) * 4096
}

const asideFiles = (): string[] =>
  readdirSync(join(folder, 'data')).filter((name) => name.includes('.damaged-'))

describe('opening', () => {
  it('creates folder and database, and finds them again', () => {
    withStore((store) => store.createRun(newRun({ name: 'first' }), lease('owner')))
    expect(withStore((store) => store.listRuns()).map((run) => run.name)).toEqual(['first'])
  })

  it('writes ahead, waits for the disk, and keeps references sound', () => {
    const { database, notice } = openDatabase(file)
    const pragma = (name: string): unknown => database.pragma(name, { simple: true })
    expect(notice).toBeNull()
    expect(pragma('journal_mode')).toBe('wal')
    expect(pragma('synchronous')).toBe(2)
    expect(pragma('foreign_keys')).toBe(1)
    expect(pragma('busy_timeout')).toBe(30_000)
    expect(pragma('auto_vacuum')).toBe(2)
    expect(pragma('user_version')).toBe(MIGRATIONS.length)
    database.close()
  })

  it('says clearly when the folder cannot be used', () => {
    writeFileSync(join(folder, 'data'), 'a file where the folder should be')
    expect(() => openDatabase(file)).toThrow(
      expect.objectContaining({
        code: 'store-unavailable',
        values: { file, reason: expect.any(String) }
      })
    )
  })

  it('says clearly when a folder has the name of the database', () => {
    mkdirSync(file, { recursive: true })
    expect(() => openDatabase(file)).toThrow(expect.objectContaining({ code: 'store-unavailable' }))
  })
})

describe('a database of a newer program', () => {
  it('is refused and left untouched, byte for byte', () => {
    const { database } = openDatabase(file, [...MIGRATIONS, 'CREATE TABLE later (a TEXT) STRICT'])
    database.close()
    const bytes = readFileSync(file)
    const names = readdirSync(join(folder, 'data'))
    expect(() => openDatabase(file)).toThrow(expect.objectContaining({ code: 'store-newer' }))
    expect(readFileSync(file).equals(bytes)).toBe(true)
    expect(readdirSync(join(folder, 'data'))).toEqual(names)
  })

  it('is refused also where only its log says so', () => {
    fillDatabase()
    const newer = new Database(file)
    newer.pragma('wal_autocheckpoint = 0')
    newer.pragma(`user_version = ${MIGRATIONS.length + 1}`)
    const bytes = [file, `${file}-wal`].map((name) => readFileSync(name))
    expect(bytes[0].readInt32BE(60)).toBe(MIGRATIONS.length)
    expect(() => openDatabase(file)).toThrow(expect.objectContaining({ code: 'store-newer' }))
    const after = [file, `${file}-wal`].map((name) => readFileSync(name))
    expect(after.every((content, index) => content.equals(bytes[index]))).toBe(true)
    newer.close()
  })
})

describe("another program's database", () => {
  it('is refused and left untouched, whether it names itself or not', () => {
    // an empty one that names itself has nothing else by which it could be told
    for (const [applicationId, table] of [
      [0, 'CREATE TABLE theirs (a)'],
      [0, 'CREATE TABLE theirs (a); PRAGMA user_version = 1'],
      [42, 'CREATE TABLE theirs (a)'],
      [42, '']
    ] as const) {
      rmSync(join(folder, 'data'), { recursive: true, force: true })
      mkdirSync(join(folder, 'data'))
      const foreign = new Database(file)
      foreign.exec(table)
      foreign.pragma(`application_id = ${applicationId}`)
      foreign.close()
      const bytes = readFileSync(file)
      expect(() => openDatabase(file)).toThrow(
        expect.objectContaining({ code: 'store-unavailable' })
      )
      expect(readFileSync(file).equals(bytes)).toBe(true)
    }
  })
})

describe('a damaged database', () => {
  const damages: [string, () => void][] = [
    ['garbage from the first byte', () => writeFileSync(file, 'no database at all'.repeat(500))],
    ['less than a header', () => truncateSync(file, 60)],
    ['cut in the middle', () => truncateSync(file, Math.floor(readFileSync(file).length / 2))],
    ['emptied', () => truncateSync(file, 0)],
    ['garbage after the first page', () => writeFileSync(file, garbleFrom(4096))],
    ['garbage in the table of runs', () => writeFileSync(file, garbleFrom(lastPageOfRuns()))],
    // the definitions of tables are text that SQLite understands all the same
    [
      'a constraint that says something else',
      () => replaceIn("('thrifty', 'all')", "('thrifty'-'all' )")
    ],
    ['a status that no run can have', () => replaceIn("'running'", "'runoing'")],
    ['a way of keeping that no run can have', () => replaceIn("'all'))", "'alm'))")],
    [
      'a default that is no list',
      () => replaceIn("tags TEXT NOT NULL DEFAULT '[]'", "tags TEXT NOT NULL DEFAULT '[U'")
    ],
    ['an index whose page is another', () => replaceIndexPage('runs_held')],
    ['a column with a capital', () => replaceIn('    lease_owner', '    Lease_owner')],
    ['a column of another name', () => replaceIn('engine_seconds', 'engine_sekonds')],
    ['a column of drawings of another name', () => replaceIn('strokes', 'strokez')]
  ]

  it.each(damages)('(%s) is set aside whole, and a fresh one is begun', (_, inflict) => {
    fillDatabase()
    inflict()
    const damaged = readFileSync(file)
    const { database, notice } = openDatabase(file)
    expect(notice).toMatchObject({ code: 'store-damaged' })
    expect(createStoreServer({ database, now: () => START_TIME }).listRuns()).toEqual([])
    database.close()
    expect(asideFiles().filter((name) => !/-(wal|shm)$/.test(name))).toHaveLength(1)
    expect(readFileSync(String(notice?.values.file)).equals(damaged)).toBe(true)
    // the fresh one is sound
    expect(openAndClose()).toBeNull()
  })

  it.each([
    ['held_out_accuracy REAL', 'held_oud_accuracy REAL'],
    ['tablerunsruns', 'tAblerunsruns']
  ])('is set aside where its definitions let no migration through', (before, after) => {
    mkdirSync(join(folder, 'data'))
    const old = new Database(file)
    migrate(old, MIGRATIONS.slice(0, 3))
    old.close()
    replaceIn(before, after)
    expect(openAndClose()).toMatchObject({ code: 'store-damaged' })
    expect(openAndClose()).toBeNull()
  })

  it('is not seen in a sound one that a migration fails on', () => {
    fillDatabase()
    const before = readFileSync(file)
    for (const wrong of ['SELECT nonsense', "INSERT INTO runs (name) VALUES ('too little')"]) {
      expect(() => openDatabase(file, [...MIGRATIONS, wrong])).toThrow()
      expect(asideFiles()).toEqual([])
    }
    expect(readFileSync(file).equals(before)).toBe(true)
    expect(openAndClose()).toBeNull()
  })

  it('goes aside together with its log', () => {
    fillDatabase()
    writeFileSync(file, 'garbage'.repeat(1000))
    writeFileSync(`${file}-wal`, 'what was in the log')
    openAndClose()
    const log = asideFiles().find((name) => name.endsWith('-wal'))
    expect(readFileSync(join(folder, 'data', String(log)), 'utf8')).toBe('what was in the log')
  })

  it('is not seen in an empty file that no database was ever begun in', () => {
    mkdirSync(join(folder, 'data'))
    writeFileSync(file, '')
    expect(openAndClose()).toBeNull()
    expect(asideFiles()).toEqual([])
  })

  it('does not include a garbled log, which SQLite itself passes over', () => {
    fillDatabase()
    writeFileSync(`${file}-wal`, 'garbage'.repeat(1000))
    expect(openAndClose()).toBeNull()
    expect(withStore((store) => store.listRuns())).toHaveLength(40)
  })

  function openAndClose(): unknown {
    const { database, notice } = openDatabase(file)
    database.close()
    expect(existsSync(`${file}.begun`)).toBe(true)
    return notice
  }
})
