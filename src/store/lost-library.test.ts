import { renameSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeBackup } from './backup'
import { listBackups } from './backup-contents'
import { BACKUPS_KEPT, findBackups, isBackupDue, type BackupFile } from './backup-files'
import { openDatabase } from './connection'
import { prepareRestoring, swapIn } from './restoring'
import { temporaryFolder } from './testing/fixtures'

let library: string
let remove: () => void

beforeEach(() => {
  const temporary = temporaryFolder()
  remove = temporary.remove
  library = join(temporary.folder, 'downhill.sqlite')
})
afterEach(() => remove())

function draw(count = 1): void {
  const { database } = openDatabase(library)
  for (let drawn = 0; drawn < count; drawn++) {
    database.exec(
      `INSERT INTO drawings (sha256, label, created_at, strokes, raw, centred)
       VALUES (hex(randomblob(8)), 1, 0, '[]', x'', x'')`
    )
  }
  database.close()
}

const backUp = (today: string, asked = false): Promise<BackupFile | null> =>
  makeBackup({ library, today, asked })
const numbers = (): number[] => findBackups(library).map(({ number }) => number)
const keptNumbers = (): number[] =>
  findBackups(library)
    .filter(({ kept }) => kept)
    .map(({ number }) => number)

async function loseAfterTwoBackups(): Promise<void> {
  draw(5)
  await backUp('2026-11-22')
  draw()
  await backUp('2026-11-23')
  truncateSync(library, 5000)
}

describe('the last backup of a library that was lost', () => {
  it('stays, however many the fresh one has', async () => {
    await loseAfterTwoBackups()
    for (let day = 10; day < 20; day++) {
      draw()
      await backUp(`2026-12-${day}`)
    }
    expect(keptNumbers()).toEqual([2])
    expect(numbers()).toHaveLength(BACKUPS_KEPT + 1)
    const [kept] = listBackups(library).backups.slice(-1)
    expect(kept).toMatchObject({ number: 2, kept: true, runs: 0, newer: false })
    swapIn(library, prepareRestoring(library, 2, Date.now()))
    const { database, notice } = openDatabase(library)
    expect(notice).toBeNull()
    expect(database.prepare('SELECT count(*) FROM drawings').pluck().get()).toBe(6)
    database.close()
  })

  it('does not give way to one of the same day, and the fresh one has its own that day', async () => {
    await loseAfterTwoBackups()
    draw()
    expect(isBackupDue(library, '2026-11-23')).toBe(true)
    await backUp('2026-11-23', true)
    draw()
    await backUp('2026-11-23', true)
    expect(numbers()).toEqual([4, 2, 1])
  })

  it('is one that is sound', async () => {
    await loseAfterTwoBackups()
    writeFileSync(findBackups(library)[0].file, 'garbled')
    draw()
    expect(keptNumbers()).toEqual([1])
  })

  it('stays also where somebody removed the library', async () => {
    await loseAfterTwoBackups()
    renameSync(library, `${library}.elsewhere`)
    draw()
    expect(keptNumbers()).toEqual([2])
  })
})
