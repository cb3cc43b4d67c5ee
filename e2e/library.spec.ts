import type { Locator, Page } from '@playwright/test'
import { unpackDeletedRuns } from '../src/shared/packed'
import { findAxeProblems } from './findings'
import { expect, test } from './fixtures'
import { tabTo } from './keys'
import { findRun, seedRuns, untilRun } from './runs'

const THREE = [
  { name: 'small batches', config: { batchSize: 50 } },
  { name: 'large batches', config: { batchSize: 500, epochs: 1 } },
  { name: 'plain', config: { epochs: 1 } }
]

const row = (page: Page, name: string): Locator =>
  page.getByRole('treegrid').getByRole('row', { name })

/** The names in the table, from above to below. */
const names = (page: Page): Promise<string[]> =>
  page.getByRole('treegrid').getByRole('rowheader').getByRole('link').allTextContents()

/** Chooses a row as a person does: beside its controls. */
const choose = (page: Page, name: string, modifiers: ('Control' | 'Shift')[] = []): Promise<void> =>
  row(page, name).getByText('%').first().click({ modifiers })

const openRuns = (page: Page): Promise<void> => page.getByRole('link', { name: 'Runs' }).click()

test('runs are searched, sorted and filtered, and stay so while one looks elsewhere', async ({
  program
}) => {
  const { page } = program
  await seedRuns(program, THREE)
  await program.request('runs.tag', { runIds: [1, 3], add: ['good'], remove: [] })
  await program.request('runs.annotate', { runId: 3, note: 'as in the book' })
  await openRuns(page)
  expect(await names(page)).toEqual(['plain', 'large batches', 'small batches'])

  await page.getByRole('button', { name: 'Name', exact: true }).click()
  await expect.poll(() => names(page)).toEqual(['large batches', 'plain', 'small batches'])
  await expect(page.getByRole('columnheader', { name: 'Name' })).toHaveAttribute(
    'aria-sort',
    'ascending'
  )
  await page.getByRole('button', { name: 'Name', exact: true }).click()
  await expect.poll(() => names(page)).toEqual(['small batches', 'plain', 'large batches'])

  const search = page.getByRole('searchbox', { name: /Search names/ })
  await search.fill('BATCH')
  await expect(page.getByText('2 of 3 runs')).toBeVisible()
  await expect(row(page, 'small batches').locator('mark')).toHaveText('batch')
  await choose(page, 'small batches')
  await search.fill('book')
  await expect.poll(() => names(page)).toEqual(['plain'])
  await expect(page.getByText('one selected run is not shown')).toBeVisible()
  await expect(row(page, 'plain')).toContainText('found in its note')

  await program.open('#/about')
  await openRuns(page)
  await expect(search).toHaveValue('book')
  expect(await names(page)).toEqual(['plain'])

  await search.fill('nowhere')
  await expect(page.getByRole('heading', { name: 'No run matches' })).toBeVisible()
  await page.getByRole('button', { name: 'Show all' }).last().click()
  await expect.poll(() => names(page)).toEqual(['small batches', 'plain', 'large batches'])

  await page.getByRole('button', { name: 'Tags', exact: true }).click()
  await page.getByRole('checkbox', { name: 'good' }).click()
  await page.keyboard.press('Escape')
  await expect.poll(() => names(page)).toEqual(['small batches', 'plain'])
  await page.getByRole('button', { name: 'Tags: good' }).click()
  await page.getByRole('checkbox', { name: 'good' }).click()
  await expect(page.getByText('3 runs', { exact: true })).toBeVisible()
})

