import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { makeBackup } from '../../src/store/backup'
import { listBackups } from '../../src/store/backup-contents'
import { BACKUPS_KEPT, backupFolder, findBackups } from '../../src/store/backup-files'
import { openDatabase } from '../../src/store/connection'
import { prepareRestoring, swapIn } from '../../src/store/restoring'
import { bundle, type Bundle } from '../../src/store/testing/bundle'
import { expect, test } from '../fixtures'
import { row, times, tried } from '../trials'
import { addRun, garble, soundRuns } from './libraries'

let maker: Bundle
test.beforeAll(async () => {
  const source = join(import.meta.dirname, '../../src/store/testing/backup-maker.ts')
  maker = await bundle({ 'backup-maker': source })
})
test.afterAll(() => maker.remove())

const libraryIn = (folder: string): string => join(folder, 'downhill.sqlite')
const backup = (library: string, today: string): ReturnType<typeof makeBackup> =>
  makeBackup({ library, today, asked: false })

/** Starts the maker, and kills it so many milliseconds after it has begun; without, it comes to its end. */
async function runMaker(words: string[], killAfter?: number): Promise<{ milliseconds: number }> {
  const child = spawn(process.execPath, [join(maker.folder, 'backup-maker.js'), ...words], {
    stdio: ['ignore', 'pipe', 'pipe']
  })
  let complaint = ''
  child.stderr.on('data', (text: Buffer) => (complaint += text.toString()))
  const ended = once(child, 'exit')
  await once(child.stdout, 'data')
  const begin = performance.now()
  if (killAfter !== undefined) setTimeout(() => child.kill('SIGKILL'), killAfter)
  const [code, signal] = await ended
  if (code !== 0 && signal !== 'SIGKILL') throw new Error(complaint)
  return { milliseconds: performance.now() - begin }
}

/** Days of use, on which the clock was a year ahead for a while, and then a year behind. */
const DAYS = [
  ...['2026-11-20', '2026-11-21', '2027-11-22', '2027-11-23', '2026-11-24'],
  ...['2025-11-25', '2025-11-26', '2026-11-24', '2026-11-28', '2026-11-29']
]

test(
  'one a day and seven of them, whatever the clock says',
  row('backups'),
  async ({ dataFolder }, info) => {
    const library = libraryIn(dataFolder)
    expect(await backup(library, DAYS[0]), 'of no library').toBeNull()
    openDatabase(library).database.close()
    expect(await backup(library, DAYS[0]), 'of an empty one').toBeNull()
    for (const [index, day] of DAYS.entries()) {
      addRun(library, `run ${index}`)
      expect(await backup(library, day), day).toMatchObject({ number: index + 1, date: day })
      addRun(library, `run ${index}, later that day`)
      expect(await backup(library, day), `${day} again`).toBeNull()
      const kept = findBackups(library)
      expect(kept.map(({ number }) => number)).toEqual(
        Array.from({ length: Math.min(index + 1, BACKUPS_KEPT) }, (_, back) => index + 1 - back)
      )
      for (const { file, number } of kept) {
        // one run by the first backup, three by the second, and so on
        expect(soundRuns(file), file).toHaveLength(2 * number - 1)
      }
    }
    expect(await backup(library, '2026-12-01')).toMatchObject({ number: 11 })
    expect(await backup(library, '2026-12-02'), 'nothing changed').toBeNull()
    tried(info, `${DAYS.length} days, the clock a year ahead for two and a year behind for two`)
  }
)

test(
  'killed at any moment, half a backup is none',
  row('backups'),
  async ({ dataFolder }, info) => {
    test.setTimeout(300_000)
    const library = libraryIn(dataFolder)
    addRun(library, 'one', 400)
    const { milliseconds } = await runMaker(['backup', library, '2026-01-01'])
    const kills = times(8, 150)
    let broken = 0
    for (let kill = 0; kill < kills; kill++) {
      addRun(library, `run ${kill}`)
      const newest = findBackups(library)[0].number
      const day = new Date(Date.UTC(2026, 1, 1 + kill)).toISOString().slice(0, 10)
      await runMaker(['backup', library, day], Math.random() * milliseconds)
      const left = readdirSync(backupFolder(library))
      const whole = findBackups(library)
      broken += whole[0].number === newest ? 1 : 0
      for (const { file } of whole.slice(0, 2)) expect(soundRuns(file)[0]).toBe('one')
      expect(whole.length, left.join()).toBeGreaterThanOrEqual(Math.min(newest, BACKUPS_KEPT))
    }
    addRun(library, 'last')
    await backup(library, '2027-01-01')
    const names = readdirSync(backupFolder(library))
    expect(names.filter((name) => !/^(downhill-\d+-[\d-]+\.sqlite|lock)$/.test(name))).toEqual([])
    expect(soundRuns(findBackups(library)[0].file).at(-1)).toBe('last')
    tried(info, `${kills} kills of the process that makes one, ${broken} before it was whole`)
  }
)

test('two programs on one library make one a day', row('backups'), async ({ dataFolder }, info) => {
  test.setTimeout(120_000)
  const library = libraryIn(dataFolder)
  const days = times(3, 40)
  for (let day = 0; day < days; day++) {
    addRun(library, `run ${day}`, 20)
    const date = new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10)
    await Promise.all([1, 2].map(() => runMaker(['backup', library, date])))
    expect(findBackups(library)[0]).toMatchObject({ number: day + 1, date })
  }
  tried(info, `${days} days, both at the same moment`)
})

