import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { materialOf } from '../src/analyst/study/task'
import { loadDataset, type Dataset } from '../src/datasets/load'
import type { Examples } from '../src/engine/engine'
import { forward, type ForwardPass } from '../src/engine/backpropagation'
import { readInputs, wantedOutputs } from '../src/engine/examples'
import { parametersFromBytes, type Network } from '../src/engine/network'
import { OUTPUT_LAYERS } from '../src/engine/output-layers'
import { meanCost } from '../src/engine/testing/slopes'
import type { RunSummary } from '../src/shared/run'
import { findAxeProblems, overflowAtDoubleText } from './findings'
import { expect, test } from './fixtures'
import { drawDigit } from './hand'
import { press, tabTo } from './keys'
import { CHECKOUT, type Program } from './program'
import { seedRuns, untilRun } from './runs'

/** Few steps an epoch, so that their ends are near; all else as in the lesson. */
const SHORT = { hiddenLayers: [16, 16], subset: 1000, batchSize: 100, epochs: 3 }

let mnist: Dataset
test.beforeAll(async () => {
  mnist = await loadDataset(join(CHECKOUT, 'out/resources'), 'mnist')
})

/** What the reference makes of the weights of a run after so many steps, in float64. */
interface Reference {
  network: Network
  parameters: Float64Array
  pass: (index: number) => ForwardPass
  testCost: (index: number) => number
  trainingCost: (count?: number, activation?: Network['activation']) => number
}

async function referenceAt(program: Program, run: RunSummary, step: number): Promise<Reference> {
  const at = { runId: run.id, step, edits: [] }
  const stored = await program.request('study.weights', { at })
  const { network, training, test: unseen, members } = materialOf(run.config, mnist, [])
  const parameters = Float64Array.from(parametersFromBytes(stored.parameters, network.layers))
  const digits: Examples = unseen
  const pass = (index: number): ForwardPass =>
    forward(network, parameters, readInputs(digits, index, null))
  return {
    network,
    parameters,
    pass,
    testCost: (index) =>
      OUTPUT_LAYERS[network.output].cost(pass(index).z, wantedOutputs(network, digits, index)),
    trainingCost: (count = members.length, activation = network.activation) =>
      meanCost({ ...network, activation }, parameters, training, members.subarray(0, count))
  }
}

const neuronCard = (page: Page): Locator => page.getByRole('complementary', { name: 'This neuron' })
const field = (page: Page, name: string): Locator =>
  page.getByRole('combobox', { name, exact: true })
const sumRow = (page: Page, name: string): Locator =>
  neuronCard(page).getByRole('table').first().getByRole('row', { name })
const costCells = (page: Page, which: 'image' | 'average'): Locator =>
  page.locator(`[data-cost=${which}] td`)
/** As costs are written: three decimals. */
const short = (value: number): string => value.toFixed(3)
const long = (value: number): string => value.toFixed(6)
/** Of a change: three significant digits. */
const significant = (value: number): number => Number(value.toPrecision(3))

async function tellsNumbers(program: Program, run: RunSummary): Promise<void> {
  const { page } = program
  const reference = await referenceAt(program, run, 17)
  await program.open(`#/network/${run.id}?step=17&image=test-4`)

  // the diagram says what every neuron answers
  const { z, activations } = reference.pass(4)
  await expect(page.getByTestId('image-cost')).toHaveText(short(reference.testCost(4)))
  await field(page, 'Layer').selectOption({ label: 'Outputs' })
  await field(page, 'Digit').selectOption({ label: '3' })
  await expect(sumRow(page, 'sum z')).toContainText(short(z[3]))
  for (const [digit, output] of OUTPUT_LAYERS[reference.network.output].value(z).entries()) {
    const neuron = page.getByRole('button', { name: `output ${digit}, answers ` })
    await expect(neuron).toHaveAccessibleName(`output ${digit}, answers ${short(output)}`)
  }
  await field(page, 'Layer').selectOption({ label: 'Hidden layer 1' })
  await field(page, 'Neuron').selectOption({ label: '6' })
  await expect(
    page.getByRole('button', { name: 'neuron 6 of hidden layer 1, answers ' })
  ).toHaveAccessibleName(`neuron 6 of hidden layer 1, answers ${short(activations[1][5])}`)
  await expect(sumRow(page, 'the bias')).toContainText(short(reference.parameters[784 * 16 + 5]))

  // the weight from output neuron 2 of the second hidden layer into the third output
  await field(page, 'Layer').selectOption({ label: 'Outputs' })
  await field(page, 'Digit').selectOption({ label: '2' })
  await sumRow(page, 'the bias').getByRole('button').click()
  const bias = reference.parameters.length - 10 + 2
  const [before, averageBefore] = [reference.testCost(4), reference.trainingCost()]
  await page.getByRole('textbox', { name: 'Weight' }).fill('1.5')
  await page.keyboard.press('Enter')
  reference.parameters[bias] = 1.5
  const [now, averageNow] = [reference.testCost(4), reference.trainingCost()]

  const image = costCells(page, 'image')
  await expect(image.nth(0)).toHaveText(long(before))
  await expect(image.nth(1)).toHaveText(long(now))
  const average = costCells(page, 'average')
  await expect(average.nth(0)).toHaveText(long(averageBefore))
  await expect(average.nth(1)).toHaveText(long(averageNow))
  expect(Number(await average.nth(2).textContent())).toBeCloseTo(
    significant(averageNow - averageBefore),
    9
  )
  await expect(page.getByText('Average cost of 1,000 training images')).toBeVisible()

  await page.getByRole('button', { name: 'As it was' }).click()
  await expect(image.nth(1)).toHaveText(long(before))
  await expect(image.nth(2)).toHaveText('0')
}

