import { join } from 'node:path'
import { loadDataset } from '../src/datasets/load'
import { networkOfRun, parametersFromBytes } from '../src/engine/network'
import { splitTraining } from '../src/engine/order'
import { createReferenceEngine } from '../src/engine/reference'
import type { LandscapeInput } from '../src/shared/landscape'
import type { RunSummary } from '../src/shared/run'
import type { Locator, Page } from '@playwright/test'
import { findAxeProblems, overflowAtDoubleText } from './findings'
import { expect, test } from './one-window'
import { CHECKOUT, type Program } from './program'
import { seedRuns } from './runs'

const SHORT = { subset: 1000, epochs: 3 }
/** As many examples as the runs learn from, or the first of them. */
const EXAMPLES = 500

const wish = (
  runs: readonly RunSummary[],
  changes: Partial<LandscapeInput> = {}
): LandscapeInput => ({
  runIds: runs.map(({ id }) => id),
  plane: 'path',
  seed: 1,
  size: 25,
  examples: EXAMPLES,
  ...changes
})

/** The float64 reference's cost of stored weights, over the first examples that a run learns from. */
async function referenceCost(
  program: Program,
  { config }: RunSummary,
  examples = EXAMPLES
): Promise<(runId: number, step: number) => Promise<number>> {
  const { info, training } = await loadDataset(join(CHECKOUT, 'out', 'resources'), config.dataset)
  const engine = createReferenceEngine(networkOfRun(config, info))
  const set = engine.addExamples(training)
  const { training: learnt } = splitTraining(training.count, config)
  const members = learnt.subarray(0, examples)
  return async (runId, step) => {
    const { checkpoints } = await program.request('runs.detail', { runId })
    const checkpointId = checkpoints.find((each) => each.step === step)?.id ?? 0
    const { layers, parameters } = await program.request('network.weights', { runId, checkpointId })
    engine.load(parametersFromBytes(parameters, layers), null)
    return engine.evaluate(set, members).cost
  }
}

test('the costs of a landscape are those that the reference gives', async ({ program }) => {
  const [run] = await seedRuns(program, [{ name: 'one', config: SHORT }])
  const cost = await referenceCost(program, run)
  for (const plane of ['path', 'random'] as const) {
    const found = await program.request('landscape.compute', wish([run], { plane }))
    const { points } = found.paths[0]
    expect(points.map(({ epoch }) => epoch)).toEqual([0, 1, 2, 3])
    for (const point of points) {
      expect(point.cost).toBeCloseTo(await cost(run.id, point.step), 6)
    }
    expect(found.centreCost).toBeCloseTo(await cost(run.id, run.step), 6)
    expect(found.costs).toHaveLength(25 * 25)
    expect(found.examples).toBe(EXAMPLES)
    const all = found.explained.reduce((sum, share) => sum + share, 0)
    if (plane === 'path') expect(all).toBeCloseTo(1, 9)
    else expect(all).toBeLessThan(0.01)
    expect(found.control === null).toBe(plane === 'random')
  }
})

test('two runs share a plane where they have the same layers, and the same images', async ({
  program
}) => {
  const [one, two, wide] = await seedRuns(program, [
    { name: 'one', config: SHORT },
    { name: 'two', config: { ...SHORT, seed: 7 } },
    { name: 'wide', config: { ...SHORT, hiddenLayers: [9] } }
  ])
  const cost = await referenceCost(program, one)
  const found = await program.request('landscape.compute', wish([one, two]))
  expect(found.paths.map(({ runId }) => runId)).toEqual([one.id, two.id])
  for (const { runId, points } of found.paths) {
    for (const point of points) expect(point.cost).toBeCloseTo(await cost(runId, point.step), 6)
  }
  expect(found.control).toBeNull()
  await expect(program.request('landscape.compute', wish([one, wide]))).rejects.toMatchObject({
    code: 'no-common-landscape',
    values: { obstacle: 'layers' }
  })
})

test('a landscape needs three places for a path, and is called off by a word or by the next', async ({
  program
}) => {
  const [short, run] = await seedRuns(program, [
    { name: 'short', config: { ...SHORT, epochs: 1 } },
    { name: 'run', config: SHORT }
  ])
  await expect(program.request('landscape.compute', wish([short]))).rejects.toMatchObject({
    code: 'no-path'
  })
  const random = await program.request('landscape.compute', wish([short], { plane: 'random' }))
  expect(random.paths[0].points).toHaveLength(2)

  const large = wish([run], { size: 51, examples: 1000 })
  const first = program.request('landscape.compute', large)
  const refused = expect(first).rejects.toMatchObject({ code: 'cancelled' })
  const second = program.request('landscape.compute', wish([run]))
  await refused
  expect((await second).costs).toHaveLength(25 * 25)

  const third = program.request('landscape.compute', large)
  const calledOff = expect(third).rejects.toMatchObject({ code: 'cancelled' })
  await program.request('landscape.cancel', undefined)
  await calledOff
})

const panel = (page: Page): Locator => page.getByRole('tabpanel', { name: 'Landscape' })

test('the panel is used by keyboard alone, shows true costs, and passes axe', async ({
  program
}) => {
  const [, run] = await seedRuns(program, [
    { name: 'second', config: { ...SHORT, seed: 7 } },
    { name: 'first', config: SHORT }
  ])
  const { page } = program
  await program.open(`#/network/${run.id}`)
  await page.getByRole('tab', { name: 'Diagram' }).focus()
  await page.keyboard.press('End')
  const numbers = panel(page).getByTestId('landscape-centre')
  await numbers.waitFor()
  const cost = await referenceCost(program, run, 1000)
  await expect(numbers).toHaveText((await cost(run.id, run.step)).toFixed(3))
  await expect(panel(page).getByRole('img', { name: /first/ }).first()).toBeVisible()

  await panel(page).getByText('The path, checkpoint by checkpoint').focus()
  await page.keyboard.press('Enter')
  const shown = await panel(page).getByTestId('path-cost').allTextContents()
  const { checkpoints } = await program.request('runs.detail', { runId: run.id })
  const expected = await Promise.all(checkpoints.map(({ step }) => cost(run.id, step)))
  expect(shown).toEqual(expected.map((each) => each.toFixed(3)))

  await panel(page)
    .getByRole('checkbox', { name: /random walk/ })
    .focus()
  await page.keyboard.press('Space')
  await expect(panel(page).getByText(/^The dotted grey line is a random walk/)).toBeVisible()
  await panel(page).getByRole('radio', { name: 'Map' }).focus()
  await page.keyboard.press('ArrowRight')
  await expect(panel(page).getByRole('img', { name: /as a surface/ })).toBeVisible()
  expect(await findAxeProblems(page)).toEqual([])
  expect(await overflowAtDoubleText(page)).toBe(0)

  await panel(page).getByRole('combobox', { name: 'Second run' }).selectOption({ label: 'second' })
  await expect(panel(page).getByText(/^Both runs are measured/)).toBeVisible()
  await numbers.waitFor()
  await panel(page)
    .getByRole('combobox', { name: /^Plane/ })
    .selectOption({ index: 1 })
  await expect(panel(page).getByText(/^Random directions show/)).toBeVisible()
  await numbers.waitFor()
  await panel(page)
    .getByRole('button', { name: /^Look at step 10$/ })
    .focus()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/step=10/)
})
