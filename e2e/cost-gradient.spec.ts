import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { materialOf } from '../src/analyst/study/task'
import { loadDataset, type Dataset } from '../src/datasets/load'
import { forward } from '../src/engine/backpropagation'
import type { Examples } from '../src/engine/engine'
import { readInputs, wantedOutputs } from '../src/engine/examples'
import { layerViews, parametersFromBytes, type Network } from '../src/engine/network'
import { OUTPUT_LAYERS } from '../src/engine/output-layers'
import { createReferenceEngine } from '../src/engine/reference'
import { meanCost } from '../src/engine/testing/slopes'
import { PRESETS } from '../src/shared/presets'
import type { RunSummary } from '../src/shared/run'
import { findAxeProblems } from './findings'
import { expect, test } from './fixtures'
import { press, tabBackTo, tabTo } from './keys'
import { CHECKOUT, type Program } from './program'
import { seedRuns } from './runs'

const SHORT = { hiddenLayers: [16, 16], subset: 1000, batchSize: 100, epochs: 3 }
const QUADRATIC = { name: 'squares', config: { ...PRESETS.plain, ...SHORT } }
const STEP = 17

let mnist: Dataset
test.beforeAll(async () => {
  mnist = await loadDataset(join(CHECKOUT, 'out/resources'), 'mnist')
})

/** What the float64 reference makes of the weights of a run after STEP steps. */
interface Reference {
  network: Network
  parameters: Float32Array
  training: Examples
  members: Uint32Array
  unseen: Examples
  gradient: (members: Uint32Array) => Float32Array
  /** Of some training examples, with so much added to some parameters. */
  cost: (members: Uint32Array, deltas?: readonly (readonly [number, number])[]) => number
  outputs: (examples: Examples, index: number) => number[]
  costOf: (examples: Examples, index: number) => number
}

async function referenceOf(program: Program, run: RunSummary): Promise<Reference> {
  const at = { runId: run.id, step: STEP, edits: [] }
  const stored = await program.request('study.weights', { at })
  const { network, training, test: unseen, members } = materialOf(run.config, mnist, [])
  const parameters = parametersFromBytes(stored.parameters, network.layers)
  const engine = createReferenceEngine(network)
  engine.load(parameters, null)
  const set = engine.addExamples(training)
  const output = OUTPUT_LAYERS[network.output]
  const z = (examples: Examples, index: number): Float64Array =>
    forward(network, parameters, readInputs(examples, index, null)).z
  return {
    network,
    parameters,
    training,
    members,
    unseen,
    gradient: (some) => engine.gradient(set, some),
    cost(some, deltas = []) {
      const moved = Float64Array.from(parameters)
      for (const [index, delta] of deltas) moved[index] += delta
      return meanCost(network, moved, training, some)
    },
    outputs: (examples, index) => [...output.value(z(examples, index))],
    costOf: (examples, index) =>
      output.cost(z(examples, index), wantedOutputs(network, examples, index))
  }
}

