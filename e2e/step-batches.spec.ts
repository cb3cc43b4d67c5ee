import type { Locator, Page } from '@playwright/test'
import { drawBatch } from '../src/analyst/study/batch-gradients'
import type { Dataset } from '../src/datasets/load'
import { layerViews } from '../src/engine/network'
import { randomStream, shuffle } from '../src/shared/random'
import { expect, test } from './fixtures'
import { tabTo } from './keys'
import { findAxeProblems } from './findings'
import {
  costAfter,
  FIRST_EPOCH,
  loadDigits,
  passOf,
  shownNumbers,
  trainShortRun,
  written
} from './known-run'

/** What is on the screen against the float64 reference worked out here, after the first epoch of a short run. */
let mnist: Dataset
test.beforeAll(async () => void (mnist = await loadDigits()))

const fixed = (value: number, decimals: number): string => value.toFixed(decimals)
const list = (page: Page, name: string): Locator => page.getByRole('list', { name })
const goOn = (page: Page): Promise<void> => page.getByRole('button', { name: 'Go on' }).click()

test('the anatomy of a step is told in the numbers of the reference', async ({ program }) => {
  const { page } = program
  const of = await trainShortRun(program, mnist)
  const { run, network, plans, parameters, engine, set, training } = of
  const { order } = plans.plan(FIRST_EPOCH, 1)
  const { answers } = training
  if (answers.kind !== 'classes') throw new Error('These are no classes.')

  await program.open(`#/network/${run.id}?tab=step&step=${FIRST_EPOCH}`)
  await expect(page.getByRole('heading', { name: 'Step 101 of 300' })).toBeVisible()
  const images = page.getByRole('group', { name: 'Image whose numbers are followed' })
  for (const [place, index] of [...order].entries()) {
    const name = `Image ${place + 1}: a ${answers.labels[index]}`
    await expect(images.getByRole('radio', { name, exact: true })).toBeVisible()
  }
  // the second one is followed
  await images.getByRole('radio').nth(1).check()
  const { layers, wanted, gradient: own, cost } = passOf(of, order[1])

  await goOn(page)
  const names = ['hidden layer 1', 'hidden layer 2', 'output layer']
  for (const [index, name] of names.entries()) {
    await expect
      .poll(() => shownNumbers(list(page, `Answers of the ${name}`)))
      .toEqual([...layers[index + 1]].map((a) => fixed(a, 3)))
  }

  await goOn(page)
  const terms = page.getByRole('region', { name: 'Terms of the cost' }).locator('tbody tr')
  for (const [digit, a] of layers[3].entries()) {
    await expect(terms.nth(digit)).toContainText(fixed(a, 4))
    await expect(terms.nth(digit)).toContainText(fixed((a - wanted[digit]) ** 2, 4))
  }
  await expect(
    page.getByRole('math', { name: `The cost of this image is ${fixed(cost, 4)}.` })
  ).toBeVisible()

  // the slope of a bias is its neuron's error
  await goOn(page)
  const views = layerViews(network.layers)
  const errorsOf = (layer: number): string[] => {
    const { biases, outputs } = views[layer - 1]
    return [...own.subarray(biases, biases + outputs)].map(written)
  }
  expect(await shownNumbers(list(page, 'Errors δ of the output layer'))).toEqual(errorsOf(3))
  await goOn(page)
  expect(await shownNumbers(list(page, 'Errors δ of the hidden layer 2'))).toEqual(errorsOf(2))
  expect(await shownNumbers(list(page, 'Errors δ of the hidden layer 1'))).toEqual(errorsOf(1))

  // the weight with the batch's largest slope in the output layer is followed
  const gradient = engine.gradient(set, order)
  const last = views[2]
  const slopes = [...gradient.subarray(last.weights, last.biases)].map(Math.abs)
  const followed = last.weights + slopes.indexOf(Math.max(...slopes))
  await goOn(page)
  const ownSlope = written(own[followed])
  await expect(page.getByRole('math', { name: new RegExp(`^${ownSlope} = `) })).toBeVisible()

  await goOn(page)
  await goOn(page)
  const change = page.getByRole('region', { name: /largest changes/ }).locator('tbody tr')
  const moved = Float32Array.from(parameters, (w, index) => w - 1.5 * gradient[index])
  const before = parameters[followed]
  const row = [before, gradient[followed], moved[followed] - before, moved[followed]]
  expect(await change.first().getByRole('cell').allInnerTexts()).toEqual(row.map(written))

  await goOn(page)
  const start = engine.evaluate(set, order).cost
  engine.load(moved, null)
  const end = engine.evaluate(set, order).cost
  const promised = -1.5 * gradient.reduce((sum, slope) => sum + slope ** 2, 0)
  const readouts = page.locator('.readout dd')
  await expect(readouts).toHaveText([
    fixed(start, 3),
    fixed(end, 3),
    written(promised),
    written(end - start)
  ])
  await expect(page.getByRole('button', { name: 'Go on' })).toBeDisabled()
})

