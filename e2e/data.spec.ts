import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import { recipeId, usualRecipe } from '../src/shared/dataset-recipe'
import { PLAIN_SETTINGS, type RunConfig } from '../src/shared/run-config'
import { answerDialogs } from './dialogs'
import { findAxeProblems, overflowAtDoubleText } from './findings'
import { expect, test } from './fixtures'
import { tabTo } from './keys'
import { CHECKOUT } from './program'
import { startRun, untilRun } from './runs'

const details = (page: Page): ReturnType<Page['getByRole']> =>
  page.getByRole('complementary', { name: 'The chosen data set' })

/** How often each digit is in one of MNIST's files of labels, counted without the program. */
async function countLabels(file: string): Promise<number[]> {
  const path = join(CHECKOUT, 'out', 'resources', 'mnist', `${file}.gz`)
  const labels = gunzipSync(await readFile(path)).subarray(8)
  return [...Array(10).keys()].map((digit) => labels.filter((label) => label === digit).length)
}

const plain = (numbers: readonly string[]): number[] =>
  numbers.map((number) => Number(number.replaceAll(',', '')))

test('the card of the digits has the numbers of its files', async ({ program }) => {
  const { page } = program
  await page.keyboard.press('Control+7')
  await expect(page.getByRole('heading', { level: 1, name: 'Data' })).toBeVisible()
  await expect(page.getByRole('radio', { name: /^MNIST digits/ })).toBeChecked()
  const balance = details(page).getByRole('table', { name: 'How many of each class' })
  await expect(balance.getByRole('row')).toHaveCount(11)
  const column = (place: number): Promise<string[]> =>
    balance.locator(`tbody tr td:nth-child(${place})`).allTextContents()
  expect(plain(await column(2))).toEqual(await countLabels('train-labels-idx1-ubyte'))
  expect(plain(await column(3))).toEqual(await countLabels('t10k-labels-idx1-ubyte'))
  await expect(page.getByRole('img', { name: /^9 of its pictures/ })).toBeVisible()
  await expect(
    details(page).getByRole('img', { name: 'The mean of all training pictures of MNIST digits' })
  ).toBeVisible()
  const [mnist] = await program.request('datasets.list', undefined)
  await expect(details(page).getByText(mnist.fingerprint.slice(0, 10))).toBeVisible()
  // what came with the program can be neither renamed nor removed
  await expect(page.getByRole('button', { name: /^(Rename|Remove)/ })).toHaveCount(0)
})

test('a spiral is set up, seen at once, trained and separated by keyboard alone', async ({
  program
}) => {
  const { page } = program
  await program.open('#/data')
  const mnist = page.getByRole('radio', { name: /^MNIST digits/ })
  await expect(mnist).toBeChecked()
  await mnist.focus()
  const spiral = page.getByRole('radio', { name: /^Spiral/ })
  for (let presses = 0; presses < 8 && !(await spiral.isChecked()); presses++) {
    await page.keyboard.press('ArrowDown')
  }
  await expect(details(page).getByRole('heading', { name: 'Spiral' })).toBeVisible()

  await tabTo(page, 'textbox', /^Points/)
  await page.keyboard.press('Control+a')
  await page.keyboard.type('600')
  await expect(details(page).getByRole('img', { name: /^600 points of 3 classes/ })).toBeVisible()
  await tabTo(page, 'link', /^Train on it/)
  await page.keyboard.press('Enter')

  await expect(page.getByRole('img', { name: /layers of 2, 16, 16, 3 neurons/ })).toBeVisible()
  await tabTo(page, 'textbox', /^Held out for validation/)
  await page.keyboard.press('Control+a')
  await page.keyboard.type('80')
  const split = page.getByRole('term').filter({ hasText: 'to train' }).locator('xpath=..')
  await expect(split).toContainText('400')
  await tabTo(page, 'button', /^Start training/)
  await page.keyboard.press('Enter')

  const plane = page.getByRole('figure', { name: 'What it answers where' })
  await expect(plane.getByRole('img', { name: /^After epoch \d+, .*class 3 on/ })).toBeVisible()
  await program.request('training.setPace', { runId: 1, pace: null })
  const run = await untilRun(program, 1, 'has finished', ({ status }) => status === 'finished')
  expect(run.config).toMatchObject({
    dataset: recipeId({ ...usualRecipe('spiral'), count: 600 }),
    heldOut: 80
  })
  expect(run.lastTestAccuracy).toBeGreaterThanOrEqual(0.97)
  await expect(plane.getByRole('img', { name: /^After epoch 200,/ })).toBeVisible()
  await expect(page.getByText(/^It tells the classes apart/)).toBeVisible()
  await expect(page.getByRole('link', { name: 'Draw a digit for it' })).toHaveCount(0)

  await tabTo(page, 'button', /^Show as table: What it answers where/)
  await page.keyboard.press('Enter')
  await expect(plane.getByRole('row')).toHaveCount(9)

  // its page shows the same of any checkpoint
  await program.open('#/runs/1')
  await page.getByRole('slider', { name: 'Checkpoint' }).focus()
  await page.keyboard.press('Home')
  await expect(plane.getByRole('img', { name: /^After epoch 0,/ })).toBeVisible()
})

/** A small network for points, and one for a curve. */
const SMALL = { ...PLAIN_SETTINGS, activation: 'tanh', initialisation: 'xavier' } as const
const ON_POINTS: RunConfig = {
  ...SMALL,
  dataset: recipeId(usualRecipe('xor')),
  hiddenLayers: [8],
  cost: 'cross-entropy',
  batchSize: 10,
  learningRate: 0.3,
  epochs: 20,
  seed: 3
}
const ON_CURVE: RunConfig = {
  ...ON_POINTS,
  dataset: recipeId({ ...usualRecipe('wave'), noise: 0 }),
  cost: 'quadratic',
  learningRate: 0.1,
  epochs: 300
}