/** With step neurons; as high as the reference says. */
async function drawsStairs(program: Program): Promise<void> {
  const { page } = program
  const [run] = await seedRuns(program, [
    { name: 'all or nothing', config: { ...SHORT, activation: 'step' } }
  ])
  const reference = await referenceAt(program, run, 30)
  await program.open(`#/network/${run.id}`)
  await field(page, 'Layer').selectOption({ label: 'Hidden layer 2' })
  await field(page, 'Neuron').selectOption({ label: '3' })
  await sumRow(page, 'the bias').getByRole('button').click()
  await page.getByRole('button', { name: 'Draw both curves' }).click()
  const bias = 785 * 16 + 16 * 16 + 2
  const costAt = (value: number, activation: 'step' | 'sigmoid'): number => {
    reference.parameters[bias] = value
    return reference.trainingCost(20, activation)
  }
  for (const activation of ['step', 'sigmoid'] as const) {
    const chart = page.getByRole('figure', { name: `Cost with ${activation} neurons` })
    await chart.getByRole('button', { name: 'Show as table' }).click()
    // the head, and the weight at its lowest
    await expect(chart.getByRole('row').nth(1)).toHaveText(
      new RegExp(`^\\s*-8\\s*${short(costAt(-8, activation))}`)
    )
  }
  const heights = Array.from({ length: 183 }, (_, place) => costAt((place * 16) / 182 - 8, 'step'))
  const jumps = heights.filter(
    (height, place) => place > 0 && Math.abs(height - heights[place - 1]) > 1e-12
  ).length
  const times = jumps === 1 ? 'once' : `${jumps} times`
  await expect(page.getByText(`the cost jumps ${times} and is level`)).toBeVisible()
}

/** By keyboard alone: from neuron to neuron, step to step and tab to tab, kept in the address. */
async function isWalkedByKey(program: Program, run: RunSummary): Promise<void> {
  const { page } = program
  await program.open(`#/network/${run.id}?step=20`)
  await tabTo(page, 'button', /^neuron 1 of hidden layer 1,/)
  await press(page, 'ArrowDown', 'ArrowRight')
  await expect(field(page, 'Layer')).toHaveValue('2')
  await expect(field(page, 'Neuron')).toHaveValue('1')
  await press(page, 'End', 'ArrowRight')
  await expect(page.getByRole('button', { name: /^output 9,/ })).toBeFocused()

  // a step back and forward again: the same cost, to the digit
  const cost = page.getByTestId('image-cost')
  const at20 = short((await referenceAt(program, run, 20)).testCost(0))
  const at19 = short((await referenceAt(program, run, 19)).testCost(0))
  await expect(cost).toHaveText(at20)
  expect(at19).not.toBe(at20)
  await page.getByRole('button', { name: 'One step back' }).focus()
  await page.keyboard.press('Enter')
  await expect(cost).toHaveText(at19)
  await expect(page).toHaveURL(/step=19/)
  await page.getByRole('button', { name: 'One step forward' }).focus()
  await page.keyboard.press('Enter')
  await expect(cost).toHaveText(at20)

  // another pixel, then the first-layer picture is walked
  await field(page, 'Layer').selectOption({ label: 'Hidden layer 1' })
  const picture = page.getByRole('application', { name: /^Weights of neuron/ })
  await picture.focus()
  const [, row] = /row (\d+)/.exec((await picture.getAttribute('aria-label')) ?? '') ?? []
  await page.keyboard.press(Number(row) < 28 ? 'ArrowDown' : 'ArrowUp')
  const next = Number(row) < 28 ? Number(row) + 1 : Number(row) - 1
  await expect(picture).toHaveAccessibleName(new RegExp(`row ${next},`))

  await page.getByRole('tab', { name: 'Diagram' }).focus()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('tab', { name: 'Cost' })).toHaveAttribute('aria-selected', 'true')
  await page.reload()
  await expect(page.getByRole('tab', { name: 'Cost' })).toHaveAttribute('aria-selected', 'true')
  await expect(page.getByRole('textbox', { name: 'Step' })).toHaveValue('20')
  await page.getByRole('tab', { name: 'Cost' }).focus()
  await page.keyboard.press('Home')
  await expect(cost).toHaveText(at20)
}