test('a run gets a note, several get a tag, and undo takes both back', async ({ program }) => {
  const { page } = program
  await seedRuns(program, THREE)
  await openRuns(page)
  await page.getByRole('button', { name: 'Details' }).click()
  await choose(page, 'small batches')

  await page.getByRole('textbox', { name: 'Note' }).fill('rattles')
  await page.getByRole('textbox', { name: 'Note' }).blur()
  await expect(page.getByText('Changed the note of “small batches”.')).toBeVisible()
  expect((await findRun(program, 1)).note).toBe('rattles')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(async () => (await findRun(program, 1)).note).toBe('')
  await expect(page.getByRole('textbox', { name: 'Note' })).toHaveValue('')

  // leaving the field for another run is one change, which one undo takes back
  await page.getByRole('textbox', { name: 'Note' }).fill('squeaks')
  await page.getByRole('textbox', { name: 'Note' }).blur()
  await page.getByRole('textbox', { name: 'Note' }).fill('squeaks aloud')
  await choose(page, 'plain')
  await expect.poll(async () => (await findRun(program, 1)).note).toBe('squeaks aloud')
  await page.keyboard.press('Control+z')
  await expect.poll(async () => (await findRun(program, 1)).note).toBe('squeaks')
  await page.keyboard.press('Control+z')
  await expect.poll(async () => (await findRun(program, 1)).note).toBe('')
  await choose(page, 'small batches')

  await choose(page, 'large batches', ['Control'])
  await page.getByRole('combobox', { name: 'Tags' }).fill('week 3, noisy')
  await page.getByRole('combobox', { name: 'Tags' }).press('Enter')
  await expect(page.getByText('Tagged 2 runs: week 3, noisy.')).toBeVisible()
  expect((await findRun(program, 1)).tags).toEqual(['noisy', 'week 3'])
  expect((await findRun(program, 2)).tags).toEqual(['noisy', 'week 3'])
  expect((await findRun(program, 3)).tags).toEqual([])

  // all of one, of which two have it
  await choose(page, 'plain', ['Control'])
  await expect(page.getByRole('button', { name: 'Give all of them the tag noisy' })).toHaveText(
    '2 of 3'
  )
  await page.getByRole('button', { name: 'Remove the tag noisy' }).click()
  await expect.poll(async () => (await findRun(program, 2)).tags).toEqual(['week 3'])
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(async () => (await findRun(program, 2)).tags).toEqual(['noisy', 'week 3'])
  expect((await findRun(program, 3)).tags).toEqual([])

  // in other capitals it is the same tag, and is spelled as before
  await choose(page, 'plain')
  await page.getByRole('combobox', { name: 'Tags' }).fill('Week 3')
  await page.getByRole('combobox', { name: 'Tags' }).press('Enter')
  await expect.poll(async () => (await findRun(program, 3)).tags).toEqual(['week 3'])
})

test('what is being written of a run outlives the window', async ({ program }) => {
  const { page } = program
  await seedRuns(program, [THREE[2]])
  await openRuns(page)
  await page.getByRole('button', { name: 'Details' }).click()
  await choose(page, 'plain')
  await page.getByRole('textbox', { name: 'Note' }).fill('half a thought')
  await program.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0].close())
  await program.relaunch()
  expect((await findRun(program, 1)).note).toBe('half a thought')
})