test('what is drawn is what the weights answer', async ({ program }) => {
  const { id } = await startRun(program, { name: 'xor', config: ON_POINTS })
  const run = await untilRun(program, id, 'has finished', ({ status }) => status === 'finished')
  // the bytes of typed arrays do not come through to the test: they are counted in the page
  const right = await program.page.evaluate(
    async ({ runId, dataset }) => {
      const card = await window.downhill.request('datasets.card', { dataset })
      if (!card.ok) throw new Error(card.error.message)
      const { test } = card.value.points
      const count = test.length / 3
      const inputs = Float32Array.from(
        { length: 2 * count },
        (_, at) => test[Math.floor(at / 2) * 3 + (at % 2)]
      )
      const source = { runId, checkpoint: 'last' } as const
      const answer = await window.downhill.request('network.outputs', { source, inputs })
      if (!answer.ok) throw new Error(answer.error.message)
      const { outputs } = answer.value
      const places = Array.from({ length: count }, (_, place) => place)
      const isRight = (place: number): boolean =>
        test[place * 3 + 2] === (outputs[2 * place + 1] > outputs[2 * place] ? 1 : 0)
      return places.filter(isRight).length / count
    },
    { runId: id, dataset: ON_POINTS.dataset }
  )
  expect(right).toBeCloseTo(run.lastTestAccuracy ?? -1, 6)
})

test('a curve is trained, drawn, and told without right or wrong', async ({ program }) => {
  const { page } = program
  await startRun(program, { name: 'wave', config: ON_CURVE })
  const run = await untilRun(program, 1, 'has finished', ({ status }) => status === 'finished')
  expect(run.lastTestCost).toBeLessThan(0.02)
  await program.open('#/train/1')
  const plane = page.getByRole('figure', { name: 'The curve that it draws' })
  await expect(plane.getByRole('img', { name: /^After epoch 300 its line runs/ })).toBeVisible()
  await expect(page.getByText(/^It follows the curve: test cost 0\.0/)).toBeVisible()
  await plane.getByRole('button', { name: /^Show as table/ }).click()
  await expect(plane.getByRole('row')).toHaveCount(18)
  await expect(page.getByRole('heading', { name: 'Accuracy' })).toHaveCount(0)
  await expect(page.getByText('0.0%')).toHaveCount(0)
  await program.open('#/runs')
  await expect(page.getByRole('row', { name: /wave/ }).getByText('—').first()).toBeVisible()
})

test('a data set in use stays; one that is missing is named, with what to do', async ({
  program,
  dataFolder
}) => {
  const { page } = program
  const file = join(dataFolder, 'heaps.csv')
  const rows = [...Array(60).keys()].map((row) =>
    row % 2 === 0 ? `${row / 60},1,left` : `${-row / 60},-1,right`
  )
  await writeFile(file, `x,y,side\n${rows.join('\n')}\n`)
  await answerDialogs(program, { open: [file] })
  await program.request('intake.choose', { kind: 'csv' })
  const own = await program.request('intake.store', {
    name: 'Our heaps',
    source: 'drawn in class',
    licence: ''
  })
  await startRun(program, { name: 'on ours', config: { ...ON_POINTS, dataset: own.id } })
  await untilRun(program, 1, 'has finished', ({ status }) => status === 'finished')

  await program.open(`#/data?set=${own.id}`)
  await expect(details(page).getByText('drawn in class')).toBeVisible()
  await expect(details(page).getByRole('rowheader', { name: 'left' })).toBeVisible()
  await details(page)
    .getByRole('button', { name: /^Rename/ })
    .click()
  await page.keyboard.press('Control+a')
  await page.keyboard.type('Two heaps')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('radio', { name: /^Two heaps/ })).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(page.getByRole('radio', { name: /^Our heaps/ })).toBeVisible()

  await details(page).getByRole('button', { name: 'Remove this data set' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove this data set' }).click()
  await expect(details(page).getByRole('alert')).toContainText('on ours')
  await expect(page.getByRole('radio', { name: /^Our heaps/ })).toBeVisible()

  await rm(join(dataFolder, 'datasets', own.id), { recursive: true })
  const again = await program.relaunch()
  await program.open('#/data')
  const missing = again.getByRole('region', { name: 'Data sets that are not here' })
  await expect(missing.getByText(own.id)).toBeVisible()
  await expect(missing.getByRole('link', { name: 'on ours' })).toBeVisible()
})

test('data sets, their runs and their form pass axe in both themes', async ({ program }) => {
  const { page } = program
  const problems: string[] = []
  const look = async (where: string): Promise<void> => {
    problems.push(...(await findAxeProblems(page, where)))
    const overflow = await overflowAtDoubleText(page)
    if (overflow > 0) problems.push(`${where}: ${overflow} px too wide at double text`)
  }
  await startRun(program, { name: 'xor', config: ON_POINTS })
  await untilRun(program, 1, 'has finished', ({ status }) => status === 'finished')
  await program.open(`#/data?set=${ON_POINTS.dataset}`)
  await expect(details(page).getByRole('img', { name: /^500 points/ })).toBeVisible()
  await look('data set')
  await page.getByRole('link', { name: 'Train on it' }).click()
  await expect(page.getByRole('heading', { name: 'What it learns from: XOR' })).toBeVisible()
  await look('form')
  await program.open('#/train/1')
  await expect(page.getByRole('img', { name: /^After epoch 20,/ })).toBeVisible()
  await page.getByRole('button', { name: /^Show as table: What/ }).click()
  await look('run')
  expect(problems).toEqual([])
})
