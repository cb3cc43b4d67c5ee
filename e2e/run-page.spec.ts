import type { Locator, Page } from '@playwright/test'
import type { RunDetail } from '../src/shared/run'
import { findViolations } from './findings'
import { expect, test } from './fixtures'
import type { Program } from './program'
import { seedRuns, untilRun } from './runs'
import { expectedPixels, farthest, firstLayer, shownPixels, weightScale } from './weight-pictures'

/** A run with a dozen checkpoints in a second. */
const RUN = { name: 'many moments', config: { epochs: 7, subset: 2000, learningRate: 0.5 } }

const slider = (page: Page): Locator => page.getByRole('slider', { name: 'Checkpoint' })

/** Seeds the run and opens its page. */
async function openRun(program: Program): Promise<RunDetail> {
  const [{ id }] = await seedRuns(program, [RUN])
  await program.open(`#/runs/${id}`)
  await slider(program.page).waitFor()
  const detail = await program.request('runs.detail', { runId: id })
  return { ...detail, checkpoints: [...detail.checkpoints].sort((a, b) => a.step - b.step) }
}

const percent = (share: number | null): string => `${((share ?? NaN) * 100).toFixed(2)}%`

test('the slider over the checkpoints moves the accuracy, the weight pictures and the answer', async ({
  program
}) => {
  const { page } = program
  const { run, curves, checkpoints } = await openRun(program)
  expect(checkpoints).toHaveLength(8)
  const layers = await Promise.all(checkpoints.map(({ id }) => firstLayer(program, run.id, id)))
  const reach = Math.max(...layers.flat(2).map(Math.abs))
  const scale = await weightScale(page)

  await page.getByRole('button', { name: 'Test image' }).click()
  const digit = await page.getByText(/^Test image [\d,]+, labelled \d$/).textContent()
  const index = Number(digit?.match(/image ([\d,]+),/)?.[1].replaceAll(',', '')) - 1
  const sample = await program.request('datasets.sample', { dataset: 'mnist', index })
  const image = new Uint8Array(sample.image)

  await slider(page).focus()
  for (const [key, place] of [
    ['Home', 0],
    ['ArrowRight', 1],
    ['End', 7],
    ['ArrowLeft', 6]
  ] as const) {
    await page.keyboard.press(key)
    const { id, epoch, testAccuracy } = checkpoints[place]
    const { testCost } = curves.epochs[epoch]

    await expect(slider(page)).toHaveAttribute(
      'aria-valuetext',
      new RegExp(`^Epoch ${epoch} of 7, .*${percent(testAccuracy)}$`)
    )
    const facts = page.getByRole('region', { name: 'Through time' }).locator('.readout')
    await expect(facts.nth(0)).toContainText(String(epoch))
    await expect(facts.nth(1)).toContainText(percent(testAccuracy))
    await expect(facts.nth(2)).toContainText((testCost ?? NaN).toFixed(3))

    for (const neuron of [0, 5]) {
      const wanted = expectedPixels(layers[place][neuron], reach, scale)
      await expect
        .poll(async () => farthest(await shownPixels(page, neuron), wanted))
        .toBeLessThanOrEqual(1)
    }

    const [{ outputs }] = await program.request('network.predict', {
      image,
      sources: [{ runId: run.id, checkpoint: id }]
    })
    const bars = page.getByRole('list', { name: 'Output for each digit' }).getByRole('listitem')
    for (const [answer, output] of outputs.entries())
      await expect(bars.nth(answer)).toContainText(output.toFixed(2))
  }
})

test('weights are shown on a scale of their own, and as a table', async ({ program }) => {
  const { page } = program
  const { run, checkpoints } = await openRun(program)
  const layer = await firstLayer(program, run.id, checkpoints[7].id)
  await page.getByRole('radio', { name: 'Each its own' }).check()
  const own = Math.max(...layer[2].map(Math.abs))
  const wanted = expectedPixels(layer[2], own, await weightScale(page))
  await expect.poll(async () => farthest(await shownPixels(page, 2), wanted)).toBeLessThanOrEqual(1)

  await page
    .getByRole('region', { name: 'What the first layer looks for' })
    .getByRole('button', { name: 'Show as table' })
    .click()
  const row = page.getByRole('row', { name: /Neuron 3/ })
  const strongest = layer[2].findIndex((weight) => Math.abs(weight) === own)
  await expect(row).toContainText(
    `at row ${Math.floor(strongest / 28) + 1}, column ${(strongest % 28) + 1}`
  )
})

