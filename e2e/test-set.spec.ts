import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import { PRESETS } from '../src/shared/presets'
import type { RunSummary } from '../src/shared/run'
import { findAxeProblems, overflowAtDoubleText } from './findings'
import { expect, test } from './fixtures'
import { tabTo } from './keys'
import { CHECKOUT, type Program } from './program'
import { seedRuns } from './runs'

const SHORT = { subset: 1000, epochs: 3, batchSize: 20 }
const COUNT = 10_000
const PIXELS = 784

/** The test set as it was published: headers of 16 and 8 bytes, then the values. */
async function readTestSet(): Promise<{ images: Uint8Array; labels: Uint8Array }> {
  const read = async (name: string): Promise<Uint8Array> =>
    gunzipSync(await readFile(join(CHECKOUT, `out/resources/mnist/${name}.gz`)))
  const [images, labels] = [
    await read('t10k-images-idx3-ubyte'),
    await read('t10k-labels-idx1-ubyte')
  ]
  return { images: images.subarray(16), labels: labels.subarray(8) }
}

interface Expected {
  label: number
  answer: number
  share: number
  gap: number
  cost: number
}

/** What a stored network makes of each test image: a forward pass in float64, written for this test alone. */
async function answersOf(program: Program, run: RunSummary): Promise<Expected[]> {
  const { checkpoints } = await program.request('runs.detail', { runId: run.id })
  const { id: checkpointId } = [...checkpoints].sort((a, b) => b.step - a.step)[0]
  const stored = await program.request('network.weights', { runId: run.id, checkpointId })
  const view = new DataView(stored.parameters.slice().buffer)
  const parameters = Float64Array.from({ length: view.byteLength / 4 }, (_, index) =>
    view.getFloat32(4 * index, true)
  )
  const { images, labels } = await readTestSet()
  return Array.from(labels, (label, place) => {
    const picture = images.subarray(PIXELS * place, PIXELS * (place + 1))
    return expectedOf(label, forward(run, stored.layers, parameters, picture), run)
  })
}

function forward(
  { config }: RunSummary,
  layers: number[],
  parameters: Float64Array,
  picture: Uint8Array
): number[] {
  let values = Array.from(picture, (grey) => grey / 255)
  let offset = 0
  for (let layer = 1; layer < layers.length; layer++) {
    const biases = offset + values.length * layers[layer]
    const sums = Array.from({ length: layers[layer] }, (_, out) =>
      values.reduce(
        (sum, value, from) => sum + value * parameters[offset + out * values.length + from],
        parameters[biases + out]
      )
    )
    offset = biases + layers[layer]
    const isLast = layer === layers.length - 1
    if (isLast && config.cost === 'cross-entropy') {
      const powers = sums.map((z) => Math.exp(z - Math.max(...sums)))
      const total = powers.reduce((sum, power) => sum + power, 0)
      return powers.map((power) => power / total)
    }
    const isRelu = !isLast && config.activation === 'relu'
    values = sums.map((z) => (isRelu ? Math.max(0, z) : 1 / (1 + Math.exp(-z))))
  }
  return values
}

function expectedOf(label: number, outputs: number[], { config }: RunSummary): Expected {
  const [first, second] = outputs.toSorted((a, b) => b - a)
  const squares = outputs.map((output, digit) => (output - (digit === label ? 1 : 0)) ** 2)
  return {
    label,
    answer: outputs.indexOf(first),
    share: first / outputs.reduce((sum, output) => sum + output, 0),
    gap: first - second,
    cost:
      config.cost === 'cross-entropy'
        ? -Math.log(outputs[label])
        : squares.reduce((sum, square) => sum + square, 0)
  }
}

/** Places in the order of a number that belongs to each. */
const ranked = (places: number[], valueOf: (place: number) => number): number[] =>
  places.toSorted((a, b) => valueOf(a) - valueOf(b) || a - b)

/** Numbers of the images that are shown, as they are told. */
async function shownImages(page: Page, title: string): Promise<number[]> {
  const buttons = page.getByRole('region', { name: title, exact: true }).getByRole('listitem')
  const words = await buttons
    .getByRole('button')
    .evaluateAll((found) => found.map((each) => each.getAttribute('aria-label') ?? ''))
  return words.map((text) => Number(/^Image ([\d,]+)/.exec(text)?.[1].replace(',', '')))
}

const percent = (share: number): string =>
  share.toLocaleString('en', {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1
  })
const whole = (value: number): string => value.toLocaleString('en')

