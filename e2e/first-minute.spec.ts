import type { Locator, Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { drawDigit } from './hand'
import { untilRun } from './runs'

/** The sentence over the bars; the live region says it too, now and then. */
function sentence(page: Page): Locator {
  return page.getByRole('paragraph').filter({ hasText: /^(Looks like|Not sure)/ })
}

/** What the bars say to the drawing, as words: the digit with the longest bar. */
function answer(page: Page): Promise<string> {
  return page
    .getByRole('list', { name: 'Output for each digit' })
    .getByRole('listitem')
    .filter({ hasText: 'the answer' })
    .innerText()
    .then((text) => text.trim()[0])
}

/** Draws every digit once and counts how many the network answers rightly. */
async function countRecognised(page: Page): Promise<number> {
  let recognised = 0
  for (let digit = 0; digit <= 9; digit++) {
    await drawDigit(page, digit)
    await expect(sentence(page)).toBeVisible()
    // one more frame, so that the bars answer the last stroke and not the one before
    await page.waitForTimeout(150)
    if ((await answer(page)) === String(digit)) recognised++
    await page.getByRole('button', { name: 'Clear' }).first().click()
  }
  return recognised
}

test('one button trains on all of MNIST, and digits drawn with the mouse are then recognised', async ({
  program
}) => {
  const { page } = program

  await drawDigit(page, 3)
  await page.getByRole('button', { name: 'Train a network' }).click()
  await expect(page.getByRole('progressbar')).toBeVisible()
  // the bars answer while it trains
  await expect(sentence(page)).toBeVisible()
  expect((await program.runs())[0].status).toBe('running')
  await page.getByRole('button', { name: 'Clear' }).first().click()

  await expect(page.getByText(/in 100 right\. Draw one\./)).toBeVisible({ timeout: 60_000 })
  const [run] = await program.runs()
  expect(run.status).toBe('finished')
  expect(run.step).toBe(run.totalSteps)
  expect(run.lastTestAccuracy).toBeGreaterThanOrEqual(0.95)
  const hundredths = Math.floor((run.lastTestAccuracy ?? 0) * 100)
  await expect(page.getByText(`${hundredths} in 100 right`)).toBeVisible()

  expect(await countRecognised(page)).toBeGreaterThanOrEqual(9)
})

test('after a restart the run, its curve and its weights are there, and the bars answer from the stored checkpoint', async ({
  program
}) => {
  await program.page.getByRole('switch', { name: 'Flat out' }).click()
  await program.page.getByRole('button', { name: 'Train a network' }).click()
  const [{ id }] = await program.until(
    'the run exists',
    () => program.runs(),
    (runs) => runs.length === 1
  )
  const before = await untilRun(program, id, 'has finished', ({ status }) => status === 'finished')
  const detailBefore = await program.request('runs.detail', { runId: id })

  const page = await program.relaunch()
  const detail = await program.request('runs.detail', { runId: id })
  expect(detail.run).toEqual(before)
  expect(detail.curves).toEqual(detailBefore.curves)
  expect(detail.curves.epochs).toHaveLength(before.config.epochs + 1)
  expect(detail.checkpoints).toEqual(detailBefore.checkpoints)

  await expect(page.getByText(/in 100 right\. Draw one\./)).toBeVisible()
  expect(await countRecognised(page)).toBeGreaterThanOrEqual(9)
})
