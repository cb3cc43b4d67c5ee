import type { Locator, Page } from '@playwright/test'
import type { RunSummary } from '../src/shared/run'
import { expect, test } from './fixtures'
import { seedRuns, startRun, untilRun } from './runs'

const TWO = [
  { name: 'small batches', config: { batchSize: 50 } },
  { name: 'large batches', config: { batchSize: 500, learningRate: 0.3 } }
]

/** What is over as soon as it began. */
const SHORT = { subset: 1000, epochs: 1 }

const isFinished = ({ status }: RunSummary): boolean => status === 'finished'

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

test('a search shows what it finds in a folded sweep, with or without accents, and nothing jumps', async ({
  program
}) => {
  const { page } = program
  const [{ config }] = await seedRuns(program, [{ name: 'alone', config: SHORT }])
  const { runIds } = await program.request('sweeps.start', {
    name: 'seeds',
    configs: [
      { ...config, seed: 2 },
      { ...config, seed: 3 }
    ]
  })
  for (const id of runIds) await untilRun(program, id, 'has ended', isFinished)
  await program.request('runs.rename', { runId: runIds[1], name: 'for Chloe\u0301' })
  await page.getByRole('link', { name: 'Runs' }).click()
  const table = page.getByRole('treegrid')
  const head = table.getByRole('row', { name: /seeds/ })
  const hit = table.getByRole('row', { name: /for Chlo/ })
  await head.getByRole('button', { name: 'seeds', exact: true }).click()
  await expect(hit).toHaveCount(0)

  const top = async (): Promise<number | undefined> => (await table.boundingBox())?.y
  const before = await top()
  await page.getByRole('searchbox').fill('chloé')
  await expect(hit.locator('mark')).toHaveText('Chloe\u0301')
  await expect(head).toContainText('one of them shown')
  expect(await top()).toBe(before)

  // folded during the search it is folded, and says what it hides
  await head.getByRole('button', { name: 'seeds', exact: true }).click()
  await expect(hit).toHaveCount(0)
  await expect(head).toContainText('one of them found')
  await page.getByRole('searchbox').fill('chloe')
  await expect(hit).toBeVisible()
  await page.getByRole('searchbox').fill('')
  await expect(table.getByRole('row', { name: /alone/ })).toBeVisible()
  await expect(hit).toHaveCount(0)

  await page.getByRole('button', { name: 'Sweep', exact: true }).click()
  await page.getByRole('checkbox', { name: 'seeds 2' }).click()
  await page.keyboard.press('Escape')
  await expect(hit).toBeVisible()
})

test('a run under way is not deleted, and a word says why until something else is done', async ({
  program
}) => {
  const { page } = program
  await seedRuns(program, [{ name: 'done', config: SHORT }])
  const { id } = await startRun(program, { name: 'slow', config: { epochs: 100 } }, 20)
  await page.getByRole('link', { name: 'Runs' }).click()
  const row = (name: string): Locator => page.getByRole('treegrid').getByRole('row', { name })
  const refusal = page.getByText('Stop it first, then delete it.', { exact: true })
  await row('slow').focus()
  await page.keyboard.press('Delete')
  await expect(refusal).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await expect(refusal).toHaveCount(0)
  await page.getByRole('button', { name: 'Actions for slow' }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await expect(refusal).toBeVisible()

  await row('slow').focus()
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Delete')
  await expect(page.getByText(/Deleted “done”\. One run is under way and stayed/)).toBeVisible()
  await expect(row('done')).toHaveCount(0)
  await expect(row('slow')).toBeVisible()
  await program.request('training.stop', { runId: id })
})

test('the offer to undo goes with the second screen, and the keys still take it back', async ({
  program
}) => {
  const { page } = program
  await seedRuns(program, [{ name: 'gone', config: SHORT }])
  await page.getByRole('link', { name: 'Runs' }).click()
  await page.getByRole('treegrid').getByRole('row', { name: 'gone' }).focus()
  await page.keyboard.press('Delete')
  const undo = page.getByRole('button', { name: 'Undo' })
  await expect(undo).toBeVisible()
  await page.getByRole('link', { name: 'About' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'About' })).toBeVisible()
  await expect(undo).toBeVisible()
  await page.getByRole('link', { name: 'Settings' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible()
  await expect(undo).toHaveCount(0)
  await page.keyboard.press('Control+z')
  await page.getByRole('link', { name: 'Runs', exact: true }).click()
  await expect(page.getByRole('treegrid').getByRole('row', { name: 'gone' })).toBeVisible()
})
