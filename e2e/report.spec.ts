import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { findViolations } from './findings'
import { answerDialogs } from './dialogs'
import { expect, test } from './fixtures'
import { temporaryDataFolder } from './program'
import { seedRuns } from './runs'

const SHORT = { subset: 1000, epochs: 2 }

const sheet = (page: Page): Locator => page.getByRole('article', { name: 'Report' })

/** Whether the sheet's content ends on the page. */
function fits(page: Page): Promise<boolean> {
  return sheet(page).evaluate((article) => {
    const bottomOf = (name: string): number =>
      article.querySelector(name)?.getBoundingClientRect().bottom ?? NaN
    return bottomOf('.content') <= bottomOf('.page') + 1
  })
}

test('the report of a run has its settings, its curves as paths and its certificate, on one page', async ({
  program
}) => {
  const { page } = program
  const { folder, remove } = temporaryDataFolder()
  const [run] = await seedRuns(program, [
    { name: 'for the <teacher>', config: { ...SHORT, learningRate: 0.3 } }
  ])
  await program.request('runs.annotate', { runId: run.id, note: 'Watch the first epoch.' })
  await program.open(`#/runs/${run.id}`)
  await page.getByRole('link', { name: 'Report' }).click()

  await expect(sheet(page)).toContainText('for the <teacher>')
  await page.getByRole('textbox', { name: 'Your name' }).fill('Ada')
  await page.getByRole('textbox', { name: 'Heading' }).fill('My first descent')
  await expect(sheet(page)).toContainText('My first descent')
  await expect(sheet(page)).toContainText('Ada')
  await expect(sheet(page)).toContainText(`${((run.lastTestAccuracy ?? NaN) * 100).toFixed(2)}%`)
  await expect(sheet(page)).toContainText(/Learning rate η\s*0\.3/)
  await expect(sheet(page)).toContainText(run.weightsSha256 ?? 'no hash')
  await expect(sheet(page)).toContainText('Watch the first epoch.')

  const pictures = sheet(page).locator('svg[viewBox]').filter({ hasText: 'epoch' })
  await expect(pictures).toHaveCount(2)
  for (const picture of await pictures.all()) {
    expect(await picture.locator('path, polyline').count()).toBeGreaterThan(2)
    await expect(picture).toContainText('training')
  }
  expect(await fits(page)).toBe(true)

  const path = join(folder, 'report.pdf')
  await answerDialogs(program, { save: path })
  await page.getByRole('button', { name: 'Save as PDF' }).click()
  await expect.poll(() => pagesIn(path)).toBe(1)
  remove()
})

/** Pages of a PDF; 0 while there is none. */
function pagesIn(path: string): number {
  try {
    const text = readFileSync(path).toString('latin1')
    expect(text.startsWith('%PDF')).toBe(true)
    return Number(text.match(/\/Count (\d+)/)?.[1])
  } catch {
    return 0
  }
}

test('the report of twenty runs says what differs and what it shows, on one page', async ({
  program
}) => {
  const { page } = program
  const runs = await seedRuns(
    program,
    Array.from({ length: 20 }, (_, place) => ({
      name: `twenty, number ${place + 1}`,
      config: { ...SHORT, batchSize: 20 + 10 * place }
    }))
  )
  await program.open(`#/report?runs=${runs.map(({ id }) => id).join()}`)
  await expect(sheet(page)).toContainText('Comparison of 20 runs')
  await expect(sheet(page).getByRole('row')).toHaveCount(21)
  await expect(sheet(page).getByRole('row', { name: /number 7/ })).toContainText('80')
  await expect(sheet(page).getByRole('columnheader', { name: 'Batch size' })).toBeVisible()
  await expect(sheet(page).getByRole('columnheader', { name: 'Activation' })).toHaveCount(0)
  await expect(sheet(page)).toContainText('Same start, same order.')
  await expect.poll(() => fits(page)).toBe(true)
})

test('the report passes axe, and is light in the dark', async ({ program }) => {
  const { page } = program
  await seedRuns(program, [
    { name: 'one', config: SHORT },
    { name: 'two', config: { ...SHORT, batchSize: 50 } }
  ])
  await page.emulateMedia({ colorScheme: 'dark' })
  for (const runs of ['1', '1,2']) {
    await program.open(`#/report?runs=${runs}`)
    await sheet(page).waitFor()
    await page.waitForTimeout(300)
    expect(await findViolations(page, runs)).toEqual([])
    expect(await sheet(page).evaluate((article) => getComputedStyle(article).backgroundColor)).toBe(
      'rgb(255, 255, 255)'
    )
  }
})
