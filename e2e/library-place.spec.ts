import { existsSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './fixtures'
import { tabTo } from './keys'
import { Program, usualOptions } from './program'
import { throughRestart } from './restart'
import { findRun, seedRuns, startRun, untilRun } from './runs'

/** The program as a person has it: no folder given. Its page may report errors of a missing library. */
async function launch(dataFolder: string): Promise<Program> {
  return Program.launch(dataFolder, usualOptions(dataFolder))
}

/** Answers the next question for a folder, in place of a person. */
async function chooseFolder({ electron }: Program, folder: string | null): Promise<void> {
  await electron.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () =>
      chosen === null ? { canceled: true, filePaths: [] } : { canceled: false, filePaths: [chosen] }
  }, folder)
}

async function runNames(program: Program): Promise<string[]> {
  const ids = Array.from({ length: 5 }, (_, index) => index + 1)
  const found = await Promise.all(ids.map((id) => findRun(program, id).catch(() => undefined)))
  return found.flatMap((run) => (run ? [run.name] : []))
}

function moveDialog({ page }: Program) {
  return page.getByRole('dialog', { name: 'Move your runs' })
}

test('the library moves to a stick, is missed there, found again, and moves back', async ({
  dataFolder
}) => {
  const program = await launch(dataFolder)
  const stick = join(dataFolder, 'stick')
  mkdirSync(stick)
  writeFileSync(join(stick, 'letter.txt'), '')
  const [run] = await seedRuns(program, [{ name: 'one' }])
  expect(await program.request('backups.make', undefined)).toBe(1)
  const long = await startRun(program, { name: 'long', config: { epochs: 500 } })
  await untilRun(program, long.id, 'trains', ({ epoch }) => epoch >= 1)
  const { folder: home } = await program.request('library.place', undefined)

  // moved: runs under way can go on, the copy at the old place waits to be removed
  await program.open('#/settings')
  await program.page.getByRole('button', { name: 'Move…' }).click()
  await chooseFolder(program, stick)
  await throughRestart(program, () =>
    moveDialog(program).getByRole('button', { name: 'Choose a folder…' }).click()
  )
  const folder = join(stick, 'Downhill')
  expect(await program.request('library.place', undefined)).toMatchObject({
    folder,
    missing: false
  })
  expect(await runNames(program)).toEqual(['one', 'long'])
  expect(await findRun(program, run.id)).toMatchObject({ weightsSha256: run.weightsSha256 })
  expect(await findRun(program, long.id)).toMatchObject({ status: 'stopped', resumable: true })
  expect(existsSync(join(home, 'downhill.sqlite'))).toBe(false)
  await program.open('#/settings')
  await program.page.getByRole('button', { name: 'Remove the old copy' }).click()
  const asked = program.page.getByRole('dialog', { name: 'Remove the old copy?' })
  await expect(asked).toContainText('So is the one backup that was made there')
  await expect(asked.getByRole('button', { name: 'Keep it' })).toBeFocused()
  await asked.getByRole('button', { name: 'Remove it' }).click()
  await expect(program.page.getByRole('button', { name: 'Show in folder' })).toBeFocused()
  await expect(program.page.getByRole('button', { name: 'Remove the old copy' })).toHaveCount(0)
  expect(readdirSync(home).filter((name) => name.startsWith('downhill.sqlite'))).toEqual([])
  expect(existsSync(join(home, 'backups'))).toBe(false)

  // taken out: nothing is begun in its place, and it is found when it is back
  renameSync(stick, `${stick}-away`)
  await program.relaunch()
  const notice = program.page.getByRole('alert').filter({ hasText: 'Your runs were moved to' })
  await expect(notice).toContainText(folder)
  expect(existsSync(stick)).toBe(false)
  await notice.getByRole('button', { name: 'Try again' }).click()
  await expect(notice).toBeVisible()
  renameSync(`${stick}-away`, stick)
  await notice.getByRole('button', { name: 'Try again' }).click()
  await expect(notice).toHaveCount(0)
  expect(await runNames(program)).toEqual(['one', 'long'])

  // and back to where it began
  await program.open('#/settings')
  await program.page.getByRole('button', { name: 'Move…' }).click()
  await chooseFolder(program, home)
  await throughRestart(program, () =>
    moveDialog(program).getByRole('button', { name: 'Choose a folder…' }).click()
  )
  expect(await program.request('library.place', undefined)).toMatchObject({
    folder: home,
    leftBehind: [{ folder }]
  })
  expect(await runNames(program)).toEqual(['one', 'long'])
  await program.close()
  expect(program.problems.filter((text) => !text.includes('store-unavailable'))).toEqual([])
})

