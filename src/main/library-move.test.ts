import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DownhillError } from '../shared/errors'
import { databaseFile, type LibraryPlace } from '../store/data-folder'
import type { LeasedRun } from '../store/store-api'
import { readLocation, writeLocation } from '../store/library-location'
import { troubleNote } from './backup-trouble'
import { findLeftBehind, librarySize, removeEverything, removeLeftBehind } from './library-files'
import { finishMove, moveLibrary, type LibraryMove } from './library-move'

let root: string
let place: LibraryPlace
/** What was done, in order. */
let done: string[]
/** Runs of other programs. */
let elsewhere: LeasedRun[]

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'downhill-move-')))
  for (const name of ['home', 'home/log', 'stick']) mkdirSync(join(root, name))
  const home = join(root, 'home')
  writeFileSync(databaseFile(home), 'the runs')
  writeFileSync(`${databaseFile(home)}-wal`, ' and more')
  writeFileSync(`${databaseFile(home)}.begun`, 'a note')
  place = { folder: home, home, fixed: false, moved: false, lost: false, previous: [] }
  done = []
  elsewhere = [{ id: 8, status: 'interrupted', step: 1 }]
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

function move(copyLibrary: (file: string) => void): Promise<void> {
  const services: LibraryMove['services'] = {
    store: {
      leasedRuns: async () => elsewhere,
      copyLibrary: async (file) => {
        done.push('copied')
        copyLibrary(file)
      },
      releaseLibrary: async () => void done.push('released')
    },
    supervisor: {
      live: () => [{ runId: 7 }],
      stop: async (runId) => void done.push(`stopped ${runId}`)
    },
    tell: () => undefined
  }
  return moveLibrary({
    chosen: join(root, 'stick'),
    place,
    services,
    letGo: async () => void done.push('let go'),
    log
  })
}

const log: LibraryMove['log'] = {
  write: () => undefined,
  error: (_subject, error) => void done.push(String(error))
}

describe('a move that was broken off', () => {
  const stick = (): string => join(root, 'stick')
  const note = () => ({ folder: stick(), previous: [place.home] })

  it('after the note was written comes to its end at the next start', async () => {
    writeLocation(place.home, { ...note(), leaving: place.home })
    writeFileSync(databaseFile(stick()), 'the copy')
    await finishMove({ ...place, ...note(), moved: true }, log)
    expect(existsSync(databaseFile(place.home))).toBe(false)
    expect(await findLeftBehind([place.home])).toEqual([
      { folder: place.home, size: 17, backups: 0 }
    ])
    expect(readLocation(place.home)).toEqual(note())
  })

  it('keeps the original under its name while the copy is away', async () => {
    writeLocation(place.home, { ...note(), leaving: place.home })
    await finishMove({ ...place, ...note(), moved: true }, log)
    expect(await librarySize(place.home)).toBe(17)
  })

  it('touches no library that was begun at the old place since', async () => {
    writeLocation(place.home, note())
    writeFileSync(databaseFile(stick()), 'the copy')
    await finishMove({ ...place, ...note(), moved: true }, log)
    expect(await librarySize(place.home)).toBe(17)
  })

  it('leaves nothing where the note cannot be written', async () => {
    // a folder in its way
    mkdirSync(join(place.home, 'location.json.unfinished'))
    const failing = move((file) => writeFileSync(file, 'the copy'))
    await expect(failing).rejects.toThrow('EISDIR')
    expect(done).toEqual(['stopped 7', 'copied', 'released'])
    expect(readdirSync(stick())).toEqual([])
    expect(await librarySize(place.home)).toBe(17)
  })
})

describe('moveLibrary', () => {
  it('stops what is under way, copies, notes the place, and sets the original aside', async () => {
    await move((file) => writeFileSync(file, 'the copy'))
    expect(done).toEqual(['stopped 7', 'copied', 'let go'])
    expect(readLocation(place.home)).toEqual({
      folder: join(root, 'stick'),
      previous: [place.home]
    })
    expect(existsSync(databaseFile(join(root, 'stick')))).toBe(true)
    expect(existsSync(databaseFile(place.home))).toBe(false)
    expect(await findLeftBehind([place.home])).toEqual([
      { folder: place.home, size: 17, backups: 0 }
    ])
  })

  it('leaves everything as it was when the copy fails', async () => {
    const failing = move(() => {
      throw new DownhillError('copy-damaged', 'no good')
    })
    await expect(failing).rejects.toThrow('no good')
    expect(done).toEqual(['stopped 7', 'copied'])
    expect(readLocation(place.home)).toBeUndefined()
    expect(await librarySize(place.home)).toBe(17)
    expect(readdirSync(join(root, 'stick'))).toEqual([])
  })
})

it('is refused while another program trains', async () => {
  elsewhere.push({ id: 9, status: 'running', step: 1 })
  await expect(move(() => undefined)).rejects.toMatchObject({ code: 'library-in-use' })
  expect(done).toEqual(['stopped 7'])
  expect(await librarySize(place.home)).toBe(17)
})

describe('what was left behind', () => {
  it('is removed when a person says so, and nothing else', async () => {
    await move((file) => writeFileSync(file, 'the copy'))
    mkdirSync(join(place.home, 'backups'))
    writeFileSync(join(place.home, 'backups/downhill-0001-2026-01-01.sqlite'), 'three')
    expect(await findLeftBehind([place.home])).toEqual([
      { folder: place.home, size: 22, backups: 1 }
    ])
    await removeLeftBehind([place.home, join(root, 'away')])
    expect(await findLeftBehind([place.home])).toEqual([])
    expect(readdirSync(place.home).sort()).toEqual(['location.json', 'log'])
  })

  it('is never a library that is in use', async () => {
    await removeLeftBehind([place.home])
    expect(await librarySize(place.home)).toBe(17)
  })
})

describe('removeEverything', () => {
  it('leaves nothing of the library, wherever it is', async () => {
    const stick = join(root, 'stick')
    writeFileSync(databaseFile(stick), 'the runs')
    writeFileSync(`${databaseFile(stick)}.damaged-2025`, 'older runs')
    for (const left of ['moved-2025', 'damaged-2024', 'version-3']) {
      writeFileSync(`${databaseFile(place.home)}.${left}`, 'a copy')
    }
    writeFileSync(troubleNote(place.home), '{}')
    writeLocation(place.home, { folder: stick, previous: [place.home] })
    await removeEverything({ ...place, folder: stick, moved: true, previous: [place.home] })
    expect(existsSync(stick)).toBe(false)
    expect(readLocation(place.home)).toBeUndefined()
    const others = ['downhill.sqlite', 'downhill.sqlite-wal', 'downhill.sqlite.begun']
    expect(readdirSync(place.home).sort()).toEqual(others)
  })

  it('touches nothing of others', async () => {
    writeFileSync(join(place.home, 'letter.txt'), 'dear')
    await removeEverything(place)
    expect(readdirSync(place.home)).toEqual(['letter.txt'])
  })
})
