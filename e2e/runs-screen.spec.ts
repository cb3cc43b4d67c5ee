import type { Locator, Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { seedRuns } from './runs'

const TWO = [
  { name: 'small batches', config: { batchSize: 50 } },
  { name: 'large batches', config: { batchSize: 500, learningRate: 0.3 } }
]

/** Marks both runs in the table and compares them. */
async function compare(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Runs' }).click()
  for (const { name } of TWO) await page.getByRole('checkbox', { name: `Select ${name}` }).click()
  await page.getByRole('button', { name: 'Compare' }).click()
}

test('two runs compared show two curves and the settings in which they differ', async ({
  program
}) => {
  const { page } = program
  await seedRuns(program, TWO)
  await compare(page)

  // the picture says what it shows, and as a table it has a column a run
  const chart = page.getByRole('img', { name: /small batches/ }).first()
  await expect(chart).toHaveAccessibleName(/large batches/)
  await page.getByRole('button', { name: 'Show as table' }).first().click()
  const header = page
    .getByRole('table')
    .filter({ hasText: 'large batches' })
    .getByRole('columnheader')
  await expect(header.filter({ hasText: 'small batches' }).first()).toBeVisible()
  await expect(header.filter({ hasText: 'large batches' }).first()).toBeVisible()

  const settings = page.getByRole('region', { name: 'Settings' }).getByRole('table')
  const setting = (name: string): Locator => settings.getByRole('columnheader', { name })
  await expect(settings.getByRole('row', { name: /large batches/ })).toContainText('500')
  await expect(settings.getByRole('row', { name: /large batches/ })).toContainText('0.3')
  await expect(setting('Batch size')).toBeVisible()
  await expect(setting('Learning rate')).toBeVisible()
  await expect(setting('Activation')).toHaveCount(0)
  await page.getByRole('checkbox', { name: 'Differences only' }).click()
  await expect(setting('Activation')).toBeVisible()
})

test('the curves of a comparison are drawn in the colours of their runs', async ({ program }) => {
  const { page } = program
  await seedRuns(program, TWO)
  await compare(page)
  await expect(page.getByRole('img', { name: /small batches/ }).first()).toBeVisible()

  const inkOf = (): Promise<number[]> =>
    page.evaluate(() => {
      const pixelOf = (colour: string): string => {
        const context = document.createElement('canvas').getContext('2d')
        if (!context) return ''
        context.fillStyle = colour
        context.fillRect(0, 0, 1, 1)
        return context.getImageData(0, 0, 1, 1).data.slice(0, 3).join()
      }
      const wanted = ['--run-1', '--run-2'].map((name) => {
        const probe = document.body.appendChild(document.createElement('i'))
        probe.style.color = `var(${name})`
        const { color } = getComputedStyle(probe)
        probe.remove()
        return pixelOf(color)
      })
      const counts = wanted.map(() => 0)
      for (const canvas of document.querySelectorAll('canvas')) {
        const context = canvas.getContext('2d')
        if (!context || canvas.width === 0) continue
        const { data } = context.getImageData(0, 0, canvas.width, canvas.height)
        for (let at = 0; at < data.length; at += 4) {
          const index = wanted.indexOf(data.slice(at, at + 3).join())
          if (index >= 0) counts[index]++
        }
      }
      return counts
    })
  await expect.poll(async () => Math.min(...(await inkOf()))).toBeGreaterThan(50)
})

test('a deleted run comes back with undo, with all it had', async ({ program }) => {
  const { page } = program
  await seedRuns(program, TWO)
  const before = await program.request('runs.detail', { runId: 1 })
  await page.getByRole('link', { name: 'Runs' }).click()
  const row = page.getByRole('row', { name: /small batches/ })
  const deleteIt = async (): Promise<void> => {
    await page.getByRole('button', { name: 'Actions for small batches' }).click()
    await page.getByRole('menuitem', { name: 'Delete' }).click()
  }
  await deleteIt()
  await expect(row).toHaveCount(0)
  await expect(program.request('runs.detail', { runId: 1 })).rejects.toThrow(/no run 1/)

  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(row).toBeVisible()
  expect(await program.request('runs.detail', { runId: 1 })).toEqual(before)

  // and by keyboard
  await deleteIt()
  await expect(row).toHaveCount(0)
  await page.keyboard.press('Control+z')
  await expect(row).toBeVisible()
})

test('the true training cost of a checkpoint is measured on demand', async ({ program }) => {
  const { page } = program
  const [run] = await seedRuns(program, [{ name: 'measured' }])
  await program.open(`#/runs/${run.id}`)
  await page.getByRole('button', { name: 'Measure the true training cost after epoch 0' }).click()
  const row = page
    .getByRole('table')
    .filter({ hasText: 'SHA-256' })
    .getByRole('row')
    .filter({ has: page.getByRole('cell', { name: '0', exact: true }) })
  // ten classes and random weights: about ln 10
  await expect(row).toContainText(/2\.[2-9]\d\d|[3-9]\.\d\d\d/)

  // measured again for the end it is what the run itself measured when it finished
  const { checkpoints } = await program.request('runs.detail', { runId: run.id })
  const last = checkpoints.find(({ step }) => step === run.totalSteps)
  const measured = await program.request('runs.measureTrainingSet', {
    runId: run.id,
    checkpointId: last?.id ?? 0
  })
  expect(measured).toEqual(run.finalTraining)
})
