import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { DownhillError } from '../src/shared/errors'
import { PRESETS } from '../src/shared/presets'
import { expect, test } from './fixtures'
import type { Program } from './program'
import { seedRuns, untilRun } from './runs'

/** What becomes of long questions when a process, the page or the program ends in their middle. */

const SHORT = { ...PRESETS.plain, subset: 1000, epochs: 3 }
/** Wide enough that questions about all of its images take a while. */
const WIDE = { ...SHORT, subset: 6000, hiddenLayers: [200], batchSize: 100, epochs: 2 }

async function processIds(program: Program, name: string): Promise<number[]> {
  const metrics = await program.electron
    .evaluate(({ app }) => app.getAppMetrics().map((each) => ({ name: each.name, id: each.pid })))
    // Playwright loses an answer now and then
    .catch(() => [])
  return metrics.filter((each) => name === 'all' || each.name === name).map(({ id }) => id)
}

function isAlive(id: number): boolean {
  try {
    process.kill(id, 0)
    return true
  } catch {
    return false
  }
}

const progressBar = (page: Page) => page.getByRole('progressbar').first()
const ended = (page: Page) => page.getByRole('alert').filter({ hasText: 'stopped unexpectedly' })

/** Hears which kinds of progress the page is told of. */
async function listen({ page }: Program): Promise<() => Promise<string[]>> {
  const heard = await page.evaluateHandle(() => {
    const news: string[] = []
    window.downhill.on('study.progress', () => news.push('study'))
    window.downhill.on('landscape.progress', () => news.push('landscape'))
    return news
  })
  return async () => [...new Set(await heard.jsonValue())].sort()
}

test('a killed process, a page loaded anew, a closed window: each ends its questions, and only these', async ({
  program
}) => {
  const [run] = await seedRuns(program, [{ name: 'wide', config: WIDE }])
  const { page } = program

  // the analyst is killed while the slopes of all weights are worked out
  await program.open(`#/network/${run.id}?tab=gradient&step=50`)
  await expect(progressBar(page)).toBeVisible()
  const [analyst] = await processIds(program, 'Downhill analyst')
  process.kill(analyst, 'SIGKILL')
  await expect(ended(page)).toBeVisible()
  await page.getByText('The next mini-batch').click()
  await expect(ended(page)).toBeHidden()
  await expect(page.getByText('length: the steepness here')).toBeVisible()
  expect(await processIds(program, 'Downhill analyst')).not.toContain(analyst)
  await program.open(`#/network/${run.id}?tab=gradient&step=120`)
  await expect(page.getByText('The run ends here, after step 120')).toBeVisible()
  await expect(page.getByRole('alert')).toHaveCount(0)

  // one of the surveyors is killed: the others of its crew go with it
  await program.open(`#/network/${run.id}?tab=landscape`)
  await expect(progressBar(page)).toBeVisible()
  await expect.poll(() => processIds(program, 'Downhill surveyor')).not.toEqual([])
  const surveyors = await processIds(program, 'Downhill surveyor')
  process.kill(surveyors[0], 'SIGKILL')
  await expect(ended(page)).toBeVisible()
  await expect.poll(() => surveyors.filter(isAlive)).toEqual([])
  const before = await listen(program)
  await page.getByRole('button', { name: 'Work it out' }).click()
  await expect(ended(page)).toBeHidden()

  // the page is loaded anew while a landscape and a question are under way
  const over = { kind: 'training' as const, count: null }
  const question = { question: 1_000_000, over, at: { runId: run.id, step: 40, edits: [] } }
  await page.evaluate((asked) => void window.downhill.request('study.gradient', asked), question)
  await expect.poll(before).toEqual(['landscape', 'study'])
  await page.evaluate(() => (location.hash = '#/runs'))
  await page.evaluate(
    (asked) => {
      void window.downhill.request('landscape.compute', asked)
    },
    { runIds: [run.id], plane: 'random' as const, seed: 1, size: 51 as const, examples: 6000 }
  )
  await page.reload()
  await page.getByRole('navigation').first().waitFor()
  const after = await listen(program)
  for (const step of [30, 31, 32]) {
    const at = { runId: run.id, step, edits: [] }
    await program.request('study.gradient', { at, over: { kind: 'training', count: 500 } })
  }
  expect(await after()).toEqual([])

  // the window is closed while a landscape is worked out
  await program.open(`#/network/${run.id}?tab=landscape`)
  await expect.poll(() => processIds(program, 'Downhill surveyor')).not.toEqual([])
  await expect(progressBar(page)).toBeVisible()
  const ids = await processIds(program, 'all')
  await program.close()
  await expect.poll(() => ids.filter(isAlive)).toEqual([])
})

test('a landscape is made without damaged weights, and a fork is walked to its own', async ({
  program
}) => {
  const [run] = await seedRuns(program, [{ name: 'parent', config: SHORT }])
  const { checkpoints } = await program.request('runs.detail', { runId: run.id })
  const fork = await program.request('runs.fork', {
    runId: run.id,
    checkpointId: checkpoints[1].id,
    learningRate: 0.1,
    pace: null
  })
  await untilRun(program, fork.id, 'has ended', ({ status }) => status === 'finished')
  const weights = async (runId: number, step: number): Promise<Uint8Array> =>
    (await program.request('study.weights', { at: { runId, step, edits: [] } })).parameters
  const forkStep = checkpoints[1].step
  for (const step of [forkStep - 1, forkStep]) {
    expect(await weights(fork.id, step)).toEqual(await weights(run.id, step))
  }
  expect(await weights(fork.id, forkStep + 1)).not.toEqual(await weights(run.id, forkStep + 1))
  const detail = await program.request('runs.detail', { runId: fork.id })
  for (const { id, step } of detail.checkpoints.slice(1)) {
    const at = { runId: fork.id, step: step - 1, edits: [] }
    const { after } = await program.request('study.step', { at, place: 0 })
    const read = { runId: fork.id, checkpointId: id }
    expect(after).toEqual((await program.request('network.weights', read)).parameters)
  }

  const read = { runId: run.id, checkpointId: checkpoints[2].id }
  const { parameters } = await program.request('network.weights', read)
  await program.close()
  const file = join(program.dataFolder, 'downhill.sqlite')
  const bytes = readFileSync(file)
  const place = bytes.indexOf(parameters.subarray(40_000, 40_064))
  expect(place).toBeGreaterThan(0)
  bytes[place] ^= 1
  writeFileSync(file, bytes)
  await program.relaunch()
  const damaged = await program.request('network.weights', read).catch((error: unknown) => error)
  expect(damaged instanceof DownhillError && damaged.code).toBe('checkpoint-damaged')
  await program.open(`#/network/${run.id}?tab=landscape`)
  await expect(program.page.getByText('the map does without them')).toBeVisible()
  await expect(program.page.getByTestId('landscape-centre')).toBeVisible()
})