/** The number that a person reads: −0.01234, 3.210 × 10⁻⁷ */
function readNumber(text: string): number {
  const plain = text.trim().replaceAll(',', '').replace('−', '-')
  const [mantissa, power] = plain.split(' × 10')
  if (power === undefined) return Number(mantissa)
  const digits = [...power]
    .map((sign) => (sign === '⁻' ? '-' : '⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(sign)))
    .join('')
  return Number(`${mantissa}e${digits}`)
}

/** To every digit that is shown, which are four. */
const shown = (value: number): number => Number(value.toPrecision(4))

async function numbersOf(cells: Locator): Promise<number[]> {
  return (await cells.allInnerTexts()).map(readNumber)
}

const readout = (page: Page, name: string): Locator =>
  page
    .locator('.readout')
    .filter({ has: page.locator('dt', { hasText: new RegExp(`^\\s*${name}\\s*$`) }) })
    .locator('dd')

const readoutNumber = async (page: Page, name: string): Promise<number> =>
  readNumber(await readout(page, name).innerText())

/** Where a parameter sits, as a person says it. */
function placeOf(network: Network, index: number): string {
  const views = layerViews(network.layers)
  const layer = views.findIndex(({ biases, outputs }) => index < biases + outputs)
  const { inputs, weights, biases } = views[layer]
  const neuron = (of: number, number: number): string =>
    of === views.length - 1 ? `output ${number}` : `neuron ${number + 1} of hidden layer ${of + 1}`
  if (index >= biases) return `bias of ${neuron(layer, index - biases)}`
  const place = index - weights
  const from = place % inputs
  const source =
    layer === 0
      ? `pixel row ${Math.floor(from / 28) + 1}, column ${(from % 28) + 1}`
      : neuron(layer - 1, from)
  return `${source} → ${neuron(layer, Math.floor(place / inputs))}`
}

const bySize = (gradient: Float32Array): number[] =>
  [...gradient.keys()].sort((a, b) => Math.abs(gradient[b]) - Math.abs(gradient[a]) || a - b)

const runsSideways = (page: Page): Promise<boolean> =>
  page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll('.work, .view')].some(
      (element) => element.scrollWidth > element.clientWidth + 1
    )
  )

/** By keyboard alone, as all that follows. */
async function tellsCosts(program: Program, run: RunSummary, reference: Reference): Promise<void> {
  const { page } = program
  await program.open(`#/network/${run.id}?tab=cost&step=${STEP}&image=test-3`)
  await tabTo(page, 'button', /^Show as table: The cost of one image/)
  await press(page, 'Enter')
  const table = page.getByRole('region', { name: 'The cost of one image' }).getByRole('table')
  const outputs = reference.outputs(reference.unseen, 3)
  const [wanted] = [[...wantedOutputs(reference.network, reference.unseen, 3)]]
  const terms = outputs.map((a, digit) => {
    if (run.config.cost === 'quadratic') return (a - wanted[digit]) ** 2
    return wanted[digit] === 1 ? -Math.log(a) : 0
  })
  expect(await numbersOf(table.locator('tbody td:nth-child(2)'))).toEqual(outputs.map(shown))
  expect(await numbersOf(table.locator('tbody td:nth-child(5)'))).toEqual(terms.map(shown))
  expect(await numbersOf(table.locator('tfoot td'))).toEqual([
    shown(reference.costOf(reference.unseen, 3))
  ])

  // the average, the dearest and the cheapest, of the training images that the run learns from
  await tabBackTo(page, 'combobox', /^Image$/)
  await press(page, 'Home')
  await expect(page.getByText('average over the training images')).toBeVisible()
  expect(await readoutNumber(page, 'average over the training images')).toBe(
    shown(reference.cost(reference.members))
  )
  expect(await readoutNumber(page, 'images')).toBe(1000)
  const rated = Array.from(reference.members, (index) => ({
    index,
    cost: reference.costOf(reference.training, index)
  })).sort((a, b) => b.cost - a.cost)
  const images = (name: string): Locator => page.getByRole('region', { name }).getByRole('button')
  await expect(images('The dearest images')).toHaveCount(12)
  for (const [name, ends] of [
    ['The dearest images', rated],
    ['The cheapest images', [...rated].reverse()]
  ] as const) {
    for (const place of [0, 11]) {
      const words = (await images(name).nth(place).getAttribute('aria-label')) ?? ''
      const [, number, cost] = /^Image ([\d,]+): .* cost (.+)$/.exec(words) ?? []
      expect(readNumber(number)).toBe(ends[place].index)
      expect(readNumber(cost)).toBe(shown(ends[place].cost))
    }
  }

  // each opens as the one image above
  await tabTo(page, 'button', /^Image [\d,]+: /)
  await press(page, 'Enter')
  await expect(page.getByRole('textbox', { name: 'Number of the image' })).toHaveValue(
    String(rated[0].index)
  )
  await expect.poll(() => numbersOf(table.locator('tfoot td'))).toEqual([shown(rated[0].cost)])
}

