import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readBundle, writeBundle } from '../bundle/bundle'
import { smallBundle, smallRun } from '../bundle/testing/small-bundle'
import type { CourierMessage, Errand } from '../shared/courier-protocol'
import { DownhillError } from '../shared/errors'
import { createCourier, type Courier } from './courier'
import { createTestLibrary, type TestLibrary } from './testing/library'
import { readNpz } from './testing/read-weights'

let folder: string
let library: TestLibrary
let told: CourierMessage[]
let opened: string[]
let closed: number
let courier: Courier

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'downhill-courier-'))
  library = createTestLibrary()
  told = []
  opened = []
  closed = 0
  courier = createCourier({
    ...library.tools,
    builtIn: folder,
    openLibrary: async (file) => {
      opened.push(file)
      return { ...library.tools.store, close: async () => void closed++ }
    },
    tell: (message) => told.push(message)
  })
})
afterEach(() => {
  library.remove()
  rmSync(folder, { recursive: true })
})

const path = (name: string): string => join(folder, name)

function write(name: string, bytes: Uint8Array): string {
  writeFileSync(path(name), bytes)
  return path(name)
}

/** The runs that a student passed on, as a file in the folder. */
function student(name: string, seed: number): string {
  return write(`${name}.downhill`, writeBundle({ ...smallBundle([smallRun(seed)]), author: name }))
}

const ask = (errand: Errand) =>
  courier.answer({ ...errand, id: 7, library: '/data/library.sqlite' })

