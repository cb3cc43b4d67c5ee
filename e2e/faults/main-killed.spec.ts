import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readBundle } from '../../src/bundle/bundle'
import { answerDialogs } from '../dialogs'
import { expect, test } from '../fixtures'
import { temporaryDataFolder, type Program } from '../program'
import { findRun, seedRuns, startRun, untilRun } from '../runs'
import { row, times, tried } from '../trials'
import { createWitness, isAlive, lostEpochs, randomFrom, readThrough } from './witness'

const SEED = 20_260_714
const RUN = { subset: 1000, batchSize: 20, epochs: 1000 }
/** Steps per second, so slow that no run is over before the last kill. */
const PACE = 300
/** How long the processes of a dead program may take to go, in milliseconds. */
const SOON = 3_000

/** What is done while it trains, one thing after the other until the program is dead. */
interface Deeds {
  /** Those that were answered. */
  done: number
  /** The note that the window was told is stored, and the one that was asked for last. */
  note: { told: string; asked: string }
  /** Whether the window was told that the run is deleted; null: it was asked for, and nobody knows. */
  isDeleted: boolean | null
  exported: string[]
}

/** Goes on where the program before was killed; what was cut off counts for nothing. */
async function keepBusy(
  program: Program,
  { folder, shelf, deeds }: { folder: string; shelf: number[]; deeds: Deeds }
): Promise<void> {
  const [named, removed] = shelf
  const all = [
    async () => {
      deeds.note.asked = `note ${deeds.done}`
      await program.request('runs.annotate', { runId: named, note: deeds.note.asked })
      deeds.note.told = deeds.note.asked
    },
    async () => {
      const name = deeds.isDeleted ? 'runs.restore' : 'runs.delete'
      deeds.isDeleted = null
      await program.request(name, { runIds: [removed] })
      deeds.isDeleted = name === 'runs.delete'
    },
    async () => {
      const file = join(folder, `${deeds.done}.downhill`)
      await answerDialogs(program, { save: file })
      const wish = { runIds: [named], author: null, fileName: 'runs' }
      if (await program.request('files.exportRuns', wish)) deeds.exported.push(file)
    },
    async () => {
      await answerDialogs(program, { open: [join(folder, 'before.downhill')] })
      deeds.isDeleted = null
      await program.request('files.importRuns', undefined)
      // what was deleted came back with it
      deeds.isDeleted = false
    },
    async () => {
      const policy = deeds.done % 2 === 0 ? 'all' : 'thrifty'
      await program.request('library.setCheckpointPolicy', { policy })
    }
  ]
  for (;;) {
    await all[deeds.done % all.length]()
    deeds.done++
  }
}

test(
  'the program killed at random moments while it trains, exports, imports, deletes and restores',
  {
    ...row('main killed')
  },
  async ({ program }, info) => {
    test.setTimeout(1_200_000)
    const random = randomFrom(SEED)
    const witness = createWitness()
    const { folder, remove } = temporaryDataFolder()
    const deeds: Deeds = {
      done: 0,
      note: { told: '', asked: '' },
      isDeleted: false,
      exported: []
    }
    const shelf = (
      await seedRuns(program, [
        { name: 'with a note', config: { subset: 1000, epochs: 1 } },
        { name: 'comes and goes', config: { subset: 1000, epochs: 1 } }
      ])
    ).map(({ id }) => id)
    await answerDialogs(program, { save: join(folder, 'before.downhill') })
    await program.request('files.exportRuns', { runIds: shelf, author: null, fileName: 'runs' })
    const runs: number[] = []
    for (const name of ['first', 'second']) {
      runs.push((await startRun(program, { name, config: RUN }, PACE)).id)
    }

    const kills = times(3, 100)
    let processes = 0
    let slowest = 0
    for (let kill = 0; kill < kills; kill++) {
      await witness.listen(program)
      const ids = (): Promise<number[]> =>
        program.electron.evaluate(({ app }) => app.getAppMetrics().map(({ pid }) => pid))
      await untilRun(program, runs[0], 'trains', ({ status }) => status === 'running')
      const busy = keepBusy(program, { folder, shelf, deeds }).catch(() => undefined)
      await program.page.waitForTimeout(random() * 1500)
      const left = await ids()
      await program.killMain()
      const killed = performance.now()
      await busy
      await expect.poll(() => left.filter(isAlive), { timeout: SOON, intervals: [20] }).toEqual([])
      processes += left.length
      slowest = Math.max(slowest, performance.now() - killed)

      await program.relaunch()
      for (const runId of runs) {
        // at once: nobody waits until a dead program's claim has run out
        const { status, resumable } = await findRun(program, runId)
        expect([status, resumable]).toEqual(['interrupted', true])
        const [{ epochs }] = await program.curves([runId])
        expect(lostEpochs(witness.told(runId), epochs)).toEqual([])
        expect(epochs.map(({ epoch }) => epoch)).toEqual([...epochs.keys()])
      }
      // the one that was cut off may have come through
      expect(Object.values(deeds.note)).toContain((await findRun(program, shelf[0])).note)
      const listed = await program.runs()
      const isListed = listed.some(({ id }) => id === shelf[1])
      if (deeds.isDeleted !== null) expect(isListed).toBe(!deeds.isDeleted)
      deeds.isDeleted = !isListed
      expect(listed).toHaveLength(isListed ? 4 : 3)
      for (const file of readdirSync(folder).filter((name) => name.endsWith('.downhill'))) {
        // a file of that name is a whole one
        expect(readBundle(readFileSync(join(folder, file))).runs.length).toBeGreaterThan(0)
      }
      for (const file of deeds.exported) expect(existsSync(file)).toBe(true)
      for (const runId of runs) await program.request('runs.resume', { runId, pace: PACE })
    }
    await program.close()
    const weights = readThrough(program.dataFolder)
    remove()
    tried(
      info,
      `${kills} kills (seed ${SEED}), ${witness.count()} epochs told, 0 lost; ${deeds.done} notes, deletions, exports, imports and settings beside, none lost or half done; ${processes} processes gone, the last after ${Math.round(slowest)} ms; ${weights} weights with their hashes`
    )
  }
)
