import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findAxeProblems } from './findings'
import { expect, test } from './fixtures'
import { tabTo } from './keys'
import { launchOptions, Program } from './program'
import { seedRuns } from './runs'

/** Stands wherever a person writes, or is written of. */
const SENTINEL = 'Zaphodine'

test.use({ pageStaysQuiet: false })

/** The program in a home folder whose name tells who it is. */
async function launchAt(home: string): Promise<Program> {
  const folder = join(home, 'runs')
  mkdirSync(folder, { recursive: true })
  const { cwd, env } = launchOptions(folder)
  const person = { HOME: home, USERPROFILE: home, USERNAME: SENTINEL, USER: SENTINEL }
  return Program.launch(folder, { cwd, env: { ...env, ...person } })
}

/** Answers the next question for a place, in place of a person. */
async function saveAt({ electron }: Program, file: string): Promise<void> {
  await electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath })
  }, file)
}

test('diagnostics say what is there, and nothing of whose it is', async ({ dataFolder }) => {
  const home = join(dataFolder, `${SENTINEL} at home`)
  const program = await launchAt(home)
  const { page } = program
  const [run] = await seedRuns(program, [{ name: `${SENTINEL}’s run` }])
  await program.request('runs.annotate', { runId: run.id, note: `A note of ${SENTINEL}.` })
  await program.request('runs.tag', { runIds: [run.id], add: [SENTINEL], remove: [] })
  await program.request('backups.make', undefined)

  const own = join(home, 'runs', 'datasets', 'own-0123456789ab')
  mkdirSync(own, { recursive: true })
  writeFileSync(join(own, 'dataset.json'), JSON.stringify({ name: `Digits of ${SENTINEL}` }))
  writeFileSync(join(home, 'runs', `downhill.sqlite.damaged-${SENTINEL}`), '')
  await page.evaluate((author) => localStorage.setItem('downhill.author', author), SENTINEL)
  // as the log has it when something unforeseen fails over a file of theirs, or a process complains
  const log = join(home, 'runs', 'log', 'downhill.log')
  mkdirSync(join(home, 'runs', 'log'), { recursive: true })
  const lines = [
    `files.save: Error: EACCES: permission denied, open '${home}/letters to ${SENTINEL}.csv'`,
    `Downhill intake: cannot read /media/stick/class of ${SENTINEL}/three.png`,
    `training: dataset-missing: C:\\Users\\${SENTINEL}\\My data\\x.idx is gone`,
    `files.exportRuns: the run ${SENTINEL}’s run was odd`,
    `uncaught: TypeError: x is not a function\n    at read (${home}/program/out/main/index.js:12:3)`
  ]
  writeFileSync(log, lines.map((line) => `2026-11-23T10:00:00.000Z ${line}\n`).join(''), {
    flag: 'a'
  })

  await program.open('#/settings')
  await tabTo(page, 'button', /^Save diagnostics…$/)
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Diagnostics' })
  const shown = dialog.getByRole('region', { name: 'What the file says' })
  await expect(shown).toContainText('Downhill diagnostics')
  await tabTo(page, 'region', /^What the file says$/)
  const top = (): Promise<number> => shown.evaluate((element) => element.scrollTop)
  expect(await top()).toBe(0)
  await page.keyboard.press('End')
  await expect.poll(top).toBeGreaterThan(0)
  expect(await findAxeProblems(page, 'diagnostics')).toEqual([])

  const file = join(dataFolder, 'mail.txt')
  await saveAt(program, file)
  await dialog.getByRole('button', { name: 'Save…' }).click()
  await expect(dialog.getByRole('status')).toContainText('mail.txt')
  const text = readFileSync(file, 'utf8')
  expect(text).toBe(await shown.evaluate((element) => element.textContent))
  expect(text.toLowerCase()).not.toContain(SENTINEL.toLowerCase())
  expect(text).not.toContain(dataFolder)
  for (const told of [
    /^Electron: 3|^Electron: 4/m,
    /^schema version: \d+$/m,
    /^quick check: ok$/m,
    /^rows of runs: 1$/m,
    /^1: \d{4}-\d\d-\d\d, \d+ bytes, 1 runs$/m,
    /^textSize: 100$/m,
    /gpu_compositing: /,
    /^width: \d+, height: \d+, scale: /m,
    /kind: Browser, KB of memory: \d+/,
    /files\.save: Error: EACCES: permission denied/,
    /earlier libraries set aside: 1/
  ]) {
    expect(text).toMatch(told)
  }
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await program.close()
})

test('diagnostics work where the library cannot be opened', async ({ dataFolder }) => {
  const home = join(dataFolder, SENTINEL)
  mkdirSync(join(home, 'runs', 'downhill.sqlite'), { recursive: true })
  const program = await launchAt(home)
  const preferences = {
    theme: 'dark',
    contrast: 'system',
    textSize: 100,
    motion: 'full',
    singleKeys: true,
    language: 'en'
  }
  const text = await program.request('diagnostics.make', { preferences })
  expect(text).toMatch(/^opened: no, store-unavailable$/m)
  expect(text).toMatch(/^theme: dark$/m)
  expect(text).not.toContain(SENTINEL)
  await program.close()
})