test('a step is walked through with the keyboard alone, to the next one and back', async ({
  program
}) => {
  const { page } = program
  const { run } = await trainShortRun(program, mnist, {
    optimiser: 'momentum',
    momentum: 0.5,
    learningRate: 0.5
  })
  await program.open(`#/network/${run.id}?tab=step`)
  await expect(page.getByText('The run ends here')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Step 300 of 300' })).toBeVisible()
  await tabTo(page, 'button', /To the first step/)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Step 1 of 300' })).toBeVisible()

  await tabTo(page, 'button', /Go on/)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('radio', { name: 'Forward' })).toBeChecked()
  await page.getByRole('radio', { name: 'Forward' }).focus()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('radio', { name: 'Cost' })).toBeChecked()
  for (const stage of ['Output errors', 'Errors back', 'Weights', 'Biases', 'Step']) {
    await page.keyboard.press('ArrowRight')
    await expect(page.getByRole('radio', { name: stage })).toBeChecked()
  }
  await expect(page.getByText('With momentum 0.5')).toBeVisible()
  await expect(page.getByRole('columnheader', { name: 'Plain step would add' })).toBeVisible()

  await tabTo(page, 'button', /Next step/)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Step 2 of 300' })).toBeVisible()
  await tabTo(page, 'button', /Previous step/)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Step 1 of 300' })).toBeVisible()

  await page.getByRole('checkbox', { name: 'Everything at once' }).focus()
  await page.keyboard.press('Space')
  for (const name of ['Forward', 'Backward: four formulas', 'Before and after'])
    await expect(page.getByRole('heading', { name })).toBeVisible()
  expect(await findAxeProblems(page)).toEqual([])
})

/** Of twenty numbers. */
function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return (sorted[9] + sorted[10]) / 2
}

