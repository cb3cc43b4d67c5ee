import { expect, test } from './fixtures'
import { seedRuns, startRun, untilRun } from './runs'

test('a rate changed in mid-run is stored, marked in the curve and shown with the run', async ({
  program
}) => {
  const { page } = program
  // slow enough to be met on the way
  const { id } = await startRun(
    program,
    { name: 'braked', config: { epochs: 20, schedule: 'constant' } },
    600
  )
  await program.open(`#/train/${id}`)
  await untilRun(program, id, 'has moved', ({ step }) => step > 100)
  await page.getByRole('textbox', { name: 'Change the learning rate' }).fill('0.015')
  await page.getByRole('button', { name: 'Use this rate' }).click()

  const run = await untilRun(program, id, 'has the change', (now) => now.rateChanges.length > 0)
  const [{ step, learningRate }] = run.rateChanges
  expect(learningRate).toBe(0.015)
  expect(step).toBeGreaterThan(100)
  await expect(page.getByRole('button', { name: 'Use this rate' })).toBeDisabled()
  // the curve says so, and its table too
  await expect(page.getByRole('img', { name: /^Cost\./ })).toHaveAccessibleName(
    /η 0\.015 from epoch \d/
  )
  await page.getByRole('button', { name: 'Show as table' }).first().click()
  await expect(page.getByRole('cell', { name: 'η 0.015' })).toBeVisible()

  await program.request('training.stop', { runId: id })
  await program.open(`#/runs/${id}`)
  const words = `After step ${step.toLocaleString('en')}`
  await expect(page.getByRole('listitem').filter({ hasText: words })).toContainText('η 0.015')
})

test('a comparison says whether the race was fair, and if not, why', async ({ program }) => {
  const { page } = program
  await seedRuns(program, [
    { name: 'one' },
    { name: 'another rate', config: { learningRate: 0.4 } },
    { name: 'another seed', config: { seed: 2, epochs: 1 } }
  ])
  const race = page.getByRole('region', { name: 'Fair race' })
  await program.open('#/runs?compare=1,2')
  await expect(race).toContainText('A fair race: same start, same order, same data, same length.')

  await page.getByRole('checkbox', { name: 'Select another seed' }).click()
  await expect(race).toContainText('Not a fair race')
  for (const aspect of ['start', 'order', 'length']) {
    await expect(race.getByRole('listitem')).toContainText([`different ${aspect}`])
  }
  await expect(race).toContainText('One was given more epochs')
})

test('a run repeated comes out identical, with a hash to compare by', async ({ program }) => {
  const { page } = program
  const [run] = await seedRuns(program, [{ name: 'repeated' }])
  await program.open(`#/runs/${run.id}`)
  await page.getByRole('button', { name: 'Repeat and compare' }).click()
  await expect(
    page.getByText(/Identical to the last bit: 2 epochs and \d checkpoints/)
  ).toBeVisible()

  const hash = run.weightsSha256 ?? 'none'
  await expect(page.getByRole('definition').filter({ hasText: hash.slice(0, 10) })).toBeVisible()
  await page.getByRole('button', { name: 'Copy the whole hash' }).click()
  await expect(page.getByRole('button', { name: 'Copy the whole hash' })).toHaveAttribute(
    'title',
    'The hash is on the clipboard.'
  )
  const copied = await program.electron.evaluate(({ clipboard }) => clipboard.readText())
  expect(copied).toBe(hash)
})

test('a repetition can be called off', async ({ program }) => {
  const { page } = program
  const [run] = await seedRuns(program, [{ name: 'long', config: { epochs: 30 } }])
  await program.open(`#/runs/${run.id}`)
  const repeat = page.getByRole('button', { name: 'Repeat and compare' })
  await repeat.click()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(repeat).toBeEnabled()
  await expect(page.getByText('Identical')).toHaveCount(0)
})
