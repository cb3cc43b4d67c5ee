import { readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { storeOwnDataset } from '../src/datasets/own-datasets'
import { smallPictures } from '../src/datasets/testing/small-dataset'
import type { RunConfig } from '../src/shared/run-config'
import type { Page } from '@playwright/test'
import { findAxeProblems } from './findings'
import { expect, test } from './fixtures'
import { seedRuns } from './runs'

const SMALL: Partial<RunConfig> = {
  hiddenLayers: [6],
  activation: 'tanh',
  cost: 'quadratic',
  batchSize: 10,
  learningRate: 0.1,
  shift: 0,
  epochs: 5
}
const LANDSCAPE = { plane: 'path', seed: 1, size: 25, examples: 100 } as const

test('runs on points, on a curve and on own pictures can all that runs can', async ({
  program,
  dataFolder
}) => {
  const own = await storeOwnDataset(dataFolder, smallPictures())
  const card = await program.request('datasets.card', { dataset: own.id })
  expect(card).toMatchObject({ source: 'a drawer', licence: 'CC0' })
  expect(card.classCounts).toEqual([
    { training: 6, test: 2 },
    { training: 6, test: 2 }
  ])
  expect(card.samples).toHaveLength(9)
  const listed = await program.request('datasets.list', undefined)
  expect(listed.map(({ id }) => id)).toContain(own.id)

  const datasets = ['moons:count=60,noise=0.1,seed=2', 'wave:count=60,noise=0,seed=3', own.id]
  const runs = await seedRuns(
    program,
    datasets.map((dataset) => ({ name: dataset, config: { ...SMALL, dataset } }))
  )
  for (const { id: runId, status } of runs) {
    expect(status).toBe('finished')
    expect(await program.request('runs.verify', { runId })).toMatchObject({ verdict: 'identical' })
    const { checkpoints } = await program.request('runs.detail', { runId })
    const checkpointId = checkpoints[2].id
    const measured = await program.request('runs.measureTrainingSet', { runId, checkpointId })
    expect(measured.trainingCost).toBeGreaterThan(0)
    const at = { runId, step: 3, edits: [] }
    const costs = await program.request('study.costs', { at, part: 'test', most: 3 })
    expect(costs.cost).toBeGreaterThan(0)
    const landscape = await program.request('landscape.compute', { ...LANDSCAPE, runIds: [runId] })
    expect(landscape.xs).toHaveLength(25)
    const fork = { runId, checkpointId, learningRate: 0.05, pace: null }
    const { id } = await program.request('runs.fork', fork)
    await program.until(
      'the fork has finished',
      async () => (await program.runs()).find((run) => run.id === id)?.status,
      (state) => state === 'finished'
    )
    expect(await program.request('runs.verify', { runId: id })).toMatchObject({
      verdict: 'identical'
    })
  }
  // a sweep looks for each data set once, and refuses settings that one of them has no place for
  const { config } = runs[0]
  const unfitting = { ...config, dataset: datasets[1], cost: 'cross-entropy' as const }
  await expect(
    program.request('sweeps.start', { name: 'two', configs: [config, unfitting] })
  ).rejects.toMatchObject({ code: 'invalid-input', values: { field: 'cost' } })
})

test('an own data set stays while a run, also a deleted one, has learnt from it', async ({
  program,
  dataFolder
}) => {
  const { id } = await storeOwnDataset(dataFolder, smallPictures())
  const [run] = await seedRuns(program, [{ name: 'Pets', config: { ...SMALL, dataset: id } }])
  const remove = (): Promise<null> => program.request('datasets.remove', { dataset: id })
  const isRefused = { code: 'dataset-in-use', values: { count: 1, names: '“Pets”' } }
  await expect(remove()).rejects.toMatchObject(isRefused)
  await program.request('runs.delete', { runIds: [run.id] })
  await expect(remove()).rejects.toMatchObject(isRefused)
  const renamed = await program.request('datasets.rename', { dataset: id, name: 'Cats' })
  expect(renamed).toMatchObject({ id, name: 'Cats' })
  await program.request('runs.purge', { runIds: [run.id] })
  await remove()
  expect(await readdir(join(dataFolder, 'datasets'))).toEqual([])
  const listed = await program.request('datasets.list', undefined)
  expect(listed.every(({ origin }) => origin !== 'own')).toBe(true)
  await expect(remove()).rejects.toMatchObject({ code: 'own-dataset-missing' })
})

test('a data set that is damaged or gone is named where it is needed, with what to do', async ({
  program,
  dataFolder
}) => {
  const { id } = await storeOwnDataset(dataFolder, smallPictures())
  const [{ id: runId }] = await seedRuns(program, [
    { name: 'Pets', config: { ...SMALL, dataset: id } }
  ])
  /** In a program that has not read the data before, by keyboard alone. */
  const repeat = async (): Promise<Page> => {
    const page = await program.relaunch()
    await program.open(`#/runs/${runId}`)
    await page.getByRole('button', { name: 'Repeat and compare' }).focus()
    await page.keyboard.press('Enter')
    return page
  }
  const folder = join(dataFolder, 'datasets', id)
  await rm(join(folder, 't10k-labels-idx1-ubyte.gz'))
  await writeFile(join(folder, 't10k-labels-idx1-ubyte'), 'nothing of use')
  const damaged = await repeat()
  await expect(damaged.getByText('Import the same files again under “Data”')).toBeVisible()

  await rm(folder, { recursive: true })
  const gone = await repeat()
  await expect(gone.getByText(`not in this library (${id})`).first()).toBeVisible()
  expect(await findAxeProblems(gone)).toEqual([])
})
