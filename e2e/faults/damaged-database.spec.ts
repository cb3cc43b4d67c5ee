import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { DownhillError } from '../../src/shared/errors'
import { unpackRuns } from '../../src/shared/packed'
import { randomStream, type RandomStream } from '../../src/shared/random'
import { openDatabase } from '../../src/store/connection'
import { explainStoreError } from '../../src/store/sqlite-errors'
import type { StoreApi } from '../../src/store/store-api'
import { temporaryFolder } from '../../src/store/testing/fixtures'
import { expect, test } from '../fixtures'
import { Program } from '../program'
import { row, times, tried } from '../trials'
import { expectGoesOn, storeOver } from './library/contents'
import { writeLibrary } from './library/full-library'
import { makeOpeners } from './library/processes'

const SEED = 4711
const PAGE = 4096
const SETTING = '"hiddenLayers"'

/** Ways in which a file is damaged, none of which leaves it as long and as it was. */
const DAMAGES: Record<string, (bytes: Buffer, random: RandomStream) => Buffer> = {
  'cut short': (bytes, random) => bytes.subarray(0, random.below(bytes.length)),
  'garbled within a page': (bytes, random) => {
    garble(bytes, random.below(bytes.length), 1 + random.below(300), random)
    return bytes
  },
  'a page garbled': (bytes, random) => {
    garble(bytes, PAGE * random.below(bytes.length / PAGE), PAGE, random)
    return bytes
  },
  'its first page garbled': (bytes, random) => {
    garble(bytes, random.below(PAGE), 1 + random.below(300), random)
    return bytes
  },
  'the settings of runs garbled': (bytes) => {
    // also where only the rest of a former row stands
    for (let at = bytes.indexOf(SETTING); at !== -1; at = bytes.indexOf(SETTING, at))
      bytes[at] = 0x58
    return bytes
  },
  'the list of free pages garbled': (bytes) => {
    // its first page stands at byte 32 of the header
    const at = PAGE * (bytes.readUInt32BE(32) - 1)
    return bytes.fill(0xff, at, at + PAGE)
  },
  'a bit flipped': (bytes, random) => {
    bytes[random.below(bytes.length)] ^= 1 << random.below(8)
    return bytes
  }
}

function garble(bytes: Buffer, from: number, length: number, random: RandomStream): void {
  const end = Math.min(bytes.length, from + length)
  for (let at = from; at < end; at++) bytes[at] = random.below(256)
}

let folder: string
let file: string
let remove: () => void
test.beforeEach(() => {
  const temporary = temporaryFolder()
  remove = temporary.remove
  folder = join(temporary.folder, 'data')
  file = join(folder, 'downhill.sqlite')
})
test.afterEach(() => remove())

/** Everything beside the library that was set aside, without its companions. */
function setAsideFiles(): string[] {
  return readdirSync(folder).filter((name) => /\.damaged-[^.]*Z$/.test(name))
}

/** Asks everything of each run; how many of them could not answer all, each time with a typed error. */
function askEverything(store: StoreApi, runIds: readonly number[]): number {
  const answersAll = (runId: number): boolean => {
    try {
      store.runDetail(runId)
      store.resumePoint(runId)
      store.exportRun(runId)
      return true
    } catch (error) {
      expect(explainStoreError(error, file)).toBeInstanceOf(DownhillError)
      return false
    }
  }
  return runIds.filter((runId) => !answersAll(runId)).length
}

test(
  'a damaged file opens with all that can be read, or is set aside whole',
  row('damaged database'),
  () => {
    test.setTimeout(600_000)
    const original = join(dirname(folder), 'original.sqlite')
    writeLibrary(original)
    const sound = readFileSync(original)
    const random = randomStream(SEED, 'doubt')
    const names = Object.keys(DAMAGES)
    const count = times(30, 1000)
    let aside = 0
    let refused = 0
    for (let trial = 0; trial < count; trial++) {
      const name = names[trial % names.length]
      const what = `${name}, trial ${trial} of seed ${SEED}`
      const bytes = DAMAGES[name](Buffer.from(sound), random)
      rmSync(folder, { recursive: true, force: true })
      mkdirSync(folder)
      writeFileSync(file, bytes)
      writeFileSync(`${file}.begun`, '')

      let opened
      try {
        opened = openDatabase(file)
      } catch (error) {
        // one that seems to be another program's, or a newer one's: nobody touches it
        expect(error, what).toMatchObject({
          code: expect.stringMatching(/^store-(newer|unavailable)$/)
        })
        expect(readFileSync(file).equals(bytes), what).toBe(true)
        refused++
        continue
      }
      const { database, notice } = opened
      const store = storeOver(database)
      if (notice) {
        aside++
        expect(notice.code, what).toBe('store-damaged')
        expect(setAsideFiles(), what).toEqual([basename(notice.values.file)])
        const kept = readFileSync(notice.values.file)
        // where damage was met in trying to write, SQLite had begun to count in the header
        expect(kept.subarray(PAGE).equals(bytes.subarray(PAGE)), what).toBe(true)
        expect(store.listRuns(), what).toEqual([])
      } else {
        const runs = store.listRuns()
        expect(unpackRuns(store.packedRuns()), what).toHaveLength(runs.length)
        expect(runs.length, what).toBeGreaterThanOrEqual(23)
        const ids = runs.map(({ id }) => id)
        // damage costs the runs in whose pages it is
        expect(askEverything(store, ids), what).toBeLessThan(ids.length)
      }
      database.close()
      expectGoesOn(file)
    }
    expect(aside).toBeGreaterThan(0)
    expect(aside + refused).toBeLessThan(count)
    const opened = count - aside - refused
    tried(
      test.info(),
      `${count} damages (${names.join('; ')}): ${opened} opened, ${aside} set aside whole, ${refused} refused as strangers' and untouched`
    )
  }
)