describe('the courier', () => {
  it('takes in a class: a folder of files, each with its owner, and one that is refused', async () => {
    student('Ada', 1)
    student('Blaise', 2)
    mkdirSync(path('late'))
    student('late/Carl', 3)
    write('broken.DOWNHILL', new Uint8Array(100))
    write('notes.txt', new Uint8Array(100))
    const answer = await ask({ type: 'import', paths: [folder, path('Ada.downhill')] })
    expect(answer).toMatchObject({
      type: 'answer',
      id: 7,
      value: [
        { file: 'Ada.downhill', author: 'Ada', runs: [{ outcome: 'imported' }], error: null },
        { file: 'Blaise.downhill', author: 'Blaise', error: null },
        { file: 'broken.DOWNHILL', author: null, runs: [], error: { code: 'bundle-damaged' } },
        { file: 'Carl.downhill', author: 'late/Carl', error: null }
      ]
    })
    const owners = library.server.listRuns().map(({ author }) => author)
    expect(owners.sort()).toEqual(['Ada', 'Blaise', 'late/Carl'])
    expect(told.map((message) => 'done' in message && [message.done, message.of])).toEqual([
      [1, 4],
      [2, 4],
      [3, 4],
      [4, 4]
    ])
    expect([opened, closed]).toEqual([['/data/library.sqlite'], 1])
  })

  it('says of a file that is not there why it cannot be read', async () => {
    const answer = await ask({ type: 'import', paths: [path('missing.downhill')] })
    expect(answer).toMatchObject({
      value: [{ file: 'missing.downhill', error: { code: 'file-unreadable' } }]
    })
  })

  it('writes runs over a file that may be replaced, whole or not at all', async () => {
    await ask({ type: 'import', paths: [student('Ada', 1), student('Blaise', 2)] })
    const file = write('all.downhill', Uint8Array.of(1, 2, 3))
    const question = { type: 'export' as const, runIds: [1, 2], author: 'Teacher' }
    const answer = await ask({ ...question, file })
    const bytes = readFileSync(file)
    expect(answer).toMatchObject({ value: { path: file, size: bytes.length } })
    const { author, runs } = readBundle(bytes)
    expect([author, runs.map(({ record }) => record.author)]).toEqual([
      'Teacher',
      ['Ada', 'Blaise']
    ])

    mkdirSync(path('folder.downhill'))
    const before = readdirSync(folder)
    expect(await ask({ ...question, file: path('folder.downhill') })).toMatchObject({
      type: 'failed',
      error: { code: 'file-unwritable' }
    })
    expect(await ask({ ...question, runIds: [9], file })).toMatchObject({
      type: 'failed',
      error: { code: 'not-found' }
    })
    expect(readdirSync(folder)).toEqual(before)
    expect(readFileSync(file)).toEqual(bytes)
  })

  it('leaves damaged weights behind, says how many, and writes the rest of the run', async () => {
    await ask({ type: 'import', paths: [student('Ada', 1)] })
    const before = library.server.runDetail(1).checkpoints
    library.damageLastWeights(1)
    const file = path('Ada again.downhill')
    const answer = await ask({ type: 'export', runIds: [1], author: null, file })
    expect(answer).toMatchObject({ value: { path: file, leftOut: 1 } })
    const [{ record }] = readBundle(readFileSync(file)).runs
    expect(record.checkpoints.map(({ sha256 }) => sha256)).toEqual(
      before.slice(0, -1).map(({ sha256 }) => sha256)
    )
  })

  it('fills the memory with no more than goes into a file', async () => {
    const { record } = smallRun(1)
    // one huge run, again and again
    const parameters = new Uint8Array(2 ** 29)
    let read = 0
    const exportRun = async () => {
      read++
      return { record, weights: [{ parameters, optimiserState: null }] }
    }
    const large = createCourier({
      ...library.tools,
      builtIn: folder,
      openLibrary: async () => ({
        ...library.tools.store,
        exportRun,
        close: async () => undefined
      }),
      tell: () => undefined
    })
    const runIds = Array.from({ length: 100 }, (_, index) => index + 1)
    const errand = { type: 'export', runIds, author: null, file: path('all.downhill') } as const
    expect(await large.answer({ ...errand, id: 1, library: 'x' })).toMatchObject({
      type: 'failed',
      error: { code: 'not-exportable' }
    })
    expect(read).toBe(3)
  })

  it('writes the weights that were asked for, beside no file that it may not replace', async () => {
    await ask({ type: 'import', paths: [student('Ada', 1)] })
    const { checkpoints } = library.server.runDetail(1)
    const script = path('a.py')
    write('a.npz', Uint8Array.of(1, 2, 3))
    const question = { type: 'save-weights', runId: 1, format: 'pytorch', file: script } as const
    const [first, second] = checkpoints
    await ask({ ...question, checkpointId: first.id })
    expect(readFileSync(path('a.npz'))).toHaveLength(3)
    expect(readFileSync(script, 'utf8')).toContain('with_name("a 2.npz")')
    const stored = readNpz(readFileSync(path('a 2.npz')))
    expect(stored.facts).toMatchObject({ step: 0, parametersSha256: first.sha256, author: 'Ada' })

    // the script may be replaced, and what it brought along with it, and nothing else
    await ask({ ...question, checkpointId: second.id })
    const { facts } = readNpz(readFileSync(path('a 2.npz')))
    expect(facts).toMatchObject({ step: 4, parametersSha256: second.sha256 })
    expect(readFileSync(path('a.npz'))).toHaveLength(3)
    expect(readFileSync(script, 'utf8')).toContain('with_name("a 2.npz")')

    // of a script by somebody else nothing is known
    write('a.py', new TextEncoder().encode('W = Path(__file__).with_name("a.npz")'))
    await ask({ ...question, checkpointId: first.id })
    expect(readFileSync(path('a.npz'))).toHaveLength(3)
    expect(readFileSync(script, 'utf8')).toContain('with_name("a 3.npz")')
  })

  it('fails, and does not end, where the library cannot be opened', async () => {
    const broken = createCourier({
      ...library.tools,
      builtIn: folder,
      openLibrary: () => Promise.reject(new DownhillError('store-damaged', 'It is damaged.')),
      tell: () => undefined
    })
    const question = { id: 3, library: 'x', paths: [] }
    expect(await broken.answer({ type: 'import', ...question })).toMatchObject({
      type: 'failed',
      id: 3,
      error: { code: 'store-damaged' }
    })
  })
})