test(
  'while it is written to, what is copied is one moment',
  row('backups'),
  async ({ dataFolder }, info) => {
    const library = libraryIn(dataFolder)
    addRun(library, 'one', 300)
    let written = 0
    let portions = 0
    const { database } = openDatabase(library)
    const insert = database.prepare("INSERT INTO sweeps (name, created_at) VALUES ('meanwhile', 0)")
    const count = database.prepare<[], number>('SELECT count(*) FROM sweeps').pluck()
    await makeBackup({
      library,
      today: '2026-01-01',
      asked: false,
      onProgress: () => {
        portions++
        insert.run()
        written++
      }
    })
    expect(count.get()).toBe(written)
    database.close()
    const [{ file }] = findBackups(library)
    expect(soundRuns(file)).toEqual(['one'])
    const { database: copy } = openDatabase(file)
    expect(copy.prepare('SELECT count(*) FROM sweeps').pluck().get()).toBe(0)
    copy.close()
    expect(portions).toBeGreaterThan(2)
    tried(info, `${written} transactions during the copy`)
  }
)

/** A library of now that is newer than its backup, with what it wrote last still in its log. */
function libraryAndBackup(folder: string): Promise<string> {
  const library = libraryIn(folder)
  addRun(library, 'kept', 60)
  return backup(library, '2026-01-01').then(() => {
    addRun(library, 'newer', 10)
    return library
  })
}

test(
  'killed at any moment of going back, there is the old library or the restored one',
  row('backups'),
  async ({ dataFolder }, info) => {
    test.setTimeout(300_000)
    const kills = times(8, 150)
    const came = { old: 0, restored: 0 }
    let duration = 40
    for (let kill = 0; kill < kills; kill++) {
      const library = await libraryAndBackup(join(dataFolder, String(kill)))
      const wait = kill === 0 ? undefined : Math.random() * duration
      const { milliseconds } = await runMaker(['restore', library, '1'], wait)
      if (kill === 0) duration = milliseconds
      const { database, notice } = openDatabase(library)
      database.close()
      expect(notice).toBeNull()
      const runs = soundRuns(library)
      const aside = readdirSync(dirname(library)).filter((name) => name.includes('.replaced-'))
      if (runs.length === 1) {
        came.restored++
        expect(runs).toEqual(['kept'])
        expect(soundRuns(join(dirname(library), aside[0]))).toEqual(['kept', 'newer'])
      } else {
        came.old++
        expect(runs).toEqual(['kept', 'newer'])
      }
      expect(soundRuns(findBackups(library)[0].file)).toEqual(['kept'])
    }
    expect(came.restored).toBeGreaterThan(0)
    tried(
      info,
      `${kills} kills: ${came.old} times the old one, ${came.restored} times the restored`
    )
  }
)

test(
  'cut short between any two of its steps, the next start ends it',
  row('backups'),
  async ({ dataFolder }, info) => {
    // what lies there after each step of swapIn
    const steps = ['nothing gave way', 'the library gave way', 'its log too']
    for (const [step, what] of steps.entries()) {
      const library = await libraryAndBackup(join(dataFolder, String(step)))
      const stamp = prepareRestoring(library, 1, 0)
      const kept = `${library}.replaced-${stamp}`
      const log = Buffer.from('a log that is not the backup’s')
      if (step > 0) {
        copyFileSync(library, kept)
        rmSync(library)
        writeFileSync(`${library}-wal`, log)
        if (step > 1) renameSync(`${library}-wal`, `${kept}-wal`)
      }
      const { database, notice } = openDatabase(library)
      database.close()
      expect(notice, what).toBeNull()
      expect(soundRuns(library), what).toEqual(step === 0 ? ['kept', 'newer'] : ['kept'])
      if (step > 0) {
        expect(existsSync(kept)).toBe(true)
        expect(readFileSync(`${kept}-wal`).equals(log), what).toBe(true)
      }
    }
    tried(info, `${steps.length} states between two steps`)
  }
)

test(
  'a damaged backup is refused in words, and nothing changes',
  row('backups'),
  async ({ dataFolder }, info) => {
    const attempts = times(40, 400)
    const library = await libraryAndBackup(dataFolder)
    const before = readFileSync(library)
    const [{ file }] = findBackups(library)
    const sound = readFileSync(file)
    let refused = 0
    for (let attempt = 0; attempt < attempts; attempt++) {
      writeFileSync(file, sound)
      if (attempt % 2 === 0) garble(file, Math.random(), 6000)
      else writeFileSync(file, sound.subarray(0, Math.floor(Math.random() * sound.length)))
      try {
        prepareRestoring(library, 1, 0)
      } catch (error) {
        refused++
        expect(error).toMatchObject({ code: 'backup-damaged' })
        expect(readdirSync(dataFolder).join()).not.toContain('restoring')
      }
    }
    expect(readFileSync(library).equals(before)).toBe(true)
    // garbage within weights breaks no page: there the hash of that checkpoint sees it
    expect(refused).toBeGreaterThan(attempts * 0.6)
    writeFileSync(file, 'no database')
    expect(listBackups(library).backups[0].runs).toBeNull()
    expect(() => prepareRestoring(library, 1, 0)).toThrow(/damaged/)
    writeFileSync(file, sound)
    swapIn(library, prepareRestoring(library, 1, 0))
    expect(soundRuns(library)).toEqual(['kept'])
    expect(listBackups(library).setAside.map((each) => basename(each.file))).toHaveLength(1)
    tried(info, `${attempts} backups cut or garbled, ${refused} refused`)
  }
)
