import { expect, test } from './fixtures'
import { tabTo } from './keys'

test('a sweep of four runs is planned, started and followed by keyboard alone', async ({
  program
}) => {
  const { page } = program
  await page.keyboard.press('Control+n')
  await expect(page.getByRole('heading', { level: 1, name: 'Train a network' })).toBeVisible()
  await tabTo(page, 'button', /^Sweep/)
  await page.keyboard.press('Enter')

  // the first setting that varies is the rate; its values are typed, a wrong one is named
  await tabTo(page, 'textbox', /^Values/)
  await page.keyboard.press('Control+a')
  await page.keyboard.type('0.5, x')
  await expect(page.getByText('x: Enter a number.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Start training' })).toBeDisabled()
  await page.keyboard.press('Control+a')
  await page.keyboard.type('0.5, 2')
  await tabTo(page, 'button', /^Vary another setting/)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('combobox', { name: 'What varies' }).last()).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Control+a')
  await page.keyboard.type('10, 100')
  await tabTo(page, 'textbox', /^Name of the sweep/)
  await page.keyboard.type('by hand')

  await tabTo(page, 'textbox', /^Epochs/)
  await page.keyboard.press('Control+a')
  await page.keyboard.type('1')
  await page.getByText('More settings').focus()
  await page.keyboard.press('Enter')
  await tabTo(page, 'textbox', /^Training examples/)
  await page.keyboard.press('Control+a')
  await page.keyboard.type('2000')

  const planned = page.getByRole('region', { name: 'Runs of the sweep' }).getByRole('row')
  await expect(planned).toHaveText([
    /Learning rate.*Batch size/,
    /0\.5.*10/,
    /0\.5.*100/,
    /2.*10/,
    /2.*100/
  ])
  await page.keyboard.press('Enter')

  await expect(page.getByRole('heading', { level: 1, name: 'Runs' })).toBeVisible()
  const group = page.getByRole('row', { name: /by hand/ })
  await expect(group).toContainText('4 of 4 done')
  await expect(group).toContainText(/best so far\s*\d\d\.\d\d%/)
  const runs = await program.runs()
  expect(runs.map(({ status }) => status)).toEqual(Array(4).fill('finished'))
  expect(
    runs
      .sort((a, b) => a.id - b.id)
      .map(({ config: { learningRate, batchSize, subset, epochs } }) => [
        learningRate,
        batchSize,
        subset,
        epochs
      ])
  ).toEqual([
    [0.5, 10, 2000, 1],
    [0.5, 100, 2000, 1],
    [2, 10, 2000, 1],
    [2, 100, 2000, 1]
  ])

  // folded, the runs give way; the group stays
  const members = page.getByRole('row', { name: /batch 100/ })
  await expect(members).toHaveCount(2)
  await tabTo(page, 'button', /^by hand/)
  await page.keyboard.press('Enter')
  await expect(members).toHaveCount(0)
  await expect(group).toBeVisible()
})

test('a sweep is stopped as a whole, and what it had not begun can go on later', async ({
  program
}) => {
  const { page } = program
  const [base] = await program.runs()
  expect(base).toBeUndefined()
  await program.open('#/train?preset=plain')
  await page.getByRole('button', { name: /^Sweep/ }).click()
  await page.getByRole('combobox', { name: 'What varies' }).selectOption({ label: 'Seed' })
  await page.getByRole('button', { name: 'Start 5 runs' }).click()

  const group = page.getByRole('row', { name: /of 5 done/ })
  await expect(group).toBeVisible()
  await page.getByRole('button', { name: 'Stop the sweep Seed' }).click()
  await expect(group).toContainText('5 of 5 done')
  const statuses = (await program.runs()).map(({ status }) => status)
  expect(statuses).toEqual(Array(5).fill('stopped'))
})
