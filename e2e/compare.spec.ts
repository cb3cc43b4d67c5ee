import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { unpackCurves } from '../src/shared/packed'
import type { RunCurves, RunSummary } from '../src/shared/run'
import type { RunConfig } from '../src/shared/run-config'
import { findAxeProblems } from './findings'
import { expect, test } from './fixtures'
import type { Program } from './program'
import { findRun, seedRuns, untilRun, type SeededRun } from './runs'

/** Enough to see something, and over in a moment. */
const SHORT: Partial<RunConfig> = { subset: 1000, epochs: 3 }
const short = (name: string, config: Partial<RunConfig> = {}): SeededRun => ({
  name,
  config: { ...SHORT, ...config }
})

async function compare(program: Program, runs: readonly RunSummary[]): Promise<void> {
  await program.open(`#/runs?compare=${runs.map(({ id }) => id).join()}`)
  await program.page.getByRole('region', { name: 'Comparison' }).waitFor()
}

async function curvesOf(program: Program, run: RunSummary): Promise<RunCurves> {
  // as numbers: a page hands over no bytes
  const numbers = await program.page.evaluate(async (runId) => {
    const result = await window.downhill.request('runs.curves', { runIds: [runId] })
    return result.ok ? [...result.value] : []
  }, run.id)
  return unpackCurves(Uint8Array.from(numbers))[0]
}

const percent = (share: number | null): string => `${((share ?? NaN) * 100).toFixed(2)}%`
const legend = (page: Page): Locator => page.getByRole('region', { name: 'Compared runs' })
const legendRow = (page: Page, name: string): Locator =>
  legend(page).getByRole('row').filter({ hasText: name })
const plot = (page: Page, title: RegExp): Locator => page.getByRole('img', { name: title })
const choose = (page: Page, picture: string): Promise<void> =>
  page.getByRole('radio', { name: picture, exact: true }).check()

/** Pixels of a chart that are painted just as thinly as a band is. */
function bandPixels(chart: Locator): Promise<number> {
  return chart.locator('canvas').evaluateAll((canvases: HTMLCanvasElement[]) => {
    const alphas = canvases.flatMap((canvas) => {
      const { width, height } = canvas
      const data = canvas.getContext('2d')?.getImageData(0, 0, width, height).data ?? []
      return [...data].filter((_, place) => place % 4 === 3)
    })
    return alphas.filter((alpha) => alpha === Math.round(0.18 * 255)).length
  })
}

test('runs under two seeds become a mean with its band, and n is told', async ({ program }) => {
  const { page } = program
  const runs = await seedRuns(program, [
    short('small, seed 1', { batchSize: 10, seed: 1 }),
    short('small, seed 2', { batchSize: 10, seed: 2 }),
    short('large, seed 1', { batchSize: 100, seed: 1 }),
    short('large, seed 2', { batchSize: 100, seed: 2 })
  ])
  await compare(program, runs)
  const accuracy = plot(page, /^Test accuracy/)
  expect(await bandPixels(accuracy)).toBeLessThan(50)
  await page.getByRole('combobox', { name: 'Lines' }).selectOption({ label: 'mean over seeds' })
  await expect.poll(() => bandPixels(accuracy)).toBeGreaterThan(500)
  const row = legendRow(page, 'batch 10').first()
  await expect(row).toContainText('mean of 2 runs')

  const [one, other] = await Promise.all(runs.slice(0, 2).map((run) => curvesOf(program, run)))
  const ends = [one, other].map(({ epochs }) => epochs[epochs.length - 1].testAccuracy)
  await expect(row).toContainText(percent((ends[0] + ends[1]) / 2))
  await expect(plot(page, /^Test accuracy/)).toHaveAccessibleName(/batch 10, n = 2/)
  await expect(page.getByRole('combobox', { name: 'Band' })).toBeVisible()

  // each seed is a race of its own, and fair
  await expect(page.getByRole('region', { name: 'Fair race' })).toContainText('each of 2 seeds')
})

test('a run that diverged is drawn and named on a log axis', async ({ program }) => {
  const { page } = program
  const runs = await seedRuns(program, [
    short('calm'),
    short('too steep', { learningRate: 1000, l2: 1000 })
  ])
  expect(runs[1].status).toBe('diverged')
  await compare(program, runs)
  await expect(page.getByRole('checkbox', { name: 'Log cost' })).toBeChecked()
  await expect(legendRow(page, 'too steep')).toContainText(/diverged at step \d/)
  await expect(plot(page, /^Training cost/)).toHaveAccessibleName(/diverged at step \d/)
  await expect(page.getByRole('region', { name: 'Fair race' })).toContainText('Diverged: too steep')
})

