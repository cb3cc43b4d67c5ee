import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { randomStream } from '../../src/shared/random'
import { openDatabase } from '../../src/store/connection'
import { MIGRATIONS } from '../../src/store/migrations'
import { temporaryFolder } from '../../src/store/testing/fixtures'
import { expect, test } from '../fixtures'
import { Program } from '../program'
import { row, times, tried } from '../trials'
import { expectGoesOn, expectSoundWeights, storeOver } from './library/contents'
import { writeFormerLibrary } from './library/former-library'
import { makeOpeners } from './library/processes'

const SEED = 33
const RUNS = 150

/** Version and rows of a library, looked at without changing it. */
function outline(file: string): { version: number; rows: number[] } {
  const database = new Database(file)
  try {
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok')
    const rows = ['runs', 'epochs', 'cost_points', 'checkpoints'].map((table) =>
      Number(database.prepare(`SELECT count(*) FROM ${table}`).pluck().get())
    )
    return { version: Number(database.pragma('user_version', { simple: true })), rows }
  } finally {
    database.close()
  }
}

test(
  'killed in a migration, a library has the old version or the new',
  row('killed migration'),
  async () => {
    test.setTimeout(900_000)
    const { folder, remove } = temporaryFolder()
    const openers = await makeOpeners()
    const random = randomStream(SEED, 'doubt')
    const newest = MIGRATIONS.length
    const whole = [RUNS, 3 * RUNS, 60 * RUNS, 3 * RUNS]
    const seen = { old: 0, new: 0, rests: 0 }
    const kills = times(2, 30)
    try {
      for (let version = 1; version < newest; version++) {
        const former = join(folder, `former-${version}.sqlite`)
        writeFormerLibrary(former, version, RUNS)
        const file = join(folder, 'data', 'downhill.sqlite')
        const begin = (): void => {
          rmSync(join(folder, 'data'), { recursive: true, force: true })
          mkdirSync(join(folder, 'data'))
          copyFileSync(former, file)
          writeFileSync(`${file}.begun`, '')
        }
        begin()
        const measured = performance.now()
        openDatabase(file).database.close()
        const whileItLasts = performance.now() - measured

        for (let kill = 0; kill < kills; kill++) {
          begin()
          const opener = await openers.start(file)
          void opener.open()
          await new Promise((resolve) => setTimeout(resolve, random.uniform() * whileItLasts))
          await opener.kill()
          const what = `version ${version}, kill ${kill} of seed ${SEED}`
          if (rests(folder).length > 0) seen.rests++
          const found = outline(file)
          expect([version, newest], what).toContain(found.version)
          expect(found.rows, what).toEqual(whole)
          seen[found.version === newest ? 'new' : 'old']++
          const { database, notice } = openDatabase(file)
          expect(notice, what).toBeNull()
          const store = storeOver(database)
          expect(
            store.listRuns().map(({ name }) => name),
            what
          ).toContain(`run 7 of ${version}`)
          if (kill === 0) expect(expectSoundWeights(store), what).toBe(3 * RUNS)
          database.close()
          expect(outline(file), what).toEqual({ version: newest, rows: whole })
          expect(rests(folder), what).toEqual([])
          expectGoesOn(file)
        }
      }
    } finally {
      openers.remove()
      remove()
    }
    const { old, new: done, rests: copies } = seen
    tried(
      test.info(),
      `${kills} kills from each of ${newest - 1} versions: ${old} old, ${done} new, none between; ${copies} half copies, all gone after`
    )
  }
)

/** Copies that nobody finished. */
function rests(folder: string): string[] {
  return readdirSync(join(folder, 'data')).filter((name) => name.includes('.unfinished'))
}

test.describe('a newer library', () => {
  test.use({ pageStaysQuiet: false })

  test(
    'is refused, untouched, and the window says what to do',
    row('newer database'),
    async ({ dataFolder }) => {
      const file = join(dataFolder, 'downhill.sqlite')
      openDatabase(file).database.close()
      // the user version stands at byte 60 of an SQLite file, four bytes, big-endian
      const bytes = readFileSync(file)
      bytes.writeUInt32BE(9999, 60)
      writeFileSync(file, bytes)
      const program = await Program.launch(dataFolder)
      const listed = await program.page.evaluate(() =>
        window.downhill.request('runs.list', undefined)
      )
      expect(listed).toMatchObject({ ok: false, error: { code: 'store-newer' } })
      expect(await program.request('app.info', undefined)).toMatchObject({ dataFolder, sqlite: '' })
      const sentence = 'Your runs were written by a newer version of Downhill'
      await program.open('#/runs')
      await expect(program.page.getByText(sentence).first()).toBeVisible()
      await program.close()
      expect(readFileSync(file).equals(bytes)).toBe(true)
      expect(readdirSync(dataFolder).filter((name) => name.includes('.damaged-'))).toEqual([])
      tried(test.info(), 'the sentence in the window, and the file byte for byte as it was')
    }
  )
})
