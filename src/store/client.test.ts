import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openStore, type OpenedStore } from './client'
import { openDatabase } from './connection'
import { MIGRATIONS } from './migrations'
import { bundle, type Bundle } from './testing/bundle'
import { batch, checkpoint, lease, newRun, START_TIME, temporaryFolder } from './testing/fixtures'
import { createStoreServer } from './server'
import { STORE_METHODS } from './worker-protocol'

let worker: Bundle
beforeAll(async () => {
  worker = await bundle({ worker: join(import.meta.dirname, 'worker.ts') })
})
afterAll(() => worker.remove())

let file: string
let remove: () => void
beforeEach(() => {
  const temporary = temporaryFolder()
  remove = temporary.remove
  file = join(temporary.folder, 'downhill.sqlite')
})
afterEach(() => remove())

const open = (now = (): number => START_TIME): Promise<OpenedStore> =>
  openStore({ file, workerPath: join(worker.folder, 'worker.js'), now })

describe('the store in its thread', () => {
  it('answers as the store itself does', async () => {
    const { store, notice, sqliteVersion } = await open()
    expect(notice).toBeNull()
    expect(sqliteVersion).toMatch(/^3\.\d+/)
    const { id } = await store.createRun(newRun(), lease('me'))
    const checkpoints = [checkpoint(1, 'best', { optimiserState: new Uint8Array([1, 2, 3]) })]
    const applied = await store.applyBatch(id, 'me', batch(1, { checkpoints }))
    expect(applied).toEqual({ differingEpochs: [] })
    expect((await store.resumePoint(id)).from?.optimiserState).toEqual(new Uint8Array([1, 2, 3]))
    const last = await store.readCheckpoint(id, 'last')
    expect(last.parameters).toEqual(checkpoints[0].parameters)
    await store.close()

    const { database } = openDatabase(file)
    const server = createStoreServer({ database, now: () => START_TIME })
    expect(server.runSummary(id).epoch).toBe(1)
    expect(Object.keys(server).sort()).toEqual([...STORE_METHODS].sort())
    database.close()
  })

  it('carries errors across with their code and values', async () => {
    const { store } = await open()
    await expect(store.runSummary(9)).rejects.toMatchObject({
      name: 'DownhillError',
      code: 'not-found',
      values: { runId: 9 }
    })
    await store.close()
  })

  it("lives by the caller's clock", async () => {
    const clock = { time: START_TIME }
    const { store } = await open(() => clock.time)
    const { id } = await store.createRun(newRun(), lease('me'))
    expect((await store.runSummary(id)).resumable).toBe(false)
    clock.time += 20_000
    expect((await store.runSummary(id)).resumable).toBe(true)
    await store.close()
  })

  it('finishes what was asked before it closes, and says so afterwards', async () => {
    const { store } = await open()
    const created = store.createRun(newRun(), lease('me'))
    const closed = store.close()
    expect((await created).id).toBe(1)
    await closed
    await expect(store.listRuns()).rejects.toMatchObject({ code: 'store-unavailable' })
    await store.close()
  })
})

describe('a store that does not open', () => {
  it('says that a newer program wrote it', async () => {
    openDatabase(file, [...MIGRATIONS, 'CREATE TABLE later (a TEXT) STRICT']).database.close()
    await expect(open()).rejects.toMatchObject({ code: 'store-newer' })
  })

  it('says that its folder cannot be used', async () => {
    writeFileSync(file, '')
    file = join(file, 'downhill.sqlite')
    await expect(open()).rejects.toMatchObject({ code: 'store-unavailable' })
  })

  it('says that its thread is missing', async () => {
    const opening = openStore({ file, workerPath: join(file, 'nowhere.js') })
    await expect(opening).rejects.toMatchObject({ code: 'store-unavailable' })
  })

  it('opens, with a notice, when the damaged file could be set aside', async () => {
    writeFileSync(file, 'garbage'.repeat(1000))
    const { store, notice } = await open()
    expect(notice?.values.file).toMatch(/downhill\.sqlite\.damaged-/)
    expect(await store.listRuns()).toEqual([])
    await store.close()
  })
})
