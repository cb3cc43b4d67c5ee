import { existsSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { RunSummary } from '../../src/shared/run'
import { answerDialogs } from '../dialogs'
import { expect, test } from '../fixtures'
import { drawDigit } from '../hand'
import type { Program } from '../program'
import { seedRuns, startRun, untilRun } from '../runs'
import { row, times, tried } from '../trials'
import { measureHold, rise, slope, type Hold } from './hold'
import { TELLS_OF_PROCESSES } from './processes'

const ROUNDS = times(2, 25)
/** Rounds after which every screen is loaded, and every process has begun. */
const WARM_UP = times(0, 8)
const KILOBYTE = 1000

/**
 * What a round may add at most, by the slope over all rounds: a leak of one screen's pictures or list would be many
 * times as much. In the short form two points make no line; there only a flood is seen.
 */
const MOST: Record<Exclude<keyof Hold, 'processes' | 'memoryInAll'> | 'library', number> = {
  heap: 30 * KILOBYTE,
  nodes: 2,
  listeners: 1,
  memory: 1500 * KILOBYTE,
  handles: 0.5,
  library: 50 * KILOBYTE
}
/** Bytes of all processes at any time; what those that come and go have not collected yet is in it. */
const MOST_IN_ALL = 1_000_000 * KILOBYTE
const LENIENCE = times(100, 1)

const SHORT = { subset: 1000, epochs: 2 }

/** Bytes of the database and its log. */
function sizeOfLibrary(dataFolder: string): number {
  const files = ['downhill.sqlite', 'downhill.sqlite-wal'].map((name) => join(dataFolder, name))
  return files.reduce((sum, file) => sum + (existsSync(file) ? statSync(file).size : 0), 0)
}

async function visit(program: Program, address: string): Promise<void> {
  await program.open(address)
  await program.page.getByRole('heading', { level: 1 }).first().waitFor()
  await program.page.waitForTimeout(times(20, 250))
}

/** What a class does with a run between two breaks; afterwards the library is as it was. */
async function useOnce(program: Program, kept: RunSummary): Promise<void> {
  const open = (address: string): Promise<void> => visit(program, address)
  const keptId = kept.id
  // slow enough to be paused
  const config = { ...SHORT, epochs: 20 }
  const { id } = await startRun(program, { name: 'of this round', config }, 20)
  await open(`#/train/${id}`)
  await program.request('training.pause', { runId: id })
  await program.request('training.setPace', { runId: id, pace: null })
  await program.request('training.continue', { runId: id })
  await untilRun(program, id, 'has ended', ({ status }) => status === 'finished')
  for (const tab of ['diagram', 'cost', 'gradient', 'step', 'batches', 'landscape']) {
    await open(`#/network/${id}?tab=${tab}`)
  }
  await program.request('landscape.compute', {
    ...{ runIds: [id], plane: 'path', seed: 1, size: 25, examples: 200 }
  })
  await open('#/runs')
  await open(`#/runs?compare=${keptId},${id}`)
  await open(`#/runs/${id}`)
  await open(`#/report?runs=${keptId},${id}`)
  await open(`#/draw?run=${id}`)
  await drawDigit(program.page, 5)
  await open(`#/draw?tab=test&run=${id}`)
  await open(`#/draw?tab=doubt&run=${id}`)
  for (const address of [
    'descent',
    'descent?variables=2',
    'duel',
    'data',
    'settings',
    'about',
    ''
  ]) {
    await open(`#/${address}`)
  }

  const file = join(program.dataFolder, 'soak.downhill')
  rmSync(file, { force: true })
  await answerDialogs(program, { save: file, open: [file] })
  await program.request('files.exportRuns', { runIds: [id], author: null, fileName: 'soak' })
  await program.request('runs.delete', { runIds: [id] })
  await program.request('runs.restore', { runIds: [id] })
  await program.request('runs.delete', { runIds: [id] })
  await program.request('runs.purge', { runIds: [id] })
  await program.request('files.importRuns', undefined)
  const sweep = await program.request('sweeps.start', {
    name: 'of this round',
    configs: [1, 2].map((seed) => ({ ...kept.config, seed }))
  })
  await program.until(
    'the sweep has ended',
    () => program.runs(),
    (runs) =>
      runs.filter((run) => run.sweepId === sweep.id).every((run) => run.status === 'finished')
  )
  const others = (await program.runs()).map((run) => run.id).filter((runId) => runId !== keptId)
  await program.request('runs.delete', { runIds: others })
  await program.request('runs.purge', { runIds: others })
}

test(
  'round after round of a lesson leaves nothing behind',
  row('soak'),
  async ({ program }, info) => {
    test.skip(!TELLS_OF_PROCESSES, 'only Linux tells in files what its processes do')
    test.setTimeout(1_200_000)
    const [kept] = await seedRuns(program, [{ name: 'kept', config: SHORT }])
    const holds: (Hold & { library: number })[] = []
    for (let round = 0; round < ROUNDS; round++) {
      await useOnce(program, kept)
      if (round < WARM_UP) continue
      holds.push({ ...(await measureHold(program)), library: sizeOfLibrary(program.dataFolder) })
    }
    expect(await program.runs()).toHaveLength(1)
    const most = Math.max(...holds.map(({ memoryInAll }) => memoryInAll))
    const names = Object.keys(MOST) as (keyof typeof MOST)[]
    const slopes = names.map((name) => ({
      name,
      a: (name === 'memory' ? rise : slope)(holds.map((hold) => hold[name]))
    }))
    const last = holds[holds.length - 1]
    const shown = slopes.map(({ name, a }) => `${name} ${a.toFixed(1)} (at last ${last[name]})`)
    tried(
      info,
      `${ROUNDS} rounds over all screens, ${last.processes} processes, ${(most / 1e6).toFixed(0)} MB at most; a round adds: ${shown.join(', ')}`
    )
    expect(most).toBeLessThan(MOST_IN_ALL)
    for (const { name, a } of slopes) {
      expect(a, `${name}, a round: ${holds.map((hold) => hold[name]).join()}`).toBeLessThan(
        LENIENCE * MOST[name]
      )
    }
  }
)
