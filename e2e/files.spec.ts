import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { _electron } from '@playwright/test'
import type { RunDetail, RunSummary } from '../src/shared/run'
import { answerDialogs, dropFiles } from './dialogs'
import { expect, test } from './fixtures'
import { launchOptions, Program, temporaryDataFolder } from './program'
import { seedRuns } from './runs'

/** A folder for the files of a test. */
let folder: string
let remove: () => void
test.beforeEach(() => {
  ;({ folder, remove } = temporaryDataFolder())
})
test.afterEach(() => remove())

/** As short as a run can be that has something to show. */
const SHORT = { subset: 1000, epochs: 2 }

async function exportRuns(
  program: Program,
  runs: readonly RunSummary[],
  fileName: string,
  author: string | null
): Promise<string> {
  const path = join(folder, fileName)
  await answerDialogs(program, { save: path })
  const runIds = runs.map(({ id }) => id)
  const saved = await program.request('files.exportRuns', { runIds, author, fileName: 'runs' })
  expect(saved?.path).toBe(path)
  expect(saved?.size).toBe(readFileSync(path).length)
  return path
}

/** All that must be the same of a run wherever it is kept. */
function lasting({ run, curves, checkpoints }: RunDetail): unknown {
  const { id, colour, sweepId, author, ...kept } = run
  return {
    ...kept,
    curves: { points: curves.points, epochs: curves.epochs },
    checkpoints: checkpoints.map(({ epoch, step, role, sha256, size }) => ({
      ...{ epoch, step, role, sha256, size }
    })),
    known: [id, colour, sweepId, author].length
  }
}

test('a run that is exported, deleted for good and imported is the same to the last bit', async ({
  program
}) => {
  const [run] = await seedRuns(program, [{ name: 'there and back', config: SHORT }])
  const before = await program.request('runs.detail', { runId: run.id })
  const file = await exportRuns(program, [run], 'back.downhill', 'Ada')
  await program.request('runs.delete', { runIds: [run.id] })
  await program.request('runs.purge', { runIds: [run.id] })

  await answerDialogs(program, { open: [file] })
  const imported = await program.request('files.importRuns', undefined)
  expect(imported).toMatchObject([
    { file: 'back.downhill', author: 'Ada', error: null, runs: [{ outcome: 'imported' }] }
  ])
  const runId = imported?.[0].runs[0].runId ?? 0
  const after = await program.request('runs.detail', { runId })
  expect(after.run.author).toBe('Ada')
  expect(lasting(after)).toEqual(lasting(before))
  expect(await program.request('runs.verify', { runId })).toEqual({
    verdict: 'identical',
    epochs: 2,
    checkpoints: before.checkpoints.length
  })

  // the same once more makes no twin
  expect(await program.request('files.importRuns', undefined)).toMatchObject([
    { runs: [{ runId, outcome: 'present' }] }
  ])
})

test('a class of five comes in by a folder dropped on the window, each with its owner', async ({
  program,
  dataFolder
}) => {
  const names = ['Ada', 'Blaise', 'Carl', 'Dorothy', 'Emmy']
  const runs = await seedRuns(
    program,
    names.map((_, seed) => ({ name: 'My network', config: { ...SHORT, epochs: 1, seed } }))
  )
  for (const [index, name] of names.entries()) {
    await exportRuns(program, [runs[index]], `${name}.downhill`, name)
  }
  writeFileSync(
    join(folder, 'broken.downhill'),
    readFileSync(join(folder, 'Ada.downhill')).slice(9)
  )
  await program.close()

  const teacher = await Program.launch(join(dataFolder, 'teacher'))
  try {
    const { page } = teacher
    await dropFiles(teacher, [folder])
    const report = page.getByRole('dialog', { name: 'What came in' })
    await expect(report).toContainText('5 new runs.')
    await expect(report).toContainText('From Ada, Blaise, Carl, Dorothy, and Emmy.')
    for (const name of names) {
      await expect(report.getByRole('row', { name: `${name}.downhill` })).toContainText('one new')
    }
    await expect(report.getByRole('row', { name: 'broken.downhill' })).toContainText(
      'Refused. This is no sound Downhill file'
    )
    await page.keyboard.press('Enter')
    await expect(report).toBeHidden()
    const owners = await Promise.all(
      [1, 2, 3, 4, 5].map(async (runId) => {
        const { run } = await teacher.request('runs.detail', { runId })
        return [run.author, run.config.seed]
      })
    )
    expect(owners).toEqual(names.map((name, seed) => [name, seed]))
    expect(teacher.problems).toEqual([])
  } finally {
    await teacher.close()
  }
})