/** What is not there is said, and the drawing on the pad can be looked at. */
async function looksAtWhatIsNamed(program: Program, run: RunSummary): Promise<void> {
  const { page } = program
  await program.open('#/network/-1')
  await expect(page.getByText('There is no run -1 in this library.')).toBeVisible()
  for (const address of ['#/runs/-1', '#/train/none', '#/train/999']) {
    await program.open(address)
    await expect(page.getByText('This is no longer there. It may have been deleted.')).toHaveCount(
      1
    )
  }
  await program.open(`#/network/${run.id}?image=test-20000`)
  await expect(page.getByRole('alert')).toContainText('There is no image “test-20000”')
  await page.getByRole('button', { name: 'Next example' }).first().click()
  await expect(page.getByRole('alert')).toHaveCount(0)

  await program.open('#/draw')
  await drawDigit(page, 3)
  await program.open(`#/network/${run.id}?image=pad`)
  const ofDrawing = page.getByRole('img', { name: 'The drawing on the pad' })
  await expect(ofDrawing).toBeVisible()
  const outputs = page.getByRole('button', { name: /^output \d, answers / })
  const told = (await outputs.evaluateAll((all) => all.map((each) => each.ariaLabel ?? ''))).map(
    (words) => Number(words.split(' ').at(-1))
  )
  // a softmax, and of a drawing with ink
  expect(told.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 1)
  await expect(page.getByText(`It answers ${told.indexOf(Math.max(...told))}.`)).toBeVisible()
  await expect(page.getByTestId('image-cost')).toHaveCount(0)
  const ink = sumRow(page, 'pixel row').first()
  await expect(ink.getByRole('cell').nth(1)).not.toHaveText('0.000')
}

test('neurons, costs of changed weights and steps are the reference’s, by key and by address', async ({
  program
}) => {
  const [run] = await seedRuns(program, [{ name: 'looked into', config: SHORT }])
  await test.step('keys', () => isWalkedByKey(program, run))
  await test.step('numbers', () => tellsNumbers(program, run))
  await test.step('addresses', () => looksAtWhatIsNamed(program, run))
})

test('without a run it trains one, and stays here to look into it', async ({ program }) => {
  const { page } = program
  await program.open('#/network')
  await page.getByRole('heading', { name: 'No network to look into yet' }).waitFor()
  expect(await findAxeProblems(page)).toEqual([])
  await page.getByRole('button', { name: 'Train a network' }).click()
  await page.getByRole('button', { name: /^neuron 1 of hidden layer 1,/ }).waitFor()
  const [{ id }] = await program.runs()
  await expect(page).toHaveURL(new RegExp(`/network/${id}`))
  await untilRun(program, id, 'has finished', ({ status }) => status === 'finished')
  // 48 neurons do not fit: some are told in words, and all can be chosen
  await expect(page.getByText('28 more')).toBeVisible()
  await field(page, 'Neuron').selectOption({ label: '30' })
  await expect(page.getByRole('button', { name: /^neuron 30 of hidden layer 1,/ })).toBeVisible()
  await page.getByRole('button', { name: 'Next example' }).first().click()
  await expect(page).toHaveURL(/image=test-1/)
  expect(await findAxeProblems(page)).toEqual([])
  await page.getByRole('button', { name: 'Show as table' }).first().click()
  await expect(page.getByRole('rowheader', { name: 'output 9' })).toBeAttached()
  const overflow = await overflowAtDoubleText(page)
  expect(overflow).toBe(0)
  await test.step('stairs', () => drawsStairs(program))
})
