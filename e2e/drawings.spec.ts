import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { handwritten } from '../src/shared/digit-handwriting'
import { transformed, type Stroke } from '../src/shared/digit-strokes'
import { answerDialogs } from './dialogs'
import { findAxeProblems, overflowAtDoubleText } from './findings'
import { expect, test } from './fixtures'
import { drawDigit } from './hand'
import type { Program } from './program'
import { seedRuns } from './runs'

const plain = (
  strokes: readonly Stroke[]
): { points: { x: number; y: number }[]; width: number }[] =>
  strokes.map(({ points, width }) => ({ points: points.map(({ x, y }) => ({ x, y })), width }))

/** Every digit in so many sizes and places, as a class would have drawn them. */
async function keepDigits(program: Program, times: number): Promise<void> {
  for (let time = 0; time < times; time++) {
    for (let label = 0; label <= 9; label++) {
      const strokes = plain(transformed(handwritten(label), 0.7 + 0.05 * time, time, 2))
      await program.request('drawings.save', { strokes, label, author: time % 2 ? 'Ada' : null })
    }
  }
}

const tile = (page: Page, name: RegExp): Locator => page.getByRole('button', { name })

test('drawings are kept, scored, relabelled, deleted with undo, and put back on the pad', async ({
  program
}) => {
  const { page } = program
  const [run] = await seedRuns(program, [{ name: 'short', config: { subset: 1000, epochs: 3 } }])
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await program.open('#/draw')
  await drawDigit(page, 7)
  await page.getByRole('button', { name: 'Keep it as a 1' }).click()
  // a slip: the right button, pressed after it, mends it
  await page.getByRole('button', { name: 'Keep it as a 7' }).click()
  await expect(page.getByText('It is kept as a 7 now.').first()).toBeVisible()
  await keepDigits(program, 2)
  const list = await program.request('drawings.list', undefined)
  expect(list.ids).toHaveLength(21)
  expect(list.labels[0]).toBe(7)

  // what the screen counts is what single predictions say
  const source = { runId: run.id, checkpoint: 'last' as const }
  let right = 0
  for (const [place, label] of list.labels.entries()) {
    const image = list.images.slice(place * 784, (place + 1) * 784)
    const [{ outputs }] = await program.request('network.predict', { image, sources: [source] })
    right += Number(outputs.indexOf(Math.max(...outputs)) === label)
  }
  await page.getByRole('link', { name: 'Our digits' }).click()
  await expect(page.getByText(`short reads ${right} of 21 rightly`, { exact: false })).toBeVisible()
  await page.getByRole('button', { name: 'Show as table' }).click()
  await expect(page.getByRole('row', { name: /^7 3 / })).toBeVisible()
  await page.getByRole('button', { name: 'Show the drawings' }).click()
  expect(await findAxeProblems(page, 'ours')).toEqual([])
  expect(await overflowAtDoubleText(page)).toBe(0)

  await page.getByRole('radio', { name: '7 3' }).check()
  await expect(tile(page, /^Drawing \d+, a 7/)).toHaveCount(3)
  await tile(page, /^Drawing 1, a 7/).click()
  await page.getByRole('combobox', { name: 'It is a …' }).selectOption('4')
  await expect(tile(page, /^Drawing \d+, a 7/)).toHaveCount(2)
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(tile(page, /^Drawing \d+, a 7/)).toHaveCount(3)
  await tile(page, /^Drawing 9, a 7/).click()
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  await expect(page.getByText('Deleted one drawing.')).toBeVisible()
  await expect(tile(page, /^Drawing \d+, a 7/)).toHaveCount(2)
  await page.keyboard.press('Control+z')
  await expect(tile(page, /^Drawing \d+, a 7/)).toHaveCount(3)
  await tile(page, /^Drawing 9, a 7/).click()
  await page.getByRole('button', { name: 'Onto the pad' }).click()
  await expect(page.getByRole('tab', { name: 'Draw', exact: true })).toHaveAttribute(
    'aria-selected',
    'true'
  )
  await expect(page.getByText(/^(Looks like|Not sure)/).first()).toBeVisible()
})

