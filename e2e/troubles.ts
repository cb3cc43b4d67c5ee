import { randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { rememberTrouble } from '../src/main/backup-trouble'
import { makeBackup } from '../src/store/backup'
import { findBackups } from '../src/store/backup-files'
import { openDatabase } from '../src/store/connection'
import { createStoreServer } from '../src/store/server'
import { batch, checkpoint, lease, newRun, START_TIME } from '../src/store/testing/fixtures'

const OWNER = 'a test'

/** Adds a run that was interrupted because the disk was full. */
export function addInterrupted(library: string, name: string): void {
  const { database } = openDatabase(library)
  try {
    const store = createStoreServer({ database, now: () => START_TIME })
    const { id } = store.createRun(newRun({ name }), lease(OWNER))
    for (let epoch = 0; epoch <= 3; epoch++) {
      const checkpoints = [checkpoint(epoch, 'schedule')]
      store.applyBatch(id, OWNER, batch(epoch, { checkpoints }))
    }
    const problem = { code: 'store-full', message: 'The disk is full.', values: {} } as const
    store.finish(OWNER, [{ runId: id, status: 'interrupted', problem }])
  } finally {
    database.close()
  }
}

/** A library of a Downhill of later years; nobody looks into one any further than that. */
export function makeNewer(library: string): void {
  const database = new Database(library)
  database.pragma('user_version = 999')
  database.close()
}

/**
 * A library to which nearly everything has happened: its backups are sound, damaged, and of a newer
 * program; none could be made since the 20th; and it was found damaged, not by a window.
 */
export async function makeTroubled(folder: string): Promise<void> {
  const library = join(folder, 'downhill.sqlite')
  for (const day of ['17', '18', '19']) {
    addInterrupted(library, `Run of ${day} November`)
    await makeBackup({ library, today: `2026-11-${day}`, asked: false })
  }
  const [, newer, damaged] = findBackups(library)
  makeNewer(newer.file)
  writeFileSync(damaged.file, randomBytes(50_000))
  const error = { code: 'backup-no-room', message: '', values: { needed: 812, free: 97 } } as const
  rememberTrouble(folder).begin('2026-11-20', error)
  writeFileSync(library, 'no database'.repeat(1000))
  addInterrupted(library, 'Steep, and the disk was full')
}

/** A table that is none of numbers, and one that is. */
export function writeTables(folder: string): { bad: string; good: string } {
  mkdirSync(folder, { recursive: true })
  const bad = join(folder, 'letters.csv')
  const good = join(folder, 'points.csv')
  writeFileSync(bad, 'dear,teacher\nthis,is\nno,table\n')
  const rows = Array.from({ length: 60 }, (_, row) => `${row % 7},${row % 11},${row % 2}`)
  writeFileSync(good, `x,y,class\n${rows.join('\n')}\n`)
  return { bad, good }
}
