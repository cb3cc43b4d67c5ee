import { closeSync, openSync, readdirSync, statSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeBackup } from './backup'
import { listBackups } from './backup-contents'
import { backupFolder, findBackups } from './backup-files'
import { openDatabase } from './connection'
import { temporaryFolder } from './testing/fixtures'

describe('a backup that cannot be made', () => {
  let library: string
  let remove: () => void

  beforeEach(() => {
    const temporary = temporaryFolder()
    remove = temporary.remove
    library = join(temporary.folder, 'downhill.sqlite')
    const { database } = openDatabase(library)
    database.exec(
      `INSERT INTO drawings (sha256, label, created_at, strokes, raw, centred)
       VALUES ('a', 1, 0, '[]', randomblob(100000), x'')`
    )
    database.close()
  })
  afterEach(() => remove())

  const make = (day: number): Promise<unknown> =>
    makeBackup({ library, today: `2026-01-0${day}`, asked: false })

  it('says of which folder nothing can be made', async () => {
    const folder = backupFolder(library)
    writeFileSync(folder, 'a file, where the folder belongs')
    const refusal = { code: 'backup-unwritable', values: { folder } }
    await expect(make(1)).rejects.toMatchObject(refusal)
    expect(listBackups(library).backups).toEqual([])
  })

  it('says that the library is damaged where the copy would be, and keeps the earlier ones', async () => {
    await make(1)
    const handle = openSync(library, 'r+')
    // the first of the overflow pages of the picture: its pointer to the next
    writeSync(handle, Buffer.alloc(4, 0xff), 0, 4, statSync(library).size - 10 * 4096)
    closeSync(handle)
    await expect(make(2)).rejects.toMatchObject({ code: 'backup-unsound' })
    expect(findBackups(library).map(({ number }) => number)).toEqual([1])
    expect(readdirSync(backupFolder(library)).sort()).toEqual([
      'downhill-0001-2026-01-01.sqlite',
      'lock'
    ])
  })
})