/** Goes from one way of looking at the gradient to the one beside it. */
async function nextMode(page: Page, from: RegExp, to: string): Promise<void> {
  await tabBackTo(page, 'radio', from)
  await press(page, 'ArrowRight')
  await expect(page.getByRole('radio', { name: to })).toBeChecked()
}

async function tellsComponents(
  program: Program,
  run: RunSummary,
  { members, network, gradient, cost }: Reference
): Promise<void> {
  const { page } = program
  await program.open(`#/network/${run.id}?tab=gradient&step=${STEP}&image=training-7`)

  // all components, ranked
  const ranked = page
    .getByRole('region', { name: 'Components by size' })
    .getByRole('table')
    .locator('tbody tr')
  const components = gradient(members).map((slope) => -slope)
  const order = bySize(components)
  async function expectRanked(wanted: readonly number[], of: Float32Array): Promise<void> {
    await expect(ranked.first()).toContainText(placeOf(network, wanted[0]))
    expect((await ranked.getByRole('button').allInnerTexts()).map((text) => text.trim())).toEqual(
      wanted.slice(0, 10).map((index) => placeOf(network, index))
    )
    expect(await numbersOf(ranked.locator('td:nth-child(3)'))).toEqual(
      wanted.slice(0, 10).map((index) => shown(of[index]))
    )
  }
  await expectRanked(order, components)
  expect(await readoutNumber(page, 'length: the steepness here')).toBe(
    shown(Math.hypot(...components))
  )
  expect(await readoutNumber(page, 'average cost')).toBe(shown(cost(members)))

  // of one image
  await tabTo(page, 'radio', /^All it learns from/)
  await press(page, 'ArrowRight', 'ArrowRight')
  await expect(readout(page, 'images')).toHaveText('1')
  const ofOne = gradient(Uint32Array.of(7)).map((slope) => -slope)
  await expectRanked(bySize(ofOne), ofOne)
  await press(page, 'ArrowLeft', 'ArrowLeft')
  await expect(readout(page, 'images')).toHaveText('1,000')

  // through the column: to the second neuron, then to a pixel that has ink
  await tabTo(page, 'img', /^Hidden layer 1: 12,560 components/)
  await press(page, 'ArrowDown', 'PageDown', ...Array<string>(13).fill('ArrowDown'))
  await press(page, ...Array<string>(14).fill('ArrowRight'))
  const walked = 784 + 13 * 28 + 14
  const one = page.locator('.one')
  await expect(one).toContainText(placeOf(network, walked))
  expect(readNumber(await one.locator('strong').innerText())).toBe(shown(components[walked]))

  // of one layer only
  const ofFirst = order.filter((index) => index < 785 * 16)
  await tabTo(page, 'combobox', /^Within/)
  await press(page, 'ArrowDown')
  await expectRanked(ofFirst, components)
  await press(page, 'Home')
  await expectRanked(order, components)
  // the steepest of all
  await tabTo(page, 'button', /→/)
  await press(page, 'Enter')
  await expect(one).toContainText(placeOf(network, order[0]))
  expect(await findAxeProblems(page)).toEqual([])
}

/** Nudges the steepest weight, which is chosen. */
async function nudges({ page }: Program, { members, gradient, cost }: Reference): Promise<void> {
  const components = gradient(members).map((slope) => -slope)
  const [steepest] = bySize(components)
  await tabBackTo(page, 'button', /^Nudge this weight/)
  await press(page, 'Enter')
  const direction = Math.sign(components[steepest])
  const promised = (size: number): number => -components[steepest] * direction * size
  const change = (size: number): number =>
    cost(members, [[steepest, direction * size]]) - cost(members)
  await expect.poll(() => readoutNumber(page, 'promised by the slope')).toBe(shown(promised(0.1)))
  expect(await readoutNumber(page, 'what the cost did')).toBe(shown(change(0.1)))
  await tabTo(page, 'slider', /^Size of the nudge/)
  await press(page, 'End')
  await expect.poll(() => readoutNumber(page, 'promised by the slope')).toBe(shown(promised(10)))
  expect(await readoutNumber(page, 'what the cost did')).toBe(shown(change(10)))
  await expect(
    page.getByText(/In this direction the promise is right to within a tenth/)
  ).toBeVisible()
  expect(await findAxeProblems(page)).toEqual([])
}