test('gradients of batches stand around the full one as the reference has them', async ({
  program
}) => {
  const { page } = program
  const { run, members, engine, set } = await trainShortRun(program, mnist)
  await program.open(`#/network/${run.id}?tab=batches&step=${FIRST_EPOCH}`)
  const sizes = page.getByRole('region', { name: 'Batch sizes' }).locator('tbody tr')
  await expect(sizes).toHaveCount(4)

  const full = engine.gradient(set, members)
  const dot = (one: Float32Array, other: Float32Array): number =>
    one.reduce((sum, value, index) => sum + value * other[index], 0)
  const length = Math.sqrt(dot(full, full))
  await expect(sizes.nth(3)).toContainText('all 1,000 images')
  await expect(sizes.nth(3).getByRole('cell').nth(1)).toHaveText(written(length))

  const told = async (seed: number): Promise<void> => {
    for (const [place, size] of [1, 10, 100].entries()) {
      const drawn = Array.from({ length: 20 }, (_, draw) =>
        engine.gradient(set, drawBatch({ members }, size, seed, 3 * draw + place))
      )
      const lengths = drawn.map((each) => Math.sqrt(dot(each, each)))
      const angles = drawn.map(
        (each, draw) => (Math.acos(dot(each, full) / lengths[draw] / length) * 180) / Math.PI
      )
      const angle = `${Number(median(angles).toFixed(1))}°`
      const row = sizes.nth(place).getByRole('cell')
      await expect(row.nth(0)).toHaveText(angle)
      await expect(row.nth(1)).toHaveText(written(median(lengths)))
    }
  }
  await told(1)
  const at = { runId: run.id, step: FIRST_EPOCH, edits: [] }
  const question = { at, sizes: [1, 10, 100], draws: 20, seed: 1 }
  const { arrows } = await program.request('study.batches', question)
  // the share of the scatter, from what is told of each arrow
  const sum = (of: (arrow: (typeof arrows)[number]) => number): number =>
    arrows.reduce((total, arrow) => total + arrow.size * of(arrow), 0)
  const share =
    sum(({ across }) => across ** 2) / sum((arrow) => arrow.length ** 2 - arrow.along ** 2)
  await expect(page.getByText(`That is ${Math.round(100 * share)}% of all`)).toBeVisible()

  const picture = page.getByRole('img', { name: /Arrows from one origin/ })
  await expect(picture).toHaveAccessibleName(/batch of 100: the middle one stands at/)
  await expect(picture).toHaveAccessibleName(/one image/)
  await page.getByRole('checkbox', { name: 'one image' }).press('Space')
  await expect(picture).not.toHaveAccessibleName(/one image/)
  await page.getByRole('button', { name: 'Show as table' }).first().press('Enter')
  const table = page.getByRole('region', { name: 'The arrows in numbers' }).locator('tbody tr')
  await expect(table).toHaveCount(40)
  expect(await findAxeProblems(page)).toEqual([])

  await tabTo(page, 'button', /Draw others/)
  await page.keyboard.press('Enter')
  await told(2)
})

test('the same images buy few good steps or many noisy ones; summed steps overshoot', async ({
  program
}) => {
  const { page } = program
  const known = await trainShortRun(program, mnist)
  const { run, members } = known
  await program.open(`#/network/${run.id}?tab=batches&step=${FIRST_EPOCH}`)
  await page.getByRole('button', { name: 'Draw others' }).waitFor()
  await page.getByRole('combobox', { name: 'Images to spend' }).selectOption('1000')
  // at the run's own rate, steps of single images are chaos: the last bits decide where they end
  const rate = page.getByRole('textbox', { name: 'Learning rate η' })
  await rate.fill('0.1')
  await page.getByRole('button', { name: 'Spend the images' }).press('Enter')

  const order = shuffle(members.slice(), randomStream(run.config.seed, 'study', 0))
  const outcome = page.getByRole('region', { name: 'What came of it' }).locator('tbody tr')
  for (const [place, batchSize] of [1, 10, 100].entries()) {
    const cost = fixed(costAfter(known, order, batchSize, 0.1), 3)
    const row = outcome.nth(place).getByRole('cell')
    await expect(row.nth(0)).toHaveText(new Intl.NumberFormat('en').format(1000 / batchSize))
    await expect(row.nth(1)).toHaveText(cost)
  }
  await expect(page.getByRole('img', { name: /^Cost against images spent/ })).toBeVisible()

  await rate.fill('1.5')
  await page.getByRole('radio', { name: 'sum' }).press('Space')
  await page.getByRole('button', { name: 'Spend the images' }).press('Enter')
  await expect(page.getByText(/Overshot: .*batch of 100\. The gradients are summed/)).toBeVisible()
  expect(await findAxeProblems(page)).toEqual([])

  await page.getByRole('combobox', { name: 'Images to spend' }).selectOption('300000')
  await page.getByRole('button', { name: 'Spend the images' }).press('Enter')
  await expect(page.getByRole('progressbar')).toBeVisible()
  await page.getByRole('button', { name: 'Cancel' }).press('Enter')
  await expect(page.getByText('It was called off.')).toBeVisible()
})
