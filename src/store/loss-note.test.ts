import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { findBackups } from './backup-files'
import { makeBackup } from './backup'
import { openDatabase } from './connection'
import { readLoss } from './loss-note'
import { prepareRestoring, swapIn } from './restoring'
import { temporaryFolder } from './testing/fixtures'

let library: string
let remove: () => void

beforeEach(() => {
  const temporary = temporaryFolder()
  remove = temporary.remove
  library = join(temporary.folder, 'downhill.sqlite')
  open()
})
afterEach(() => remove())

/** As any program opens it, a terminal for instance. */
function open(): ReturnType<typeof openDatabase>['notice'] {
  const { database, notice } = openDatabase(library)
  database.exec(
    `INSERT OR IGNORE INTO drawings (sha256, label, created_at, strokes, raw, centred)
     VALUES ('a', 1, 0, '[]', x'', x'')`
  )
  database.close()
  return notice
}

function damage(): void {
  writeFileSync(library, 'no database')
}

it('there is nothing to tell of a sound library', () => {
  expect(readLoss(library)).toBeNull()
})

it('what one program found is known to the next, and told as that did', () => {
  damage()
  const notice = open()
  expect(notice?.code).toBe('store-damaged')
  expect(open(), 'found once').toBeNull()
  expect(readLoss(library)).toEqual(notice)

  rmSync(library)
  expect(open()?.code).toBe('store-missing')
  expect(readLoss(library)).toMatchObject({ code: 'store-missing', values: { file: library } })
})

it('is over where the damaged file is no longer kept', () => {
  damage()
  const kept = open()?.values.file ?? ''
  renameSync(kept, `${library}.elsewhere`)
  expect(readLoss(library)).toBeNull()
})

it('is over with going back to a backup', async () => {
  await makeBackup({ library, today: '2026-01-01', asked: false })
  damage()
  open()
  const [{ number }] = findBackups(library)
  swapIn(library, prepareRestoring(library, number, Date.now()))
  expect(readLoss(library)).toBeNull()
})

it('that cannot be forgotten fails nothing that is done', async () => {
  await makeBackup({ library, today: '2026-01-01', asked: false })
  mkdirSync(`${library}.lost`)
  const [{ number }] = findBackups(library)
  const kept = swapIn(library, prepareRestoring(library, number, Date.now()))
  expect(existsSync(kept ?? '')).toBe(true)
})

it('a note that is none tells nothing, and names no file elsewhere', () => {
  for (const text of ['', '{', '[]', '{"code":"store-full","file":"a"}']) {
    writeFileSync(`${library}.lost`, text)
    expect(readLoss(library), text).toBeNull()
  }
  writeFileSync(`${library}.lost`, '{"code":"store-damaged","file":"../../etc/passwd"}')
  expect(readLoss(library)).toBeNull()
  expect(existsSync(library)).toBe(true)
})
