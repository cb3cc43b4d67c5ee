import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { randomStream } from '../../src/shared/random'
import { openDatabase } from '../../src/store/connection'
import { temporaryFolder } from '../../src/store/testing/fixtures'
import { expect, test } from '../fixtures'
import { Program } from '../program'
import { row, times, tried } from '../trials'
import { expectGoesOn } from './library/contents'
import { writeHistory } from './library/history'

const SEED = 99

test('garbage in the log or its index opens, and is told to the log', row('garbled log'), () => {
  const { folder, remove } = temporaryFolder()
  const random = randomStream(SEED, 'doubt')
  const { main, log, index } = writeHistory(join(folder, 'history.sqlite'), 30, random, false)
  const file = join(folder, 'downhill.sqlite')
  const tries = times(16, 200)

  function open(spoiltLog: Buffer, spoiltIndex: Buffer): string[] {
    for (const ending of ['', '-wal', '-shm']) rmSync(file + ending, { force: true })
    writeFileSync(file, main)
    writeFileSync(`${file}-wal`, spoiltLog)
    writeFileSync(`${file}-shm`, spoiltIndex)
    writeFileSync(`${file}.begun`, '')
    const { database, notice, remarks } = openDatabase(file)
    database.close()
    expect(notice).toBeNull()
    return remarks
  }

  try {
    expect(open(log, index), 'as they should be').toEqual([])
    for (let attempt = 0; attempt < tries; attempt++) {
      const garbage = Buffer.from(Array.from({ length: 9000 }, () => random.below(256)))
      const begin = 32 + random.below(log.length - 32 - 9000)
      const garbled = Buffer.from(log)
      garbage.copy(garbled, begin)
      const what = `attempt ${attempt} of seed ${SEED}`
      expect(open(garbage, index), what).toEqual([expect.stringContaining('is no write-ahead log')])
      expect(open(garbled, index), what).toEqual([
        expect.stringContaining('is garbled from its page')
      ])
      expect(open(log, garbage), what).toEqual([expect.stringContaining('-shm was garbled')])
      expectGoesOn(file)
    }
    // the rest of a former log is as it should be
    const former = writeHistory(join(folder, 'former.sqlite'), 30, random, true)
    for (const [ending, bytes] of Object.entries({ '': former.main, '-wal': former.log })) {
      writeFileSync(file + ending, bytes)
    }
    writeFileSync(`${file}-shm`, former.index)
    const { database, remarks } = openDatabase(file)
    database.close()
    expect(remarks).toEqual([])
  } finally {
    remove()
  }
  tried(
    test.info(),
    `${tries} times each: a log of garbage, garbage within one, an index of garbage`
  )
})

test("the program's log says so", row('garbled log'), async ({ dataFolder }) => {
  const file = join(dataFolder, 'downhill.sqlite')
  openDatabase(file).database.close()
  writeFileSync(`${file}-wal`, 'what is this?'.repeat(1000))
  const program = await Program.launch(dataFolder)
  expect(await program.runs()).toEqual([])
  const { notice, dataFolder: folder } = await program.request('app.info', undefined)
  expect(notice).toBeNull()
  await program.close()
  const log = join(folder, 'log', 'downhill.log')
  expect(existsSync(dirname(log))).toBe(true)
  expect(readFileSync(log, 'utf8')).toContain(
    'downhill.sqlite-wal is no write-ahead log: its 13000 bytes were passed over.'
  )
  tried(test.info(), 'the built program: the sentence is in its log')
})
