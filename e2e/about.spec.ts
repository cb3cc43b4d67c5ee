import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { licencesSchema, type Licence } from '../src/shared/build'
import { findAxeProblems, overflowAtDoubleText } from './findings'
import { expect, test } from './fixtures'
import { CHECKOUT } from './program'

function built(): Licence[] {
  const file = join(CHECKOUT, 'out/licences/licences.json')
  return licencesSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
}

function packageFile(): { version: string; devDependencies: { electron: string } } {
  return JSON.parse(readFileSync(join(CHECKOUT, 'package.json'), 'utf8')) as ReturnType<
    typeof packageFile
  >
}

/** Presses Tab until it has the focus. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(async () => {
    await page.keyboard.press('Tab')
    await expect(target).toBeFocused({ timeout: 10 })
  }).toPass({ intervals: [0] })
}

test('says which version it is, and whether its Electron is another than the declared one', async ({
  program
}) => {
  const { page } = program
  await program.open('#/about')
  const { version, devDependencies } = packageFile()
  const { build, electron } = await program.request('app.info', undefined)
  expect(build).toEqual({
    packaged: false,
    testBuild: electron !== devDependencies.electron,
    unsigned: false
  })
  const facts = page.locator('.facts')
  await expect(facts).toContainText(version)
  await expect(facts).toContainText(electron)
  await expect(page.getByText('Test build.')).toHaveCount(build.testBuild ? 1 : 0)
  await expect(page.getByText('Not signed.')).toHaveCount(0)
})

test('the changelog opens by keyboard', async ({ program }) => {
  const { page } = program
  await program.open('#/about')
  const release = page.locator('summary', { hasText: packageFile().version })
  await tabTo(page, release)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Added' })).toBeVisible()
  await expect(page.getByText('Descent: roll a ball down', { exact: false })).toBeVisible()
})

test('every part of the program is listed, and its licence read there', async ({ program }) => {
  const { page } = program
  await program.open('#/about')
  const parts = built()
  const rows = page.locator('.licences summary .name')
  await expect(rows).toHaveText(parts.map(({ name }) => name))

  const { text } = parts.find(({ name }) => name === 'zod') ?? parts[0]
  const row = page.locator('.licences li', { has: page.getByText('zod', { exact: true }) })
  await tabTo(page, row.locator('summary'))
  await page.keyboard.press('Space')
  await expect(row.locator('.text')).toBeVisible()
  expect(await row.locator('.text').textContent()).toBe(text)
})

test('everything open passes axe in light and dark, and fits the smallest window', async ({
  program
}) => {
  const { page } = program
  await page.setViewportSize({ width: 960, height: 640 })
  await program.open('#/about')
  await page.locator('.licences li').first().waitFor()
  await page.evaluate(() => {
    for (const each of document.querySelectorAll('details')) each.open = true
  })
  expect(await findAxeProblems(page)).toEqual([])
  expect(await overflowAtDoubleText(page)).toBeLessThanOrEqual(0)
})