test('a checkpoint is chosen without a mouse, and playing goes through all', async ({
  program
}) => {
  const { page } = program
  await openRun(program)
  await page.getByRole('button', { name: 'The checkpoint before' }).focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await expect(slider(page)).toHaveValue('5')
  await page.getByRole('button', { name: 'Play from checkpoint to checkpoint' }).press('Enter')
  await expect(slider(page)).toHaveValue('7')
  await expect(page.getByRole('button', { name: /^Play/ })).toBeVisible()

  await slider(page).press('ArrowLeft')
  await page.getByRole('button', { name: 'Fork from here' }).press('Enter')
  await expect(page.getByRole('textbox', { name: 'Learning rate from here on' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Fork from here' })).toBeFocused()
})

test('a fork has its parent’s past to the last bit, another rate from there on, and can be repeated', async ({
  program
}) => {
  const { page } = program
  const { run, curves, checkpoints } = await openRun(program)
  const from = checkpoints[3]
  await program.open(`#/runs/${run.id}?fork=${from.id}`)
  const rate = page.getByRole('textbox', { name: 'Learning rate from here on' })
  await expect(rate).toHaveValue('0.5')
  await expect(page.getByRole('button', { name: 'Fork and train' })).toBeDisabled()
  await rate.fill('0.05')
  await expect(page.getByRole('textbox', { name: 'Name of the fork' })).toHaveValue(
    'many moments from epoch 3'
  )
  await page.getByRole('button', { name: 'Fork and train' }).click()
  await expect(page).toHaveURL(/#\/train\/2$/)

  await untilRun(program, 2, 'has finished', ({ status }) => status === 'finished')
  const fork = await program.request('runs.detail', { runId: 2 })
  expect(fork.run).toMatchObject({
    name: 'many moments from epoch 3',
    forkedFrom: { runId: run.id, name: run.name, epoch: 3, step: from.step },
    rateChanges: [{ step: from.step, learningRate: 0.05 }]
  })
  const past = ({ curves: all }: RunDetail): unknown => ({
    points: all.points.filter(({ step }) => step <= from.step),
    epochs: all.epochs.slice(0, 4)
  })
  expect(past(fork)).toEqual(past({ run, curves, checkpoints, storage: fork.storage }))
  expect(fork.curves.epochs[4].testCost).not.toBe(curves.epochs[4].testCost)
  const hashAt = (detail: RunDetail, epoch: number): string | undefined =>
    detail.checkpoints.find((each) => each.epoch === epoch)?.sha256
  expect(hashAt(fork, 3)).toBe(from.sha256)

  await program.open('#/runs/2')
  await page.getByRole('button', { name: 'Repeat and compare' }).click()
  await expect(page.getByText(/Identical to the last bit/)).toBeVisible()
  await page.getByRole('link', { name: run.name, exact: true }).click()
  await expect(page).toHaveURL(/#\/runs\/1$/)
  await expect(page.getByRole('link', { name: 'many moments from epoch 3' })).toBeVisible()
})

test('what is stored is checked, thinned out after a question, and kept whole from then on', async ({
  program
}) => {
  const { page } = program
  const { run } = await openRun(program)
  const kept = page.getByRole('region', { name: 'Stored weights' })
  await expect(kept).toContainText('8 checkpoints take')
  await kept.getByRole('button', { name: 'Check the hashes' }).click()
  await expect(kept).toContainText('all 8 checkpoints match their SHA-256')

  await kept.getByRole('button', { name: 'Thin out' }).click()
  await expect(kept).toContainText(/removes \d checkpoints for good/)
  await kept.getByRole('button', { name: 'Keep them' }).click()
  expect((await program.request('runs.detail', { runId: run.id })).checkpoints).toHaveLength(8)
  await kept.getByRole('button', { name: 'Thin out' }).click()
  const question = await kept.getByText(/removes \d checkpoints for good/).textContent()
  const count = Number(question?.match(/removes (\d)/)?.[1])
  await kept.getByRole('button', { name: `Remove ${count} checkpoints` }).click()
  await expect(kept).toContainText(`${count} checkpoints were removed`)
  const { checkpoints } = await program.request('runs.detail', { runId: run.id })
  expect(checkpoints).toHaveLength(8 - count)
  const epochs = checkpoints.map(({ epoch }) => epoch)
  expect(epochs).toEqual(expect.arrayContaining([0, 1, 2, 4, 7]))
  await expect(slider(page)).toHaveAttribute('max', String(checkpoints.length - 1))

  await kept.getByRole('radio', { name: 'The weights of every epoch' }).check()
  await untilRun(program, run.id, 'keeps all', ({ checkpointPolicy }) => checkpointPolicy === 'all')
})

test('a run carries a note, tags and the sign of the baseline', async ({ program }) => {
  const { page } = program
  const { run } = await openRun(program)
  await page.getByRole('textbox', { name: 'Note' }).fill('Rate too high?')
  await page.getByLabel('Tags').fill('lesson')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Pin as baseline' }).click()
  await untilRun(
    program,
    run.id,
    'has all three',
    ({ note, tags, isBaseline }) =>
      note === 'Rate too high?' && tags.join() === 'lesson' && isBaseline
  )
  await expect(page.getByText('The baseline', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'No longer the baseline' }).click()
  await untilRun(program, run.id, 'is none', ({ isBaseline }) => !isBaseline)
})

test('the page passes axe in both themes, with its panels open', async ({ program }) => {
  const { page } = program
  const { run, checkpoints } = await openRun(program)
  await program.open(`#/runs/${run.id}?fork=${checkpoints[2].id}`)
  await page.getByRole('button', { name: 'Thin out' }).click()
  const problems: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    problems.push(...(await findViolations(page, colorScheme)))
  }
  expect(problems).toEqual([])
})
