import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { readLoss } from '../src/store/loss-note'
import { answerDialogs } from './dialogs'
import { makeReadOnly } from './faults/library/folders'
import { launchOn } from './faults/library/moved'
import { findViolations, overflowAtDoubleText } from './findings'
import { expect, test } from './fixtures'
import { tabTo } from './keys'
import { Program } from './program'
import { times } from './trials'
import { addInterrupted, makeNewer, makeTroubled, writeTables } from './troubles'

/** What is said when something went wrong must be for everybody: with axe, in large letters, by keyboard. */
test.use({ pageStaysQuiet: false })

const COLOURS = ['light', 'dark'] as const
let looked = 0

/** In light and dark; in the short form in turn: what is on the page is the same in both. */
async function findProblems(page: Page, where: string): Promise<string[]> {
  const colorSchemes = times(1, 2) === 2 ? COLOURS : [COLOURS[looked++ % 2]]
  const problems: string[] = []
  for (const colorScheme of colorSchemes) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.waitForTimeout(100)
    problems.push(...(await findViolations(page, `${where}, ${colorScheme}`)))
  }
  const overflow = await overflowAtDoubleText(page)
  if (overflow > 0) problems.push(`${where}: ${overflow} px wider than the window at 200 % text`)
  return problems
}

async function goTo({ page }: Program, address: string, shows: Locator): Promise<void> {
  await page.evaluate((hash) => (location.hash = hash), address)
  await shows.first().waitFor()
}

test('a library that was lost, and backups that fail, damaged and newer ones', async ({
  dataFolder
}) => {
  await makeTroubled(dataFolder)
  const program = await Program.launch(dataFolder)
  const { page } = program
  const problems: string[] = []

  // found by another program: told by the window that starts later
  const notice = page.getByRole('alert').filter({ hasText: 'was damaged, so a new one was begun' })
  await expect(notice).toBeVisible()
  await expect(page.getByText('The disk is full').first()).toBeVisible()
  await goTo(program, '#/settings', page.getByText('Since Nov 20, 2026 no backup could be made'))
  await expect(page.getByText('812 MB are needed, 97 MB are free')).toHaveCount(1)
  await expect(page.getByRole('rowheader', { name: 'Damaged: nothing' })).toBeVisible()
  await expect(page.getByRole('rowheader', { name: 'Made by a newer Downhill' })).toBeVisible()
  problems.push(...(await findProblems(page, 'settings')))

  const offer = /^Restore the backup of/
  await tabTo(page, 'button', offer)
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: /^Go back to/ })
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused()
  problems.push(...(await findProblems(page, 'restore')))
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: offer })).toBeFocused()

  await page.getByRole('button', { name: 'Back up now' }).click()
  await expect(page.getByText('no backup could be made'), 'one was made').toHaveCount(0)

  await page.getByRole('button', { name: 'Save diagnostics…' }).press('Enter')
  await page.getByText('This is the whole file').waitFor()
  problems.push(...(await findProblems(page, 'diagnostics')))
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Save diagnostics…' })).toBeFocused()

  await goTo(program, '#/runs/1', page.getByText('The disk is full: nothing more can be saved'))
  problems.push(...(await findProblems(page, 'full disk')))

  await goTo(program, '#/data', page.getByRole('button', { name: /^Import/ }))
  await answerDialogs(program, { open: [writeTables(join(dataFolder, 'tables')).bad] })
  await page.getByRole('button', { name: /^Import/ }).click()
  await page.getByRole('button', { name: 'Choose a table…' }).click()
  await page.getByText('Nothing in letters.csv can be used').waitFor()
  problems.push(...(await findProblems(page, 'intake')))
  await page.keyboard.press('Escape')

  await notice.getByRole('button', { name: 'Dismiss' }).click()
  await expect(notice).toHaveCount(0)
  expect(readLoss(join(dataFolder, 'downhill.sqlite')), 'no later start tells it').toBeNull()
  await program.close()
  expect(problems).toEqual([])
})

test('a library that is away, and one of a newer program', async ({ dataFolder }) => {
  const newer = join(dataFolder, 'newer')
  mkdirSync(newer)
  addInterrupted(join(newer, 'downhill.sqlite'), 'of later')
  makeNewer(join(newer, 'downhill.sqlite'))
  const problems: string[] = []

  const without = await launchOn(join(dataFolder, 'stick', 'Downhill'), dataFolder)
  await without.page.getByText('they are not there now').waitFor()
  problems.push(...(await findProblems(without.page, 'away')))
  await without.close()

  const program = await launchOn(newer, dataFolder)
  await goTo(program, '#/runs', program.page.getByText('written by a newer version of Downhill'))
  problems.push(...(await findProblems(program.page, 'newer')))
  await program.close()
  expect(problems).toEqual([])
})

test('a read-only library takes in no data set, and nothing of it stays', async ({
  dataFolder
}) => {
  const folder = join(dataFolder, 'share')
  mkdirSync(folder)
  addInterrupted(join(folder, 'downhill.sqlite'), 'on a share')
  const undo = makeReadOnly(folder)
  if (undo === undefined) return test.skip(true, 'No folder can be made read-only here.')
  const problems: string[] = []
  try {
    const program = await launchOn(folder, dataFolder)
    const { page } = program
    await goTo(program, '#/data', page.getByRole('button', { name: /^Import/ }))
    await answerDialogs(program, { open: [writeTables(join(dataFolder, 'tables')).good] })
    await page.getByRole('button', { name: /^Import/ }).click()
    await page.getByRole('button', { name: 'Choose a table…' }).click()
    await page.getByRole('button', { name: 'Store' }).click()
    const refusal = page.getByRole('dialog').getByRole('alert')
    await expect(refusal).toContainText('Nothing can be stored')
    await expect(refusal).toBeInViewport()
    problems.push(...(await findProblems(page, 'read-only')))
    expect(existsSync(join(folder, 'datasets'))).toBe(false)
    const readOnly = { code: 'store-read-only' }
    const named = { dataset: 'own-0123456789abcdef', name: 'other' }
    await expect(program.request('datasets.rename', named)).rejects.toMatchObject(readOnly)
    await expect(
      program.request('drawings.makeDataset', {
        name: 'ours',
        use: 'both',
        testShare: 0.2,
        seed: 1
      })
    ).rejects.toMatchObject(readOnly)
    await program.close()
  } finally {
    undo()
  }
  expect(problems).toEqual([])
})
