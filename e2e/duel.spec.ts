import type { Page } from '@playwright/test'
import type { EpochMetrics, RunSummary } from '../src/shared/run'
import { findAxeProblems, overflowAtDoubleText } from './findings'
import { expect, test } from './fixtures'
import { tabTo } from './keys'
import type { Program } from './program'

const EPOCHS = 45

/** Types into a field that the keyboard has come to. */
async function type(page: Page, field: RegExp, text: string): Promise<void> {
  await tabTo(page, 'textbox', field)
  await page.keyboard.press('Control+A')
  await page.keyboard.type(text)
}

async function tagged(program: Program, tag: string): Promise<RunSummary[]> {
  const runs = await program.runs()
  return runs.filter(({ tags }) => tags.includes(tag)).toReversed()
}

const epochsOf = async (program: Program, { id }: RunSummary): Promise<EpochMetrics[]> =>
  (await program.curves([id]))[0].epochs

const toMost = (epochs: EpochMetrics[]): number =>
  epochs.find(({ trainingAccuracy }) => (trainingAccuracy ?? 0) >= 0.9)?.epoch ?? NaN

const percent = (share: number | null | undefined): string =>
  (share ?? NaN).toLocaleString('en', {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1
  })

test('a duel runs to its sentence by the keyboard alone, and is found again', async ({
  program
}) => {
  const { page } = program
  await program.open('#/duel')
  await type(page, /^Training images$/, '200')
  await type(page, /^Epochs each$/, '0')
  await expect(page.getByText('A whole number from 1 to 75')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Start the duel' })).toBeDisabled()
  await type(page, /^Epochs each$/, String(EPOCHS))
  await tabTo(page, 'button', /^Start the duel$/)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Stop' })).toBeVisible()

  const lesson = page.getByRole('region', { name: 'What this duel shows' })
  await expect(lesson).toBeVisible({ timeout: 40_000 })
  const [truth, shuffled] = await tagged(program, 'duel')
  expect(shuffled.config).toEqual({ ...truth.config, shuffledLabels: 1 })
  expect(truth).toMatchObject({
    layers: [784, 256, 10],
    startSha256: shuffled.startSha256,
    sweepId: shuffled.sweepId,
    config: { subset: 200, epochs: EPOCHS, shuffledLabels: 0 }
  })
  const [ofTruth, ofShuffled] = [await epochsOf(program, truth), await epochsOf(program, shuffled)]
  // one fast, one slow; and what they are worth
  expect(toMost(ofTruth)).toBeLessThan(toMost(ofShuffled))
  await expect(lesson).toContainText(
    `90% of the training images were right after ${toMost(ofTruth)} epochs, with shuffled ones after ${toMost(ofShuffled)} epochs.`
  )
  await expect(lesson).toContainText(
    `learnt 200 labels by heart that follow no rule: ${percent(shuffled.finalTraining?.trainingAccuracy)} of them.`
  )
  await expect(lesson).toContainText(
    `one is right on ${percent(ofTruth.at(-1)?.testAccuracy)} and the other on ${percent(ofShuffled.at(-1)?.testAccuracy)}`
  )
  await expect(lesson).toContainText('Only the labels differ.')
  const row = page.getByRole('row', { name: /^100% shuffled labels/ })
  await expect(row).toContainText(`${toMost(ofShuffled)} epochs`)
  expect(await findAxeProblems(page)).toEqual([])
  expect(await overflowAtDoubleText(page)).toBe(0)

  // somebody who comes back finds it with its settings, and may stop another
  await program.open('#/')
  await program.open('#/duel')
  await expect(lesson).toContainText('Low training cost alone is not understanding.')
  await expect(page.getByRole('textbox', { name: 'Training images' })).toHaveValue('200')
  await page.getByRole('button', { name: 'Another seed' }).click()
  await page.getByRole('button', { name: 'Run again' }).click()
  await page.getByRole('button', { name: 'Stop' }).click()
  await expect(page.getByRole('button', { name: 'Go on' })).toBeVisible()
  const again = await tagged(program, 'duel')
  expect(again.map(({ config }) => config.seed)).toEqual([1, 1, 2, 2])
})

test('five seeds end at nearly the same cost, in words and numbers', async ({ program }) => {
  const { page } = program
  await program.open('#/duel?page=seeds')
  await tabTo(page, 'button', /^Start the five$/)
  await page.keyboard.press('Enter')
  const sentence = page.getByText(/ended at these costs/)
  await expect(sentence).toBeVisible({ timeout: 40_000 })
  const runs = await tagged(program, 'five seeds')
  expect(runs.map(({ config }) => config.seed)).toEqual([1, 2, 3, 4, 5])
  const costs = runs.map(({ finalTraining }) => finalTraining?.trainingCost ?? NaN)
  const [lowest, highest] = [Math.min(...costs), Math.max(...costs)]
  const mean = costs.reduce((sum, cost) => sum + cost, 0) / 5
  const written = (cost: number): string => cost.toPrecision(4)
  await expect(sentence).toContainText(
    `highest ${written(highest)}, lowest ${written(lowest)}, mean ${written(mean)}`
  )
  expect((highest - lowest) / mean).toBeLessThan(0.1)
  await expect(sentence).toContainText('nearly equally deep')
  for (const [place, cost] of costs.entries()) {
    await expect(page.getByRole('row', { name: `seed ${place + 1} ` })).toContainText(written(cost))
  }
  expect(await findAxeProblems(page)).toEqual([])
})