test('drawings travel in a file, come in once, become a data set, and a network learns from them; a broken file changes nothing', async ({
  program,
  dataFolder
}) => {
  const { page } = program
  const file = join(dataFolder, 'ours.downhill-drawings')
  await keepDigits(program, 1)
  await program.open('#/draw?tab=ours')
  await answerDialogs(program, { save: file })
  await page.getByRole('textbox', { name: 'Your name' }).fill('Grace')
  await page.getByRole('button', { name: 'Export…' }).click()
  await expect(page.getByText('Written:', { exact: false }).first()).toBeVisible()

  // as on another computer: some are there, some are not
  const drawingIds = [...(await program.request('drawings.list', undefined)).ids].slice(3)
  await program.request('drawings.delete', { drawingIds })
  const text = readFileSync(file, 'utf8')
  const broken = {
    'cut.downhill-drawings': text.slice(0, text.length / 2),
    'changed.downhill-drawings': text.replace('"label":3', '"label":4'),
    'newer.downhill-drawings': text.replace('"version":1', '"version":2'),
    'other.downhill-drawings': '{"drawings":[]}'
  }
  for (const [name, content] of Object.entries(broken)) {
    writeFileSync(join(dataFolder, name), content)
  }
  const open = Object.keys(broken).map((name) => join(dataFolder, name))
  await answerDialogs(program, { open })
  await page.getByRole('button', { name: 'Take in files…' }).click()
  for (const sentence of [
    'cut.downhill-drawings: This is no sound file of drawings: it is cut off',
    'changed.downhill-drawings: This is no sound file of drawings: its content does not match',
    'newer.downhill-drawings: This file of drawings was written by a newer version',
    'other.downhill-drawings: This is no sound file of drawings: it holds something else'
  ]) {
    await expect(page.getByRole('listitem').filter({ hasText: sentence })).toBeVisible()
  }
  expect((await program.request('drawings.list', undefined)).ids).toHaveLength(3)

  await answerDialogs(program, { open: [file, file] })
  await page.getByRole('button', { name: 'Take in files…' }).click()
  const told = page.getByRole('main').getByRole('listitem')
  await expect(told.filter({ hasText: '7 came in, 3 were there already' })).toHaveCount(1)
  await expect(told.filter({ hasText: '0 came in, 10 were there already' })).toHaveCount(1)
  const after = await program.request('drawings.list', undefined)
  expect([...after.labels]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])

  // a data set of them, and a network that learns from it
  await keepDigits(program, 3)
  await page.getByRole('button', { name: 'Make a data set…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Make a data set of 30 drawings' })
  await dialog.getByRole('textbox', { name: 'Share for testing' }).fill('70')
  await dialog.getByRole('button', { name: 'Make it' }).click()
  await expect(dialog.getByText('From 5 to 50.')).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Share for testing' }).fill('33')
  expect(await findAxeProblems(page, 'dialog')).toEqual([])
  await dialog.getByRole('button', { name: 'Make it' }).click()
  await expect(dialog.getByText('20 training images, 10 test images')).toBeVisible()
  await dialog.getByRole('button', { name: 'Close' }).click()

  const beside = await program.request('drawings.makeDataset', {
    name: 'ours as a test',
    use: 'test',
    testShare: 0.2,
    seed: 1
  })
  expect(beside).toMatchObject({ trainingCount: 60_000, testCount: 30, classes: 10 })
  const sets = await program.request('datasets.list', undefined)
  const own = sets.find(({ name }) => name === 'Our digits')
  expect(own).toMatchObject({ origin: 'own', trainingCount: 20, testCount: 10 })
  const config = { dataset: own?.id ?? '', epochs: 20, batchSize: 5, hiddenLayers: [16] }
  const [run] = await seedRuns(program, [{ name: 'on ours', config }])
  expect(run.status).toBe('finished')
  expect(run.finalTraining?.trainingAccuracy).toBeGreaterThan(0.9)
  await program.open(`#/draw?tab=ours&run=${run.id}`)
  await expect(page.getByText(/^on ours reads \d+ of 30 rightly/)).toBeVisible()
})