/** Five biases of the outputs, the wrong way round, against the gradient's five. */
async function playsGame(
  { page }: Program,
  { members, gradient, cost, parameters }: Reference
): Promise<void> {
  const components = gradient(members).map((slope) => -slope)
  await nextMode(page, /^Nudge test/, 'You or the gradient')
  await tabTo(page, 'combobox', /^Leads to/)
  await press(page, 'End')
  await tabTo(page, 'checkbox', /its bias/)
  await press(page, 'Space')
  const first = parameters.length - 10
  const digits = [0, 1, 2, 3, 4]
  for (const digit of digits) {
    await tabBackTo(page, 'combobox', /^Neuron/)
    if (digit > 0) await press(page, 'ArrowDown')
    await tabTo(page, 'button', components[first + digit] > 0 ? /^lower$/ : /^raise$/)
    await press(page, 'Enter')
  }
  await tabTo(page, 'button', /^Let the gradient choose/)
  await press(page, 'Enter')
  const result = page.getByRole('region', { name: 'Result' }).getByRole('table')
  await expect(result).toBeVisible()
  const mine = digits.map(
    (digit) => [first + digit, -0.1 * Math.sign(components[first + digit])] as const
  )
  const its = bySize(components)
    .slice(0, 5)
    .map((index) => [index, 0.1 * Math.sign(components[index])] as const)
  const before = cost(members)
  for (const [row, deltas] of [mine, its].entries()) {
    const after = cost(members, deltas)
    const slope = deltas.reduce((sum, [index, delta]) => sum - components[index] * delta, 0)
    expect(await numbersOf(result.locator('tbody tr').nth(row).locator('td'))).toEqual(
      [slope, after - before, before, after].map(shown)
    )
  }
  await expect(page.getByText('The gradient wins: its cost fell, and yours did not.')).toBeVisible()
  expect(await findAxeProblems(page)).toEqual([])
}

test('by keyboard alone, costs, components, nudges and the game show the reference’s numbers', async ({
  program
}) => {
  const [run] = await seedRuns(program, [QUADRATIC])
  const reference = await referenceOf(program, run)
  await test.step('costs', () => tellsCosts(program, run, reference))
  await test.step('components', () => tellsComponents(program, run, reference))
  await test.step('a nudge', () => nudges(program, reference))
  await test.step('the game', () => playsGame(program, reference))
})

test('the cost in logarithms is the reference’s; all of it fits a small window with large text', async ({
  program
}) => {
  const { page } = program
  const config = { ...PRESETS['lesson-96'], ...SHORT }
  const [run] = await seedRuns(program, [{ name: 'logarithms', config }])
  await tellsCosts(program, run, await referenceOf(program, run))
  expect(await findAxeProblems(page)).toEqual([])

  await page.setViewportSize({ width: 960, height: 640 })
  await page.evaluate(() => document.documentElement.style.setProperty('--text-scale', '2'))
  for (const [tab, ready] of [
    ['cost', 'The dearest images'],
    ['gradient', 'Where a nudge does most']
  ]) {
    await program.open(`#/network/${run.id}?tab=${tab}&step=${STEP}`)
    await expect(page.getByRole('heading', { name: ready })).toBeVisible()
    expect(await runsSideways(page)).toBe(false)
  }
  for (const mode of ['Nudge test', 'You or the gradient']) {
    await page.getByRole('radio', { name: mode }).check()
    await expect(page.getByRole('combobox', { name: 'Leads to' })).toBeVisible()
    expect(await runsSideways(page)).toBe(false)
  }
})