test('one crosshair reads all charts, and what it says is what is stored', async ({ program }) => {
  const { page } = program
  const runs = await seedRuns(program, [short('one'), short('two', { batchSize: 20 })])
  await compare(program, runs)
  await page.getByRole('checkbox', { name: 'Training cost, step by step' }).uncheck()
  await page.getByRole('checkbox', { name: 'Test cost' }).check()
  const accuracy = plot(page, /^Test accuracy/)
  await accuracy.focus()
  await accuracy.press('Home')
  await accuracy.press('ArrowRight')
  await accuracy.press('ArrowRight')
  await expect(legend(page)).toContainText('epoch 2')
  for (const run of runs) {
    const { epochs } = await curvesOf(program, run)
    const row = legendRow(page, run.name)
    await expect(row).toContainText(percent(epochs[2].testAccuracy))
    await expect(row).toContainText((epochs[2].testCost ?? NaN).toFixed(3))
  }

  // with the pointer, the line nearest to it comes first
  const box = await accuracy.boundingBox()
  if (!box) throw new Error('The chart is not to be seen.')
  await page.mouse.move(box.x + box.width * 0.5, box.y + 4)
  const first = legend(page).getByRole('row').nth(1)
  const atTop = await first.getByRole('rowheader').innerText()
  await page.mouse.move(box.x + box.width * 0.5, box.y + box.height * 0.8)
  await expect(first.getByRole('rowheader')).not.toHaveText(atTop)
})

test('a line is hidden and shown, and stands out wherever it is pointed at', async ({
  program
}) => {
  const { page } = program
  const runs = await seedRuns(program, [short('one'), short('two', { batchSize: 20 })])
  await compare(program, runs)
  const chart = plot(page, /^Test accuracy/)
  await expect(chart).toHaveAccessibleName(/one rises/)
  await page.getByRole('button', { name: 'Show one' }).click()
  await expect(chart).not.toHaveAccessibleName(/one rises/)
  await expect(chart).toHaveAccessibleName(/two rises/)
  await page.getByRole('button', { name: 'Show one' }).click()
  await expect(chart).toHaveAccessibleName(/one rises/)

  await legendRow(page, 'two').hover()
  const results = page.getByRole('region', { name: 'Settings' }).getByRole('row')
  await expect(results.filter({ hasText: 'two' })).toHaveClass(/highlighted/)
  await expect(results.filter({ hasText: 'one' })).not.toHaveClass(/highlighted/)
})

test('charts zoom together by keyboard, and show all again', async ({ program }) => {
  const { page } = program
  const runs = await seedRuns(program, [short('one'), short('two', { batchSize: 20 })])
  await compare(program, runs)
  const chart = plot(page, /^Test accuracy/)
  const reset = page.getByRole('button', { name: 'Show all' })
  await expect(reset).toHaveCount(0)
  await chart.focus()
  await chart.press('+')
  // in both charts
  await expect(reset).toHaveCount(2)
  await chart.press('0')
  await expect(reset).toHaveCount(0)
})

test('results stand against the baseline in numbers and words', async ({ program }) => {
  const { page } = program
  const runs = await seedRuns(program, [
    short('slow', { learningRate: 0.01 }),
    short('quick', { learningRate: 0.3, batchSize: 10 })
  ])
  await program.request('runs.setBaseline', { runId: runs[0].id })
  await compare(program, runs)
  const results = page.getByRole('region', { name: 'Settings' })
  await expect(results.getByRole('row', { name: /slow/ })).toContainText('baseline')
  const [slow, quick] = runs.map(({ lastTestAccuracy }) => lastTestAccuracy ?? NaN)
  const points = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 }).format(
    Math.abs(quick - slow) * 100
  )
  const sign = quick > slow ? '+' : '−'
  const verdict = quick > slow ? 'better' : 'worse'
  await expect(results.getByRole('row', { name: /quick/ })).toContainText(
    `${sign}${points} points, ${verdict}`
  )

  // measured against the other one, it is the other way round
  await page.getByRole('combobox', { name: 'Measured against' }).selectOption({ label: 'quick' })
  await expect(results.getByRole('row', { name: /slow/ })).toContainText(
    `${quick > slow ? '−' : '+'}${points} points, ${quick > slow ? 'worse' : 'better'}`
  )
})

test('a sentence says what the picture shows, and whether it may be said', async ({ program }) => {
  const { page } = program
  const runs = await seedRuns(program, [
    short('small', { batchSize: 10, epochs: 2 }),
    short('whole', { batchSize: 1000, epochs: 2 })
  ])
  await compare(program, runs)
  const finding = page.getByRole('region', { name: 'Fair race' })
  // the one is named by what tells it from the other
  await expect(finding).toContainText(/[Bb]atch 10 .*(ahead of batch 1,000|reached)/)
  await expect(finding).toContainText('A fair race: same start, same order')
})