test('the matrix, the images behind it and the disagreement are those of an independent count', async ({
  program
}) => {
  const { page } = program
  const [one, other, points] = await seedRuns(program, [
    { name: 'squares', config: { ...PRESETS.plain, ...SHORT } },
    { name: 'logarithms', config: { ...PRESETS['quick-96'], ...SHORT } },
    {
      name: 'moons',
      config: {
        ...PRESETS['quick-96'],
        dataset: 'moons:count=500,noise=0.1,seed=1',
        hiddenLayers: [8],
        epochs: 2
      }
    }
  ])
  const expected = await answersOf(program, one)
  const all = expected.map((_, place) => place)
  const inCell = (label: number, answer: number): number[] =>
    all.filter((place) => expected[place].label === label && expected[place].answer === answer)

  await program.open(`#/draw?tab=test&run=${one.id}`)
  const grid = page.getByRole('grid', { name: 'Confusion matrix' })
  await expect(grid).toBeVisible()
  const texts = await grid.locator('[data-label]').allInnerTexts()
  const counts = texts.map((text) => Number(text.trim().replace(',', '')))
  const digits = Array.from({ length: 10 }, (_, digit) => digit)
  expect(counts).toEqual(
    digits.flatMap((label) => digits.map((answer) => inCell(label, answer).length))
  )
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(COUNT)
  const right = all.filter((place) => expected[place].label === expected[place].answer)
  await expect(page.getByText(`${whole(right.length)} of 10,000 right:`)).toBeVisible()

  // the keyboard alone: to the most frequent mistake, and to its images, page by page
  const mistakes = digits
    .flatMap((label) => digits.map((answer) => ({ label, answer, places: inCell(label, answer) })))
    .filter(({ label, answer }) => label !== answer)
    .sort((a, b) => b.places.length - a.places.length)
  const { label, answer, places } = mistakes[0]
  await grid.locator('[tabindex="0"]').focus()
  for (let down = 0; down < label; down++) await page.keyboard.press('ArrowDown')
  for (let along = 0; along < answer; along++) await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  const title = `${label} taken for ${answer}`
  const found: number[] = []
  for (let from = 0; from < places.length; from += 12) {
    const to = Math.min(from + 12, places.length)
    await expect(page.getByText(`${from + 1}–${to} of ${places.length}`)).toBeVisible()
    await expect.poll(() => shownImages(page, title)).toEqual(places.slice(from, to))
    found.push(...(await shownImages(page, title)))
    if (to === places.length) break
    await tabTo(page, 'button', /^Next images$/)
    await page.keyboard.press('Enter')
  }
  expect(found).toEqual(places)

  // rates by row, and the accuracy of each class
  await page.getByRole('radio', { name: 'Rates by row' }).check({ force: true })
  for (const digit of digits) {
    const own = all.filter((place) => expected[place].label === digit).length
    const hits = inCell(digit, digit).length
    const row = grid.getByRole('row').nth(digit + 1)
    const rate = hits > 0 ? percent(hits / own) : ''
    await expect(row.locator(`[data-answer="${digit}"]`)).toHaveText(rate)
    await expect(row.locator('.total').first()).toHaveText(percent(hits / own))
  }

  // the rankings
  const wrong = all.filter((place) => !right.includes(place))
  for (const [name, order] of [
    ['Worst by cost', ranked(all, (place) => -expected[place].cost)],
    ['Surest mistakes', ranked(wrong, (place) => -Math.fround(expected[place].share))],
    ['Closest calls', ranked(all, (place) => Math.fround(expected[place].gap))]
  ] as const) {
    await page.getByRole('radio', { name }).check({ force: true })
    await expect.poll(() => shownImages(page, name)).toEqual(order.slice(0, 12))
  }
  expect(await findAxeProblems(page)).toEqual([])
  expect(await overflowAtDoubleText(page)).toBe(0)

  // another network
  const others = await answersOf(program, other)
  const verdicts = {
    'Both right': right.filter((place) => others[place].answer === others[place].label),
    'Only “squares” right': right.filter((place) => others[place].answer !== others[place].label),
    'Only “logarithms” right': wrong.filter(
      (place) => others[place].answer === others[place].label
    ),
    'Both wrong': wrong.filter((place) => others[place].answer !== others[place].label)
  }
  await page.getByRole('combobox', { name: 'Compare with' }).selectOption({ label: 'logarithms' })
  for (const [name, places] of Object.entries(verdicts)) {
    await page.getByRole('button', { name: `${name} ${whole(places.length)}` }).click()
    await expect.poll(() => shownImages(page, name)).toEqual(places.slice(0, 12))
  }
  const different = all.filter((place) => others[place].answer !== expected[place].answer).length
  await expect(
    page.getByText(`They answer ${whole(different)} of 10,000 images differently.`)
  ).toBeVisible()
  expect(await findAxeProblems(page, 'two networks')).toEqual([])

  // of other data, in a sentence
  await page.getByRole('combobox', { name: 'Compare with' }).selectOption({ label: points.name })
  await expect(page.getByText('there is no common test set')).toBeVisible()

  // points have no pictures: the matrix is there all the same, and a list
  await program.open(`#/draw?tab=test&run=${points.id}`)
  await expect(page.getByText(/^\d+ of 100 right:/)).toBeVisible()
  await expect(grid.locator('[data-label]')).toHaveCount(4)
  await expect(
    page.getByRole('region', { name: 'Worst by cost' }).getByRole('row').nth(12)
  ).toBeVisible()
  await program.open(`#/draw?tab=test&run=${one.id}`)

  // on from an image: into the network, and onto the pad
  const [, second] = verdicts['Both wrong']
  await page.getByRole('combobox', { name: 'Compare with' }).selectOption({ label: 'logarithms' })
  await page.getByRole('button', { name: /^Both wrong/ }).click()
  await page.getByRole('button', { name: new RegExp(`^Image ${whole(second)}:`) }).click()
  await expect(page.getByRole('link', { name: 'See it in the network' })).toHaveAttribute(
    'href',
    `#/network/${one.id}?step=${one.step}&image=test-${second}`
  )
  await page.getByRole('button', { name: 'Put on the pad' }).click()
  await expect(
    page.getByText(`Test image ${whole(second + 1)}, labelled ${expected[second].label}`, {
      exact: true
    })
  ).toBeVisible()
})
