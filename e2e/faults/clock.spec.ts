import { join } from 'node:path'
import { openStore } from '../../src/store/client'
import { expect, test } from '../fixtures'
import { CHECKOUT, type Program } from '../program'
import { findRun, seedRuns, startRun, untilRun } from '../runs'
import { row, tried } from '../trials'

const YEAR = 365 * 24 * 3600 * 1000
const RUN = { subset: 1000, batchSize: 20, epochs: 1000 }

/** Sets the clock of the program's main process, as one sets a computer's: no time passes. */
async function setClock({ electron }: Program, milliseconds: number): Promise<void> {
  await electron.evaluate((_electron, change) => {
    const before = Date.now
    Date.now = () => before() + change
  }, milliseconds)
}

test(
  'a clock set a year forward and back in the middle of a run: the run goes on, the order stays',
  {
    ...row('clock')
  },
  async ({ program, dataFolder }, info) => {
    test.setTimeout(120_000)
    const run = await startRun(program, { name: 'under way', config: RUN }, 500)
    await untilRun(program, run.id, 'trains', ({ epoch }) => epoch >= 1)
    const ids = [run.id]
    for (const change of [YEAR, -YEAR, -YEAR, YEAR]) {
      await setClock(program, change)
      // the look at the clock comes each second
      await program.page.waitForTimeout(1_500)
      const held = await findRun(program, run.id)
      expect(held.status).toBe('running')
      await untilRun(program, run.id, 'goes on', ({ epoch }) => epoch > held.epoch)
      // it waits behind the other, or trains beside it
      const next = await startRun(program, { name: 'later', config: { ...RUN, epochs: 1 } })
      ids.unshift(next.id)
    }
    expect((await program.runs()).map(({ id }) => id)).toEqual(ids)
    await program.request('training.stop', { runId: run.id })
    for (const id of ids.slice(0, -1)) {
      await untilRun(program, id, 'has finished', ({ status }) => status === 'finished')
    }
    const kept = await program.runs()
    await program.close()

    // between two starts: deleted runs are not gone before their time, and nobody waits for a claim
    const file = join(dataFolder, 'downhill.sqlite')
    const workerPath = join(CHECKOUT, 'out/main/store-worker.js')
    for (const change of [0, YEAR, -YEAR, YEAR]) {
      const { store } = await openStore({ file, workerPath, now: () => Date.now() + change })
      const time = Date.now() + change
      if (change === 0) await store.deleteRuns([ids[0]])
      else await store.restoreRuns([ids[0]])
      const listed = (await store.listRuns()).map(({ id }) => id)
      expect(listed).toEqual(change === 0 ? ids.slice(1) : ids)
      if (change !== 0) await store.deleteRuns([ids[0]])
      const claimed = await store.claim(run.id, { owner: 'test', expiresAt: time + 10_000 })
      expect(claimed.status).toBe('queued')
      // it dies without a word, and the clock of the next start is another
      await store.close()
    }
    await program.relaunch()
    expect(await findRun(program, run.id)).toMatchObject({ status: 'interrupted', resumable: true })
    await program.request('runs.restore', { runIds: [ids[0]] })
    const [again] = await seedRuns(program, [{ name: 'as usual', config: { ...RUN, epochs: 1 } }])
    const after = await program.runs()
    expect(after.map(({ id }) => id)).toEqual([again.id, ...ids])
    const dates = (runs: typeof kept): string[] => runs.map(({ createdAt }) => createdAt)
    expect(dates(after.slice(1))).toEqual(dates(kept))
    tried(
      info,
      'a year forward and back twice in a run: held, trained on; 4 starts with a clock a year off: order, claims, deleted runs and dates as they were'
    )
  }
)
