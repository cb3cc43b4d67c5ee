import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RunSummary } from '../src/shared/run'
import { answerDialogs } from './dialogs'
import { expect, test } from './fixtures'
import type { Program } from './program'
import { seedRuns } from './runs'

const SHORT = { subset: 1000, epochs: 3 }

async function compareThree(program: Program): Promise<RunSummary[]> {
  const runs = await seedRuns(program, [
    { name: 'small <batches>', config: { ...SHORT, batchSize: 10 } },
    { name: 'large', config: { ...SHORT, batchSize: 100 } },
    { name: 'too steep', config: { ...SHORT, learningRate: 1000, l2: 1000 } }
  ])
  await program.open(`#/runs?compare=${runs.map(({ id }) => id).join()}`)
  await program.page.getByRole('region', { name: 'Comparison' }).waitFor()
  return runs
}

/** Saves a chart of the comparison, the first or the second, and returns what is in the file. */
async function save(
  program: Program,
  { chart, kind, options = [] }: { chart: number; kind: string; options?: string[] }
): Promise<Buffer> {
  const { page } = program
  const path = join(program.dataFolder, `figure ${chart} ${kind} ${options.join()}`)
  await answerDialogs(program, { save: path })
  await page.getByRole('button', { name: 'Save picture or numbers…' }).nth(chart).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio', { name: `(${kind.toUpperCase()})` }).check()
  for (const option of options) await dialog.getByRole('radio', { name: option }).check()
  await dialog.getByRole('button', { name: 'Save…' }).click()
  const file = `${path}.${kind}`
  await expect.poll(() => sizeOf(file)).toBeGreaterThan(0)
  return readFileSync(file)
}

function sizeOf(file: string): number {
  try {
    return readFileSync(file).length
  } catch {
    return 0
  }
}

test('a chart is saved as a drawing with its title, the titles of its axes and every name', async ({
  program
}) => {
  await compareThree(program)
  const texts = (svg: string): string[] =>
    [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text)

  const light = String(await save(program, { chart: 1, kind: 'svg', options: ['Light'] }))
  expect(texts(light)).toEqual(
    expect.arrayContaining(['Training cost, step by step', 'epoch', 'large'])
  )
  // an axis title of its own, turned beside the numbers, besides the heading
  expect(light).toMatch(/<text[^>]*rotate\(-90[^>]*>Training cost, step by step</)
  expect(texts(light)).toContain('small &lt;batches&gt;')
  expect(texts(light)).toContainEqual(expect.stringMatching(/^too steep \(diverged at step \d/))
  expect(light.match(/<path/g)?.length).toBeGreaterThan(6)
  expect(light).not.toContain('<image')

  const dark = String(await save(program, { chart: 1, kind: 'svg', options: ['Dark'] }))
  const ground = (svg: string): string | undefined => svg.match(/<rect[^>]*fill="([^"]*)"/)?.[1]
  expect(ground(dark)).not.toBe(ground(light))

  const png = await save(program, { chart: 0, kind: 'png', options: ['Light'] })
  expect(png.subarray(1, 4).toString()).toBe('PNG')
  expect(png.readUInt32BE(16)).toBeGreaterThan(1000)
})

test('a chart is saved as numbers that read back as they are stored', async ({ program }) => {
  const runs = await compareThree(program)
  const details = await Promise.all(
    runs.map(({ id }) => program.request('runs.detail', { runId: id }))
  )

  const csv = String(
    await save(program, { chart: 1, kind: 'csv', options: ['Comma: 0,5', 'Semicolon'] })
  )
  const [head, ...rows] = csv
    .replace(/^\ufeff/, '')
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(';'))
  expect(head[0]).toBe('epoch')
  const number = (text: string): number => Number(text.replace(',', '.'))
  for (const { run, curves } of details) {
    const column = head.indexOf(`${run.name}: Training cost, step by step`)
    const perEpoch = run.totalSteps / run.config.epochs
    const read = rows
      .filter((row) => row[column] !== '')
      .map((row) => ({ x: number(row[0]), y: number(row[column]) }))
    const stored = curves.points.map(({ step, cost }) => ({ x: step / perEpoch, y: cost ?? NaN }))
    expect(read).toEqual(stored)
    // what smoothing made of it stands beside
    expect(head[column + 1]).toBe(`${run.name}: Training cost, step by step, smoothed`)
  }

  const json = JSON.parse(String(await save(program, { chart: 0, kind: 'json' })))
  expect(json).toMatchObject({ title: 'Test accuracy', x: 'epoch' })
  expect(json.series).toHaveLength(runs.length)
  for (const { run, curves } of details) {
    const points = curves.epochs.map(({ epoch, testAccuracy }) => ({ x: epoch, y: testAccuracy }))
    expect(json.series).toContainEqual(expect.objectContaining({ name: run.name, points }))
  }
})
