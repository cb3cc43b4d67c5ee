import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { randomStream, type RandomStream } from '../../src/shared/random'
import { openDatabase } from '../../src/store/connection'
import { temporaryFolder } from '../../src/store/testing/fixtures'
import { row, times, tried } from '../trials'
import { contentsOf, expectGoesOn, expectSoundWeights, storeOver } from './library/contents'
import { writeHistory, type History } from './library/history'

const SEED = 20251

/** What is left on the disk. */
type Rest = Pick<History, 'main' | 'log'>

/** How a power cut, or what it does to a disk, spoils a library. */
const CUTS: Record<string, (history: History, random: RandomStream) => Rest> = {
  'the log cut short': ({ main, log }, random) => {
    return { main, log: log.subarray(0, random.below(log.length)) }
  },
  'the log garbled': ({ main, log }, random) => {
    const at = random.below(log.length)
    const bytes = Buffer.from(log)
    const end = Math.min(log.length, at + 1 + random.below(5000))
    for (let index = at; index < end; index++) bytes[index] = random.below(256)
    return { main, log: bytes }
  },
  'sectors of the log never written': ({ main, log }, random) => {
    const bytes = Buffer.from(log)
    for (let lost = 1 + random.below(8); lost > 0; lost--) {
      const at = 512 * random.below(Math.floor(log.length / 512))
      bytes.fill(0, at, at + 512)
    }
    return { main, log: bytes }
  },
  'the log brought into the database by half': (history, random) => {
    const { main, mainAfterwards, log } = history
    const bytes = Buffer.from(mainAfterwards)
    for (let at = 0; at < main.length; at += 512) {
      if (random.below(2) === 0) main.copy(bytes, at, at, at + 512)
    }
    const longer = mainAfterwards.length - main.length
    const end = main.length + (longer > 0 ? random.below(longer) : 0)
    return { main: bytes.subarray(0, end), log }
  }
}

/** Of the log's index: it is never brought to the disk, so anything may be there. */
const INDICES: ((index: Buffer, random: RandomStream) => Buffer | undefined)[] = [
  () => undefined,
  (index) => index,
  (index, random) => Buffer.from(index.map(() => random.below(256)))
]

/** So many bytes of the log are as they were. */
function soundBytes(log: Buffer, rest: Buffer): number {
  let count = 0
  while (count < log.length && log[count] === rest[count]) count++
  return count
}

let folder: string
let remove: () => void
test.beforeAll(() => {
  ;({ folder, remove } = temporaryFolder())
})
test.afterAll(() => remove())

test('of a log cut or garbled anywhere, a complete prefix is left', row('power cut'), () => {
  test.setTimeout(600_000)
  const random = randomStream(SEED, 'doubt')
  const histories = [false, true].map((former, index) =>
    writeHistory(join(folder, `history-${index}.sqlite`), 60, random, former)
  )
  const names = Object.keys(CUTS)
  const cuts = times(32, 480)
  let weights = 0
  let states = 0
  for (let cut = 0; cut < cuts; cut++) {
    const name = names[cut % names.length]
    const history = histories[random.below(2)]
    const what = `${name}, cut ${cut} of seed ${SEED}`
    const rest = CUTS[name](history, random)
    const index = INDICES[random.below(INDICES.length)](history.index, random)
    const sound = soundBytes(history.log, rest.log)
    const expected = history.states.findLast(({ logBytes }) => logBytes <= sound)

    const file = join(folder, 'downhill.sqlite')
    for (const ending of ['', '-wal', '-shm', '.begun']) rmSync(file + ending, { force: true })
    writeFileSync(file, rest.main)
    writeFileSync(`${file}-wal`, rest.log)
    writeFileSync(`${file}.begun`, '')
    if (index) writeFileSync(`${file}-shm`, index)

    const { database, notice } = openDatabase(file)
    expect(notice, what).toBeNull()
    expect(database.pragma('integrity_check', { simple: true }), what).toBe('ok')
    const now = contentsOf(database)
    const found = history.states.findIndex(({ contents }) => contents === now)
    expect(found, `${what}: a state that was acknowledged`).toBeGreaterThanOrEqual(0)
    // nothing that was acknowledged before the first spoilt byte is missing
    expect(found, what).toBe(history.states.indexOf(expected ?? history.states[0]))
    weights += expectSoundWeights(storeOver(database))
    states += found
    database.close()
    expectGoesOn(file)
  }
  expect(weights).toBeGreaterThan(0)
  expect(states).toBeGreaterThan(0)
  tried(
    test.info(),
    `${cuts} cuts (${names.join('; ')}), all complete prefixes, ${weights} hashes checked`
  )
})