test('a sweep becomes a map with the stored results, whose cells choose their runs', async ({
  program,
  dataFolder
}) => {
  const { page } = program
  const runs = await sweepOfFour(program)
  await compare(program, runs)
  await choose(page, 'Map')
  const grid = page.getByRole('grid')
  for (const run of runs) {
    const { learningRate, batchSize } = run.config
    const cell = grid.getByRole('gridcell', { name: `η ${learningRate}, batch ${batchSize}: ` })
    await expect(cell).toContainText(percent(run.lastTestAccuracy))
  }
  expect(await findAxeProblems(page)).toEqual([])

  const file = join(dataFolder, 'map.svg')
  await program.electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, file)
  await page.getByRole('button', { name: 'Save picture' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio', { name: /SVG/ }).check()
  await dialog.getByRole('button', { name: 'Save…' }).click()
  await expect.poll(() => readIfThere(file)).toContain('</svg>')
  const svg = readIfThere(file)
  for (const words of ['Learning rate', 'Batch size', percent(runs[0].lastTestAccuracy)]) {
    expect(svg).toContain(words)
  }
  expect(svg).not.toContain('<image')

  // by arrow keys to the last cell, and its run alone is chosen
  await grid.getByRole('gridcell').first().focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'Comparison' })).toHaveCount(0)
  await expect(page.getByText('One run selected')).toBeVisible()
})

test('ranges on parallel axes leave the runs within, by slider and by drag', async ({
  program
}) => {
  const { page } = program
  const runs = await sweepOfFour(program)
  await compare(program, runs)
  await choose(page, 'Parallel coordinates')
  await expect(page.getByText('4 runs, a line each.')).toBeVisible()
  expect(await findAxeProblems(page)).toEqual([])

  const rate = page.getByRole('group', { name: 'Learning rate η' })
  const from = rate.getByRole('slider', { name: 'from' })
  await from.focus()
  await from.press('End')
  await expect(page.getByText('2 of 4 runs are within the ranges.')).toBeVisible()
  await expect(rate).toContainText('0.5')
  await page.getByRole('button', { name: 'Clear ranges' }).click()
  await expect(page.getByText('4 runs, a line each.')).toBeVisible()

  // along the first axis, over its upper half
  const picture = page.getByRole('img', { name: /What the settings lead to/ })
  await picture.scrollIntoViewIfNeeded()
  const handle = picture.locator('.handle').first()
  const box = await handle.boundingBox()
  if (!box) throw new Error('The axis is not to be seen.')
  const x = box.x + box.width / 2
  await page.mouse.move(x, box.y + 2)
  await page.mouse.down()
  await page.mouse.move(x, box.y + box.height * 0.4, { steps: 4 })
  await page.mouse.up()
  await expect(page.getByText('2 of 4 runs are within the ranges.')).toBeVisible()
  await page.getByRole('button', { name: 'Choose these 2 runs' }).click()
  await expect(page.getByText('2 runs selected')).toBeVisible()
  await expect(legend(page).or(picture)).toBeVisible()
})

test('a comparison passes axe in light and dark, with groups and while a run trains', async ({
  program
}) => {
  const { page } = program
  const runs = await seedRuns(program, [
    short('one', { seed: 1 }),
    short('two', { seed: 2 }),
    short('three', { batchSize: 20 })
  ])
  const live = await program.request('runs.start', {
    name: 'under way',
    config: { ...runs[0].config, epochs: 200 },
    pace: 100
  })
  await compare(program, [...runs, live])
  await expect(page.getByRole('region', { name: 'Fair race' })).toContainText('So far:')
  // its line grows while it is looked at
  const step = async (): Promise<number> => (await findRun(program, live.id)).step
  const before = await step()
  await program.until('the run went on', step, (now) => now > before + 20)
  expect(await findAxeProblems(page)).toEqual([])
  await program.request('training.stop', { runId: live.id })
  await untilRun(program, live.id, 'has stopped', ({ status }) => status === 'stopped')
  await expect(legendRow(page, 'under way')).toContainText(/ended at epoch|under way/)
})

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

/** Two rates by two batch sizes, all trained. */
async function sweepOfFour(program: Program): Promise<RunSummary[]> {
  const [first] = await seedRuns(program, [{ name: 'first', config: { subset: 1000, epochs: 1 } }])
  const configs = [0.1, 0.5].flatMap((learningRate) =>
    [10, 100].map((batchSize) => ({ ...first.config, learningRate, batchSize }))
  )
  const { runIds } = await program.request('sweeps.start', { name: 'grid', configs })
  const runs: RunSummary[] = []
  for (const id of runIds) {
    runs.push(await untilRun(program, id, 'has finished', ({ status }) => status === 'finished'))
  }
  return runs
}
