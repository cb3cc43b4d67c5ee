import type { Locator, Page } from '@playwright/test'
import { noisePicture } from '../src/analyst/doubt/noise'
import type { Dataset } from '../src/datasets/load'
import { forward } from '../src/engine/backpropagation'
import { networkOfRun, parametersFromBytes, type Network } from '../src/engine/network'
import { OUTPUT_LAYERS } from '../src/engine/output-layers'
import { withPatch } from '../src/shared/doubt'
import { randomStream } from '../src/shared/random'
import { findAxeProblems, overflowAtDoubleText } from './findings'
import { expect, test } from './fixtures'
import { loadDigits } from './known-run'
import type { Program } from './program'
import { seedRuns, type SeededRun } from './runs'

const SHARES = { name: 'shares', config: { hiddenLayers: [30], subset: 5000, epochs: 5 } }
const APART = { name: 'apart', config: { subset: 1000, epochs: 3, cost: 'quadratic' as const } }

let digits: Dataset
test.beforeAll(async () => {
  digits = await loadDigits()
})

/** A trained network in float64, apart from the engines that the program answers with. */
interface Known {
  runId: number
  network: Network
  outputs: (inputs: Float64Array) => number[]
  cost: (inputs: Float64Array, wanted: number) => number
}

async function train(program: Program, wanted: SeededRun): Promise<Known> {
  const [{ id: runId, config }] = await seedRuns(program, [wanted])
  const { checkpoints } = await program.request('runs.detail', { runId })
  const [last] = [...checkpoints].sort((one, other) => other.step - one.step)
  const stored = await program.request('network.weights', { runId, checkpointId: last.id })
  const network = networkOfRun(config, digits.info)
  const parameters = Float64Array.from(parametersFromBytes(stored.parameters, network.layers))
  const output = OUTPUT_LAYERS[network.output]
  const z = (inputs: Float64Array): Float64Array => forward(network, parameters, inputs).z
  return {
    runId,
    network,
    outputs: (inputs) => [...output.value(z(inputs))],
    cost: (inputs, wanted) => {
      const answer = new Float64Array(10)
      answer[wanted] = 1
      return output.cost(z(inputs), answer)
    }
  }
}

const toInputs = (greys: Uint8Array): Float64Array => Float64Array.from(greys, (grey) => grey / 255)

function open(page: Page, { runId }: Known, part: string): Promise<unknown> {
  return page.goto(`${page.url().split('#')[0]}#/draw?tab=doubt&doubt=${part}&run=${runId}`)
}

const readout = (page: Page, name: string): Locator =>
  page.locator('.readout', { hasText: name }).locator('dd')

test('counts how often the network is sure of noise', async ({ program }) => {
  const { page } = program
  const known = await train(program, SHARES)
  await open(page, known, 'noise')
  await page.getByRole('button', { name: 'Show it noise' }).click()
  await expect(readout(page, 'noise pictures shown')).toHaveText('1')
  await page.getByRole('button', { name: '100 more' }).click()
  await expect(readout(page, 'noise pictures shown')).toHaveText('101')

  const sure = Array.from({ length: 101 }, (_, number) => {
    const { picture } = noisePicture({ kind: 'uniform', seed: 1 }, number, digits.test)
    return Math.max(...known.outputs(toInputs(picture)))
  }).filter((value) => value > 0.9).length
  await expect(readout(page, 'over 90 % sure')).toHaveText(String(sure))
  await expect(page.getByText('is the probability that the network gives')).toBeVisible()

  // another kind of noise has a tally of its own
  await page.getByLabel('A digit, its pixels shuffled').check()
  await expect(readout(page, 'noise pictures shown')).toHaveText('0')
  await page.getByRole('button', { name: '100 more' }).press('Enter')
  await expect(readout(page, 'noise pictures shown')).toHaveText('100')
  expect(await findAxeProblems(page, 'noise')).toEqual([])
  expect(await overflowAtDoubleText(page)).toBe(0)
})

test('asks about what is no digit, by the share of all outputs where they stand apart', async ({
  program
}) => {
  const { page } = program
  const known = await train(program, APART)
  await open(page, known, 'others')
  await expect(page.getByText('Of 16 things that are no digits')).toBeVisible()
  await expect(page.getByText('the largest is: these outputs each stand')).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: 'Heart' })).toContainText('sure')
  expect(await findAxeProblems(page, 'no digits')).toEqual([])
})

test('dreams a digit by the gradient of the pixels', async ({ program }) => {
  const { page } = program
  const known = await train(program, SHARES)
  await open(page, known, 'dream')
  const random = randomStream(1, 'doubt')
  const start = Float64Array.from({ length: 784 }, () => Math.fround(random.uniform()))
  const cost = readout(page, 'cost of the wanted answer')
  await expect(cost).toHaveText(known.cost(start, 3).toFixed(3))

  // the slope of each pixel measured, not derived
  const move = 1e-4
  const stepped = start.map((value, pixel) => {
    const moved = (by: number): number => {
      const inputs = start.slice()
      inputs[pixel] += by
      return known.cost(inputs, 3)
    }
    const slope = (moved(move) - moved(-move)) / (2 * move)
    return Math.min(1, Math.max(0, value - slope))
  })
  await page.getByRole('button', { name: 'Step', exact: true }).press('Enter')
  await expect(cost).toHaveText(known.cost(stepped, 3).toFixed(3))
  await page.getByRole('button', { name: 'Step back' }).press('Enter')
  await expect(cost).toHaveText(known.cost(start, 3).toFixed(3))

  // by keyboard alone until it is sure
  const more = page.getByRole('button', { name: '10 steps' })
  const sure = page.getByText('Would you say so?')
  await expect(async () => {
    await more.press('Enter')
    await expect(sure).toBeVisible({ timeout: 200 })
  }).toPass()
  expect(await findAxeProblems(page, 'dream')).toEqual([])
  expect(await overflowAtDoubleText(page)).toBe(0)
})

test('hides a part of a digit and tells what that does', async ({ program }) => {
  const { page } = program
  const known = await train(program, SHARES)
  await open(page, known, 'hide')
  const about = await page.getByText(/^Test image [\d,]+, labelled/).textContent()
  const index = Number(about?.replaceAll(',', '').match(/\d+/)?.[0]) - 1
  const image = Uint8Array.from(digits.test.inputs.slice(index * 784, (index + 1) * 784))

  const patch = page.getByRole('img', { name: /with a patch at column/ })
  await patch.press('Home')
  for (let presses = 0; presses < 9; presses++) await patch.press('ArrowRight')
  for (let presses = 0; presses < 5; presses++) await patch.press('ArrowDown')
  await expect(patch).toHaveAccessibleName(/column 10, row 6/)
  const outputs = known.outputs(
    toInputs(withPatch(image, { row: 5, column: 9, side: 7, grey: 128 }))
  )
  const bars = page.getByRole('list', { name: 'Output for each digit' }).locator('.value')
  await expect(bars).toHaveText(outputs.map((output) => output.toFixed(2)))
  await page.getByRole('button', { name: 'Show as table: What hiding each pixel does' }).click()
  await expect(page.getByRole('row')).toHaveCount(13)
  expect(await findAxeProblems(page, 'hide')).toEqual([])
  expect(await overflowAtDoubleText(page)).toBe(0)
})