test('a file opened from outside comes in: by a second start, and by the first', async ({
  program,
  dataFolder
}) => {
  const runs = await seedRuns(program, [
    { name: 'one', config: SHORT },
    { name: 'two', config: SHORT }
  ])
  const first = await exportRuns(program, [runs[0]], 'first.downhill', null)
  const second = await exportRuns(program, runs, 'second.downhill', null)
  const executable = await program.electron.evaluate(() => process.execPath)
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  await program.close()

  const other = await Program.launch(join(dataFolder, 'other'))
  try {
    const report = other.page.getByRole('dialog', { name: 'What came in' })
    const start = spawn(executable, ['.', ...sandbox, first], {
      ...launchOptions(other.dataFolder),
      stdio: 'ignore'
    })
    expect(await once(start, 'exit')).toEqual([0, null])
    await expect(report).toContainText('One new run.')
    await expect(report.getByRole('row', { name: 'first.downhill' })).toBeVisible()
  } finally {
    await other.close()
  }

  const application = await _electron.launch({
    args: ['.', second],
    ...launchOptions(other.dataFolder)
  })
  try {
    const news = (await application.firstWindow()).getByRole('dialog', { name: 'What came in' })
    await expect(news.getByRole('row', { name: 'second.downhill' })).toContainText(
      'one new and one was here already'
    )
  } finally {
    await application.close()
  }
})

test('what the window made is written as it is, with its ending, or not at all', async ({
  program
}) => {
  const bytes = new TextEncoder().encode('epoch;cost\n1;0,5\n')
  const save = (): Promise<unknown> =>
    // bytes do not survive Playwright's way into the page
    program.page.evaluate(
      (text) =>
        window.downhill.request('files.save', {
          kind: 'csv',
          fileName: 'curves: a/b?',
          bytes: new TextEncoder().encode(text)
        }),
      new TextDecoder().decode(bytes)
    )
  await answerDialogs(program, { save: join(folder, 'curves') })
  expect(await save()).toEqual({
    ok: true,
    value: { path: join(folder, 'curves.csv'), size: bytes.length }
  })
  expect(new Uint8Array(readFileSync(join(folder, 'curves.csv')))).toEqual(bytes)
  // nobody was asked whether the one with the ending may be replaced
  await save()
  expect(readdirSync(folder).sort()).toEqual(['curves 2.csv', 'curves.csv'])

  await answerDialogs(program, { save: null })
  expect(await save()).toEqual({ ok: true, value: null })
  await answerDialogs(program, { save: join(folder, 'missing', 'curves.csv') })
  expect(await save()).toMatchObject({ ok: false, error: { code: 'file-unwritable' } })
  expect(readdirSync(folder)).toHaveLength(2)
})

test('the dialog before an export keeps the name of its author', async ({ program }) => {
  const { page } = program
  await seedRuns(program, [{ name: 'mine', config: SHORT }])
  await answerDialogs(program, { save: join(folder, 'mine.downhill') })
  await program.open('#/runs')
  await page.getByRole('checkbox', { name: 'Select mine' }).click()
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Export one run' })
  await expect(dialog.getByLabel('Name of the file')).toHaveValue('mine')
  await dialog.getByLabel('Your name').fill('Grace')
  await dialog.getByRole('button', { name: 'Choose a place…' }).click()
  await expect(page.getByText(`Saved: ${join(folder, 'mine.downhill')}`)).toBeVisible()
  expect(existsSync(join(folder, 'mine.downhill'))).toBe(true)

  await page.getByRole('button', { name: 'Export', exact: true }).click()
  await expect(dialog.getByLabel('Your name')).toHaveValue('Grace')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
})

test('a page is printed as a PDF of one page', async ({ program }) => {
  const [run] = await seedRuns(program, [{ name: 'printed', config: SHORT }])
  await program.open(`#/report?runs=${run.id}`)
  await program.page.getByRole('heading', { name: 'printed' }).waitFor()
  await answerDialogs(program, { save: join(folder, 'report.pdf') })
  await program.request('files.savePdf', { fileName: 'report' })
  const pdf = readFileSync(join(folder, 'report.pdf'), 'latin1')
  expect(pdf.slice(0, 5)).toBe('%PDF-')
  expect(pdf.match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1)
})

test('the page can name no path', async ({ program }) => {
  mkdirSync(join(folder, 'x'))
  const answer = await program.page.evaluate(
    async (path) => {
      const forged = new File(['PK'], 'forged.downhill')
      Object.defineProperty(forged, 'path', { value: path })
      return window.downhill.importDropped([forged])
    },
    join(folder, 'x')
  )
  expect(answer).toEqual({ ok: true, value: [] })
})