test('without its stick the program goes on in the usual folder, and back', async ({
  dataFolder
}) => {
  const program = await launch(dataFolder)
  const stick = join(dataFolder, 'stick')
  mkdirSync(stick)
  await seedRuns(program, [{ name: 'one' }])
  await chooseFolder(program, stick)
  await throughRestart(program, () => program.request('library.move', undefined).catch(() => null))
  expect(await runNames(program)).toEqual(['one'])

  renameSync(stick, `${stick}-away`)
  await program.relaunch()
  const { page } = program
  await throughRestart(program, () =>
    page.getByRole('button', { name: 'Use the usual folder' }).click()
  )
  expect(await runNames(program)).toEqual([])

  renameSync(`${stick}-away`, stick)
  await program.open('#/settings')
  await chooseFolder(program, join(dataFolder, 'nothing-here'))
  mkdirSync(join(dataFolder, 'nothing-here'))
  await program.page.getByRole('button', { name: 'Use another library…' }).click()
  await expect(program.page.getByText('There are no runs of Downhill in')).toBeVisible()
  await chooseFolder(program, stick)
  await throughRestart(program, () =>
    program.page.getByRole('button', { name: 'Use another library…' }).click()
  )
  expect(await runNames(program)).toEqual(['one'])
  await program.close()
})

test('a folder that will not do is refused in words, and nothing changes', async ({
  dataFolder
}) => {
  const program = await launch(dataFolder)
  const { page } = program
  await seedRuns(program, [{ name: 'one' }])
  await program.open('#/settings')
  await page.getByRole('button', { name: 'Move…' }).click()
  const choose = moveDialog(program).getByRole('button', { name: 'Choose a folder…' })
  const { folder } = await program.request('library.place', undefined)
  mkdirSync(join(folder, 'inside'))
  await chooseFolder(program, join(folder, 'inside'))
  await choose.click()
  await expect(moveDialog(program).getByRole('alert')).toContainText('within it')
  await chooseFolder(program, null)
  await choose.click()
  await expect(moveDialog(program).getByRole('alert')).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(moveDialog(program)).toHaveCount(0)
  expect(await runNames(program)).toEqual(['one'])
  await program.close()
  expect(program.problems).toEqual([])
})

test('a reset removes all runs and choices, behind a word, by keyboard', async ({ dataFolder }) => {
  const program = await launch(dataFolder)
  const { page } = program
  await seedRuns(program, [{ name: 'one' }, { name: 'two' }])
  await program.request('runs.delete', { runIds: [2] })
  await program.open('#/settings')
  await page.getByRole('radio', { name: 'Dark' }).check()
  await expect(page.getByText(/This removes all 2 runs/)).toBeVisible()
  const remove = page.getByRole('button', { name: 'Remove everything' })
  await expect(remove).toBeDisabled()
  await tabTo(page, 'textbox', /^Type “downhill”/)
  await page.keyboard.type('downhil')
  await page.keyboard.press('Enter')
  await expect(remove).toBeDisabled()
  await page.keyboard.type('l')
  await expect(remove).toBeEnabled()
  await throughRestart(program, () => page.keyboard.press('Enter'))
  expect(await program.request('library.info', undefined)).toMatchObject({
    runs: 0,
    deletedRuns: 0
  })
  expect(await program.page.evaluate(() => localStorage.length)).toBe(0)
  await program.close()
})

test('a folder that the environment gives cannot be changed from the window', async ({
  program
}) => {
  await program.open('#/settings')
  await expect(program.page.getByText('DOWNHILL_DATA')).toBeVisible()
  await expect(program.page.getByRole('button', { name: 'Move…' })).toHaveCount(0)
  await expect(program.request('library.move', undefined)).rejects.toMatchObject({
    code: 'library-fixed'
  })
})
