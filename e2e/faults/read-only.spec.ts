import { execFile } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from '../fixtures'
import { CHECKOUT, launchOptions, Program } from '../program'
import { startRun } from '../runs'
import { row, tried } from '../trials'
import { writeLibrary } from './library/full-library'
import { makeReadOnly } from './library/folders'
import { launchOn } from './library/moved'

const CANNOT = 'This user or system has no way to make a folder read-only.'
const SENTENCE = /Read-only: .*downhill\.sqlite cannot be written\. You can look at your runs/

test.use({ pageStaysQuiet: false })

/** Copies of libraries that are being looked at. */
const copies = (): string[] =>
  readdirSync(tmpdir()).filter((name) => name.startsWith('downhill-viewing-'))

test(
  'a library that cannot be written can be looked at',
  row('read-only folder'),
  async ({ dataFolder }) => {
    test.setTimeout(120_000)
    const folder = join(dataFolder, 'share')
    mkdirSync(folder)
    const file = join(folder, 'downhill.sqlite')
    writeLibrary(file, 6)
    const before = readFileSync(file)
    const undo = makeReadOnly(folder)
    if (undo === undefined) return test.skip(true, CANNOT)
    const copiesBefore = copies()
    try {
      const program = await launchOn(folder, dataFolder)
      const { page } = program
      await expect(page.getByRole('alert').filter({ hasText: SENTENCE })).toBeVisible()
      expect(copies().length).toBe(copiesBefore.length + 1)

      // looked at and compared
      const runs = await program.runs()
      expect(runs).toHaveLength(6)
      const [run] = runs.filter(({ name }) => name === 'run 5')
      const detail = await program.request('runs.detail', { runId: run.id })
      expect(detail.checkpoints).toHaveLength(4)
      await program.open(`#/runs/${run.id}`)
      await expect(page.getByRole('heading', { level: 1 })).toContainText('run 5')

      // nothing is stored, and each refusal says why
      const refused = expect.objectContaining({ code: 'store-read-only' })
      await expect(startRun(program, { name: 'no' })).rejects.toEqual(refused)
      for (const ask of [
        program.request('runs.rename', { runId: run.id, name: 'no' }),
        program.request('runs.delete', { runIds: [run.id] }),
        program.request('library.setCheckpointPolicy', { policy: 'all' })
      ]) {
        await expect(ask).rejects.toEqual(refused)
      }
      await expect(page.getByRole('alert').filter({ hasText: SENTENCE })).toBeVisible()

      await program.close()
      expect(copies()).toEqual(copiesBefore)
      expect(readFileSync(file).equals(before)).toBe(true)
    } finally {
      undo()
    }
    tried(
      test.info(),
      'in the window: list, run and weights looked at, five kinds of writing refused in words'
    )
  }
)

test(
  'the terminal looks and exports, and the program starts on a folder that is read-only as a whole',
  row('read-only folder'),
  async ({ dataFolder }) => {
    const folder = join(dataFolder, 'all')
    mkdirSync(folder)
    const run = promisify(execFile)
    const options = launchOptions(folder)
    const cli = (...args: string[]): Promise<{ stdout: string; stderr: string }> =>
      run(process.execPath, [join(CHECKOUT, 'out/main/cli.js'), ...args], options)
    await cli('train', '--name', 'seen by all', '--layers', '8', '--epochs', '1')
    const undo = makeReadOnly(folder)
    if (undo === undefined) return test.skip(true, CANNOT)
    try {
      const { stdout, stderr } = await cli('runs')
      expect(stdout).toContain('seen by all')
      expect(stderr).toContain('cannot be written')
      const exported = join(dataFolder, 'run.downhill')
      await cli('export', '1', '--out', exported)
      expect(readFileSync(exported).length).toBeGreaterThan(1000)
      await expect(cli('train', '--epochs', '1')).rejects.toMatchObject({
        stderr: expect.stringContaining('cannot be written')
      })
      const program = await Program.launch(folder)
      expect(await program.runs()).toHaveLength(1)
      await program.close()
    } finally {
      undo()
    }
    tried(
      test.info(),
      'the terminal lists and exports, refuses to train; the window opens on such a folder too'
    )
  }
)
