import { findAxeProblems, overflowAtDoubleText, untilStill } from './findings'
import { expect, test } from './fixtures'
import { drawDigit } from './hand'
import type { Program } from './program'
import { seedRuns, startRun } from './runs'

const NAMES = ['', 'descent', 'train', 'network', 'runs', 'draw', 'data', 'settings', 'about']
const SCREENS = NAMES.map((name) => `#/${name}`)

/** Opens a screen and waits until its heading and its numbers stand. */
async function open(program: Program, address: string): Promise<void> {
  const { page } = program
  await program.open(address)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await untilStill(page)
}

/** What is wrong on the screen as it stands, in both themes: by axe, and by a sideways scroll at double size. */
async function findProblems({ page }: Program, screen: string): Promise<string[]> {
  const problems = await findAxeProblems(page, screen)
  const overflow = await overflowAtDoubleText(page)
  if (overflow > 0) problems.push(`${screen}: ${overflow} px wider than the window at 200 % text`)
  return problems
}

test('every screen passes axe in light and dark, with nothing to show yet', async ({ program }) => {
  const problems: string[] = []
  for (const address of SCREENS) {
    await open(program, address)
    problems.push(...(await findProblems(program, address)))
  }
  await open(program, '#/train')
  await program.page.getByText('More settings').click()
  problems.push(...(await findProblems(program, 'all settings')))
  await program.page.getByRole('button', { name: /^Sweep/ }).click()
  await program.page.getByRole('button', { name: 'Vary another setting' }).click()
  await program.page
    .getByRole('combobox', { name: 'What varies' })
    .last()
    .selectOption({ label: 'Activation' })
  problems.push(...(await findProblems(program, 'sweep')))
  expect(problems).toEqual([])
})

test('a run and a sweep under way pass axe in light and dark', async ({ program }) => {
  const { page } = program
  const problems: string[] = []
  const run = await startRun(program, { name: 'slow', config: { epochs: 50 } }, 100)
  await program.request('training.setRate', { runId: run.id, learningRate: 0.1 })
  await program.request('sweeps.start', {
    name: 'waiting',
    configs: [run.config, { ...run.config, seed: 2 }]
  })
  await open(program, `#/train/${run.id}`)
  await page
    .getByRole('img', { name: /η 0\.1 from/ })
    .first()
    .waitFor()
  problems.push(...(await findProblems(program, 'under way')))
  await open(program, '#/runs')
  await page
    .getByRole('row', { name: /waiting/ })
    .first()
    .waitFor()
  problems.push(...(await findProblems(program, 'sweep under way')))
  expect(problems).toEqual([])
})

test('every screen passes axe in light and dark, with runs to show', async ({ program }) => {
  test.setTimeout(180_000)
  const { page } = program
  await seedRuns(program, [
    { name: 'one' },
    { name: 'two', config: { batchSize: 500 } },
    { name: 'too steep', config: { learningRate: 1000, l2: 1000, epochs: 5 } }
  ])
  const problems: string[] = []
  const addresses = [
    '#/',
    '#/train/1',
    '#/train/3',
    '#/network/1',
    '#/runs/1',
    '#/runs/3',
    '#/draw'
  ]
  for (const address of addresses) {
    await open(program, address)
    if (address === '#/draw') await drawDigit(page, 5)
    if (address === '#/runs/1') {
      await page.getByRole('button', { name: 'Repeat and compare' }).click()
      await page.getByText('Identical').waitFor()
    }
    problems.push(...(await findProblems(program, address)))
  }
  await open(program, '#/runs')
  for (const name of ['one', 'two'])
    await page.getByRole('checkbox', { name: `Select ${name}` }).click()
  await page.getByRole('button', { name: 'Compare' }).click()
  await page.getByRole('img', { name: /two/ }).first().waitFor()
  problems.push(...(await findProblems(program, 'comparison')))
  await page.getByRole('button', { name: 'Keys' }).click()
  problems.push(...(await findProblems(program, 'help')))
  expect(problems).toEqual([])
})
