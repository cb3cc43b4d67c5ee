import { execFile, type ExecFileException } from 'node:child_process'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from '../fixtures'
import { CHECKOUT } from '../program'
import { findRun, startRun, untilRun } from '../runs'
import { row, times, tried } from '../trials'
import { createWitness, lostEpochs, readThrough } from './witness'

const RUN = { subset: 1000, batchSize: 20, epochs: 60 }
/** What the terminal calls the same. */
const WORDS = ['--subset', '1000', '--batch', '20', '--epochs', '60', '--layers', '8']

interface Ended {
  code: number
  output: string
}

/** Carries out a command in a terminal beside the window. */
function inTerminal(library: string, ...words: string[]): Promise<Ended> {
  const args = [join(CHECKOUT, 'out/main/cli.js'), ...words, '--library', library]
  return new Promise((resolve) => {
    execFile(process.execPath, args, (error: ExecFileException | null, stdout, stderr) => {
      resolve({ code: Number(error?.code ?? 0), output: stdout + stderr })
    })
  })
}

test(
  'a window and two terminals train in one library at once, and nothing of any is lost',
  {
    ...row('two programs')
  },
  async ({ program, dataFolder }, info) => {
    test.setTimeout(300_000)
    const witness = createWitness()
    await witness.listen(program)
    const rounds = times(1, 10)
    for (let round = 0; round < rounds; round++) {
      const own = await startRun(program, { name: 'window', config: RUN })
      const others = await Promise.all([
        inTerminal(dataFolder, 'train', ...WORDS),
        inTerminal(dataFolder, 'train', ...WORDS)
      ])
      for (const { code, output } of others) expect(code, output).toBe(0)
      await untilRun(program, own.id, 'has finished', ({ status }) => status === 'finished')
    }
    const runs = await program.runs()
    expect(runs.map(({ status }) => status)).toEqual(Array(3 * rounds).fill('finished'))
    for (const { runId, epochs } of await program.curves(runs.map(({ id }) => id))) {
      expect(epochs.map(({ epoch }) => epoch)).toEqual([...Array(RUN.epochs + 1).keys()])
      expect(lostEpochs(witness.told(runId), epochs)).toEqual([])
    }
    await program.close()
    readThrough(dataFolder)
    tried(info, `${3 * rounds} runs, three at a time, ${witness.count()} epochs told, 0 lost`)
  }
)

test(
  'another program holds the library: for a while it is waited for, then it is said, and the run can go on',
  {
    ...row('two programs')
  },
  async ({ program, dataFolder }, info) => {
    test.setTimeout(180_000)
    const witness = createWitness()
    await witness.listen(program)
    const run = await startRun(program, { name: 'held up', config: { ...RUN, epochs: 1000 } }, 500)
    await untilRun(program, run.id, 'trains', ({ epoch }) => epoch >= 1)
    const other = new Database(join(dataFolder, 'downhill.sqlite'))
    try {
      other.exec('BEGIN EXCLUSIVE')
      await program.page.waitForTimeout(times(2_000, 10_000))
      other.exec('ROLLBACK')
      const { epoch } = await findRun(program, run.id)
      await untilRun(program, run.id, 'goes on', (one) => one.epoch > epoch)

      let refusal = ''
      if (times(0, 1) === 1) {
        // longer than anybody waits
        other.exec('BEGIN EXCLUSIVE')
        const held = inTerminal(dataFolder, 'train', ...WORDS)
        await program.page.waitForTimeout(40_000)
        const { code, output } = await held
        expect(code).toBe(1)
        expect(output).toContain('another program keeps it busy')
        other.exec('ROLLBACK')
        // whichever of its calls waited longest: the run was ended with a sentence, or is still under way
        const before = await findRun(program, run.id)
        if (before.resumable) {
          expect(before.problem?.message).toContain('another program keeps it busy')
          await program.request('runs.resume', { runId: run.id, pace: 500 })
        }
        await untilRun(program, run.id, 'goes on', ({ epoch }) => epoch > before.epoch)
        refusal = `; held for 40 s: said in the terminal, and the window's run ${before.resumable ? 'was resumed' : 'went on by itself'}`
      }
      await program.request('training.stop', { runId: run.id })
      await untilRun(program, run.id, 'has stopped', ({ status }) => status === 'stopped')
      const [{ epochs }] = await program.curves([run.id])
      expect(lostEpochs(witness.told(run.id), epochs)).toEqual([])
      tried(
        info,
        `held for ${times(2, 10)} s: waited, ${witness.count()} epochs told, 0 lost${refusal}`
      )
    } finally {
      other.close()
    }
  }
)
