import type { Locator, Page } from '@playwright/test'
import { drawBatch } from '../src/analyst/study/batch-gradients'
import type { Dataset } from '../src/datasets/load'
import { layerViews } from '../src/engine/network'
import { randomStream, shuffle } from '../src/shared/random'
import { expect, test } from './fixtures'
import { press, tabBackTo, tabTo } from './keys'
import { findAxeProblems } from './findings'
import {
  costAfter,
  FIRST_EPOCH,
  loadDigits,
  passOf,
  shownNumbers,
  trainShortRun,
  written,
  type KnownRun
} from './known-run'
import type { Program } from './program'

/** What is on the screen against the float64 reference worked out here, after the first epoch of a short run. */
let mnist: Dataset
test.beforeAll(async () => void (mnist = await loadDigits()))

const fixed = (value: number, decimals: number): string => value.toFixed(decimals)
const list = (page: Page, name: string): Locator => page.getByRole('list', { name })
async function goOn(page: Page): Promise<void> {
  await tabTo(page, 'button', /^Go on/)
  await press(page, 'Enter')
}

/** Tests by keyboard alone: no part of this screen needs a mouse. */
async function tellsAnatomy(program: Program, of: KnownRun): Promise<void> {
  const { page } = program
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
  await tabTo(page, 'radio', /^Image 1: /)
  await press(page, 'ArrowRight')
  await expect(images.getByRole('radio').nth(1)).toBeChecked()
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
}

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

async function drawsBatches(program: Program, known: KnownRun): Promise<void> {
  const { page } = program
  const { run, members, engine, set, parameters } = known
  // the anatomy has taken its step with the same engine
  engine.load(parameters, null)
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
  await tabTo(page, 'checkbox', /^one image/)
  await press(page, 'Space')
  await expect(picture).not.toHaveAccessibleName(/one image/)
  await tabBackTo(page, 'button', /^Show as table/)
  await press(page, 'Enter')
  const table = page.getByRole('region', { name: 'The arrows in numbers' }).locator('tbody tr')
  await expect(table).toHaveCount(40)
  expect(await findAxeProblems(page)).toEqual([])

  await tabTo(page, 'button', /Draw others/)
  await press(page, 'Enter')
  await told(2)
}

async function spendsImages(program: Program, known: KnownRun): Promise<void> {
  const { page } = program
  const { run, members } = known
  await tabTo(page, 'combobox', /^Images to spend/)
  await press(page, 'Home')
  // at the run's own rate, steps of single images are chaos: the last bits decide where they end
  const typeRate = async (rate: string): Promise<void> => {
    await tabTo(page, 'textbox', /^Learning rate η/)
    await press(page, 'ControlOrMeta+a')
    await page.keyboard.type(rate)
  }
  const spend = async (): Promise<void> => {
    await tabTo(page, 'button', /^Spend the images/)
    await press(page, 'Enter')
  }
  await typeRate('0.1')
  await spend()

  const order = shuffle(members.slice(), randomStream(run.config.seed, 'study', 0))
  const outcome = page.getByRole('region', { name: 'What came of it' }).locator('tbody tr')
  for (const [place, batchSize] of [1, 10, 100].entries()) {
    const cost = fixed(costAfter(known, order, batchSize, 0.1), 3)
    const row = outcome.nth(place).getByRole('cell')
    await expect(row.nth(0)).toHaveText(new Intl.NumberFormat('en').format(1000 / batchSize))
    await expect(row.nth(1)).toHaveText(cost)
  }
  await expect(page.getByRole('img', { name: /^Cost against images spent/ })).toBeVisible()

  await tabBackTo(page, 'radio', /^mean/)
  await press(page, 'ArrowRight')
  await expect(page.getByRole('radio', { name: 'sum' })).toBeChecked()
  await tabBackTo(page, 'textbox', /^Learning rate η/)
  await typeRate('1.5')
  await spend()
  await expect(page.getByText(/Overshot: .*batch of 100\. The gradients are summed/)).toBeVisible()
  expect(await findAxeProblems(page)).toEqual([])

  await tabBackTo(page, 'combobox', /^Images to spend/)
  await press(page, 'End')
  await spend()
  await tabTo(page, 'button', /^Cancel/)
  await press(page, 'Enter')
  await expect(page.getByText('It was called off.')).toBeVisible()
}

test('by keyboard alone, a step, the gradients of batches and what images buy are the reference’s', async ({
  program
}) => {
  const known = await trainShortRun(program, mnist)
  await test.step('the anatomy of a step', () => tellsAnatomy(program, known))
  await test.step('gradients around the full one', () => drawsBatches(program, known))
  await test.step('few good steps or many noisy ones', () => spendsImages(program, known))
})