test('deleted runs come back with undo or later, or are removed for good', async ({ program }) => {
  const { page } = program
  await seedRuns(program, THREE)
  const before = await program.request('runs.detail', { runId: 1 })
  await openRuns(page)
  await choose(page, 'small batches')
  await page.keyboard.press('Delete')
  await expect(row(page, 'small batches')).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(row(page, 'small batches')).toBeVisible()

  await choose(page, 'small batches')
  await choose(page, 'plain', ['Shift'])
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  await expect(page.getByText('No runs yet')).toBeVisible()
  await page.getByRole('link', { name: 'Recently deleted' }).click()
  const table = page.getByRole('table', { name: 'Runs that were deleted' })
  await expect(table.getByRole('row', { name: /plain/ })).toContainText('in 30 days')

  await page.getByRole('button', { name: 'Restore small batches' }).click()
  await expect(table.getByRole('row', { name: /small batches/ })).toHaveCount(0)
  expect(await program.request('runs.detail', { runId: 1 })).toEqual(before)

  await page.getByRole('button', { name: 'Delete plain for good' }).click()
  await page.getByRole('button', { name: 'Keep' }).click()
  await expect(table.getByRole('row', { name: /plain/ })).toBeVisible()
  await page.getByRole('button', { name: 'Delete plain for good' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete for good' }).click()
  await expect(table.getByRole('row', { name: /plain/ })).toHaveCount(0)
  await expect(table.getByRole('row', { name: /large batches/ })).toBeVisible()
  expect(unpackDeletedRuns(await program.request('runs.deleted', undefined))).toHaveLength(1)

  await page.getByRole('link', { name: 'Back to the runs' }).click()
  expect(await names(page)).toEqual(['small batches'])
})

test('a run is repeated with one change, and it differs in nothing else', async ({ program }) => {
  const { page } = program
  const [first] = await seedRuns(program, [THREE[0]])
  await openRuns(page)
  await page.getByRole('button', { name: 'Actions for small batches' }).click()
  await page.getByRole('menuitem', { name: 'Same, but' }).click()
  await page.getByRole('menuitem', { name: /^Batch size/ }).click()

  const field = page.getByRole('textbox', { name: 'Batch size' })
  await expect(field).toBeFocused()
  await expect(page.getByText(/Nothing is changed yet/)).toBeVisible()
  await page.keyboard.type('200')
  await expect(page.getByText('Batch size: 200 instead of 50.')).toBeVisible()
  await page.keyboard.press('Enter')
  const second = await untilRun(program, 2, 'has finished', ({ status }) => status === 'finished')
  expect(second.config).toEqual({ ...first.config, batchSize: 200 })
})

test('one run is the baseline, chosen columns are remembered', async ({ program }) => {
  const { page } = program
  await seedRuns(program, THREE)
  await openRuns(page)
  for (const name of ['plain', 'small batches']) {
    await row(page, name).click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Pin as baseline' }).click()
    await expect(row(page, name)).toContainText('baseline')
  }
  await expect(row(page, 'plain')).not.toContainText('baseline')

  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('checkbox', { name: 'Seed' }).click()
  await page.getByRole('checkbox', { name: 'Status' }).click()
  await page.keyboard.press('Escape')
  const again = await program.relaunch()
  await openRuns(again)
  await expect(again.getByRole('columnheader', { name: 'Seed' })).toBeVisible()
  await expect(again.getByRole('columnheader', { name: 'Status' })).toHaveCount(0)
})

test('the keyboard alone chooses, renames, tags, deletes and opens runs', async ({ program }) => {
  const { page } = program
  await seedRuns(program, THREE)
  await program.open('#/runs')
  await tabTo(page, 'button', /^Actions for plain/)
  await page.keyboard.press('ArrowDown')
  await expect(row(page, 'large batches')).toBeFocused()
  await page.keyboard.press('F2')
  await page.keyboard.type('big batches')
  await page.keyboard.press('Enter')
  await expect(row(page, 'big batches')).toBeFocused()

  await page.keyboard.press('Space')
  await expect(row(page, 'big batches')).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Shift+ArrowDown')
  await expect(page.getByText('2 runs selected')).toBeVisible()
  await page.keyboard.press('Control+a')
  await expect(page.getByText('3 runs selected')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByText('runs selected')).toHaveCount(0)

  await page.keyboard.press('Shift+F10')
  await expect(page.getByRole('menuitem', { name: 'Details' })).toBeFocused()
  await page.keyboard.press('Enter')
  await page.getByRole('combobox', { name: 'Tags' }).focus()
  await page.keyboard.type('mine')
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await findRun(program, 1)).tags).toEqual(['mine'])

  await row(page, 'small batches').focus()
  await page.keyboard.press('Home')
  await expect(row(page, 'plain')).toBeFocused()
  // held down it deletes no more than one
  await page.keyboard.down('Delete')
  await expect(row(page, 'plain')).toHaveCount(0)
  await page.keyboard.down('Delete')
  await page.keyboard.up('Delete')
  await expect.poll(() => names(page)).toEqual(['big batches', 'small batches'])
  await expect(row(page, 'big batches')).toBeFocused()
  await page.keyboard.press('Control+z')
  await expect.poll(() => names(page)).toEqual(['plain', 'big batches', 'small batches'])

  await row(page, 'big batches').focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'big batches' })).toBeVisible()
})

test('the library passes axe in light and dark in all of its states', async ({ program }) => {
  const { page } = program
  await seedRuns(program, THREE)
  await program.request('runs.tag', { runIds: [1], add: ['good'], remove: [] })
  await program.request('runs.delete', { runIds: [3] })
  const { config } = await findRun(program, 1)
  await program.request('sweeps.start', {
    name: 'seeds',
    configs: [config, { ...config, seed: 2 }]
  })
  await openRuns(page)
  await page.getByRole('button', { name: 'Details' }).click()
  await choose(page, 'small batches')
  const problems = await findAxeProblems(page, 'details')
  await page.getByRole('button', { name: 'Tags', exact: true }).click()
  problems.push(...(await findAxeProblems(page, 'filter')))
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Columns' }).click()
  problems.push(...(await findAxeProblems(page, 'columns')))
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Actions for small batches' }).click()
  problems.push(...(await findAxeProblems(page, 'menu')))
  await page.keyboard.press('Escape')
  await page.getByRole('searchbox').fill('nowhere')
  problems.push(...(await findAxeProblems(page, 'no match')))
  await page.getByRole('button', { name: /^Recently deleted/ }).click()
  await page.getByRole('button', { name: 'Delete plain for good' }).click()
  problems.push(...(await findAxeProblems(page, 'deleted')))
  expect(problems).toEqual([])
})
