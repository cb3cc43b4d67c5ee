import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from './connection'
import { createStoreServer } from './server'
import { bundle, type Bundle } from './testing/bundle'
import { START_TIME, temporaryFolder } from './testing/fixtures'

let processes: Bundle
beforeAll(async () => {
  const testing = join(import.meta.dirname, 'testing')
  processes = await bundle({
    writer: join(testing, 'writer.ts'),
    onlooker: join(testing, 'onlooker.ts')
  })
})
afterAll(() => processes.remove())

let file: string
let remove: () => void
beforeEach(() => {
  const temporary = temporaryFolder()
  remove = temporary.remove
  file = join(temporary.folder, 'downhill.sqlite')
})
const children: ChildProcess[] = []
afterEach(() => {
  // where a test failed, its writers must not write for ever
  for (const child of children.splice(0)) child.kill('SIGKILL')
  remove()
})

interface Acknowledged {
  runId: number
  lastEpoch: number
}

/** Lets a process store epochs and kills it without warning once it has told of `epochs` of them. */
function writeUntilKilled(owner: string, epochs: number): Promise<Acknowledged> {
  const child = spawn(process.execPath, [join(processes.folder, 'writer.js'), file, owner], {
    stdio: ['ignore', 'pipe', 'inherit']
  })
  children.push(child)
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
    if (lastNumber(output, 'epoch') >= epochs) child.kill('SIGKILL')
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (_, signal) => {
      if (signal !== 'SIGKILL') reject(new Error(`The writer ended by itself.`))
      resolve({ runId: lastNumber(output, 'run'), lastEpoch: lastNumber(output, 'epoch') })
    })
  })
}

/** The number in the last whole line that begins with the word. */
function lastNumber(output: string, word: string): number {
  const lines = [...output.matchAll(new RegExp(`^${word} (\\d+)\\n`, 'gm'))]
  return Number(lines.at(-1)?.[1] ?? -1)
}

function expectAllStored({ runId, lastEpoch }: Acknowledged): void {
  const { database, notice } = openDatabase(file)
  const store = createStoreServer({ database, now: () => START_TIME })
  expect(notice).toBeNull()
  const { curves, checkpoints } = store.runDetail(runId)
  const stored = curves.epochs.length
  // one more may have been committed just before its acknowledgement could be told
  expect([lastEpoch + 1, lastEpoch + 2]).toContain(stored)
  expect(curves.epochs.map(({ epoch }) => epoch)).toEqual([...Array(stored).keys()])
  expect(curves.points.map(({ block }) => block)).toEqual([...Array(stored * 20).keys()])
  expect(checkpoints).toHaveLength(stored)
  expect(store.resumePoint(runId)).toMatchObject({
    from: { epoch: stored - 1 },
    damagedCheckpoints: []
  })
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok')
  database.close()
}

describe('a process killed while it writes', () => {
  it('loses no acknowledged epoch, time after time', async () => {
    for (const epochs of [0, 3, 17, 40]) {
      expectAllStored(await writeUntilKilled(`killed after ${epochs}`, epochs))
    }
  })
})

describe('two processes on one database', () => {
  it('begin it together, take turns, and lose nothing', async () => {
    const both = await Promise.all([writeUntilKilled('one', 30), writeUntilKilled('other', 30)])
    expect(both.map(({ runId }) => runId).sort()).toEqual([1, 2])
    both.forEach(expectAllStored)
  })

  it('that is looked at while another begins it is never taken for a stranger’s', async () => {
    for (let round = 0; round < 30; round++) {
      const database = join(dirname(file), `${round}.sqlite`)
      const onlooker = spawn(process.execPath, [join(processes.folder, 'onlooker.js'), database], {
        stdio: ['ignore', 'pipe', 'pipe']
      })
      children.push(onlooker)
      let complaint = ''
      onlooker.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text))
      const ended = once(onlooker, 'close')
      await once(onlooker.stdout, 'data')
      openDatabase(database).database.close()
      writeFileSync(`${database}.enough`, '')
      await ended
      expect(complaint).toBe('')
    }
  })
})