test(
  'an emptied library, or one that is gone, is never taken for a first run',
  row('emptied database'),
  () => {
    for (const how of ['emptied', 'removed', 'removed, and its log stayed']) {
      writeLibrary(file, 3)
      if (how === 'emptied') truncateSync(file)
      else rmSync(file)
      if (how.endsWith('stayed')) writeFileSync(`${file}-wal`, 'what the log held')
      const { database, notice } = openDatabase(file)
      database.close()
      expect(notice?.code, how).toBe(how === 'emptied' ? 'store-damaged' : 'store-missing')
      const log = readdirSync(folder).find((name) => /\.damaged-.*-wal$/.test(name))
      if (how.endsWith('stayed')) {
        expect(readFileSync(join(folder, String(log)), 'utf8')).toBe('what the log held')
      }
      expectGoesOn(file)
      rmSync(folder, { recursive: true })
    }
    tried(test.info(), 'emptied, removed, removed but for its log: each said, the next run stored')
  }
)

/**
 * A library whose damage is found only at the end of a long look: meanwhile another program has begun to
 * look, too, and finds the same.
 */
function writeSlowlyDamaged(original: string): void {
  writeLibrary(original, 3)
  const database = new Database(original)
  database.pragma('synchronous = OFF')
  database.exec(`
    INSERT INTO runs (uuid, name, colour, config, layers, dataset, dataset_fingerprint, status,
      created_at, total_steps, block_length)
    WITH RECURSIVE copies (number) AS
      (SELECT 1 UNION ALL SELECT number + 1 FROM copies WHERE number < 40000)
    SELECT 'copy ' || number, name, 0, iif(number = 40000, 'garbled', config), layers, dataset,
      dataset_fingerprint, 'stopped', created_at, total_steps, block_length
    FROM copies, (SELECT * FROM runs WHERE id = 3)`)
  database.close()
}

test('two programs that find the same damage set it aside once', row('two programs'), async () => {
  test.setTimeout(600_000)
  const openers = await makeOpeners()
  const tries = times(2, 60)
  try {
    mkdirSync(folder)
    const original = join(dirname(folder), 'original.sqlite')
    writeSlowlyDamaged(original)
    const damaged = readFileSync(original)
    for (let attempt = 0; attempt < tries; attempt++) {
      rmSync(folder, { recursive: true })
      mkdirSync(folder)
      copyFileSync(original, file)
      writeFileSync(`${file}.begun`, '')
      const both = await Promise.all([openers.start(file), openers.start(file)])
      const found = await Promise.all(both.map((opener) => opener.open()))
      await Promise.all(both.map((opener) => opener.close()))
      const codes = found.map((each) => each?.notice ?? null).sort()
      expect(codes, `attempt ${attempt}`).toEqual(['store-damaged', null].sort())
      const kept = setAsideFiles()
      expect(kept, `attempt ${attempt}`).toHaveLength(1)
      expect(readFileSync(join(folder, kept[0])).equals(damaged)).toBe(true)
      expectGoesOn(file)
    }
  } finally {
    openers.remove()
  }
  tried(test.info(), `${tries} times two programs found one damaged file: set aside once each time`)
})

test.describe('in the window', () => {
  test.use({ pageStaysQuiet: false })

  test(
    'says what was set aside, and trains on',
    row('damaged database'),
    async ({ dataFolder }) => {
      const database = join(dataFolder, 'downhill.sqlite')
      writeFileSync(database, 'this is no database'.repeat(1000))
      const program = await Program.launch(dataFolder)
      const { notice } = await program.request('app.info', undefined)
      expect(notice).toMatchObject({ code: 'store-damaged' })
      const kept = String(notice?.values.file)
      await expect(program.page.getByRole('alert')).toContainText(kept)
      expect(readFileSync(kept, 'utf8')).toContain('this is no database')
      expect(await program.runs()).toEqual([])
      await program.close()
      expectGoesOn(database)

      rmSync(database)
      await program.relaunch()
      await expect(program.page.getByRole('alert')).toContainText('is gone')
      expect(existsSync(kept)).toBe(true)
      await program.close()
      tried(test.info(), 'in the window: a damaged file and a removed one are told of by name')
    }
  )
})
