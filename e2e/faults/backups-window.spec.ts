import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findAxeProblems } from '../findings'
import { expect, test } from '../fixtures'
import { tabTo } from '../keys'
import { Program } from '../program'
import { throughRestart } from '../restart'
import { findRun, seedRuns, startRun, untilRun } from '../runs'
import { row, times, tried } from '../trials'
import { addRun, soundRuns } from './libraries'

test.use({ pageStaysQuiet: false })

const names = async (program: Program): Promise<string[]> =>
  (await program.runs()).map(({ name }) => name).sort()

test(
  'a backup is made, listed and restored from Settings by keyboard',
  row('backups'),
  async ({ program, dataFolder }, info) => {
    test.setTimeout(120_000)
    const { page } = program
    await seedRuns(program, [{ name: 'before' }])
    await program.open('#/settings')
    await page.getByText('There is no backup yet').waitFor()
    await tabTo(page, 'button', /^Back up now$/)
    await page.keyboard.press('Enter')
    const table = page.getByRole('table', { name: 'Backups of your runs' })
    await expect(table.getByRole('row')).toHaveCount(2)
    await expect(
      page.getByRole('status').filter({ hasText: 'Your runs were backed up.' })
    ).toHaveCount(1)
    const { id } = await startRun(program, { name: 'after', config: { epochs: 500 } })
    await untilRun(program, id, 'has begun', ({ step }) => step > 0)

    await program.relaunch()
    await program.request('runs.resume', { runId: id, pace: null }).catch(() => undefined)
    await program.open('#/settings')
    const restore = /^Restore the backup 1 of/
    await tabTo(program.page, 'button', restore)
    await program.page.keyboard.press('Enter')
    const dialog = program.page.getByRole('dialog', { name: /^Go back to/ })
    await expect(dialog).toContainText('One run is not in the backup')
    expect(await findAxeProblems(program.page, 'restore')).toEqual([])
    await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused()
    await program.page.keyboard.press('Escape')
    await expect(dialog).toHaveCount(0)
    await program.page.keyboard.press('Enter')
    await tabTo(program.page, 'button', /^Restore and start anew$/)
    await throughRestart(program, () => program.page.keyboard.press('Enter'))

    expect(await names(program)).toEqual(['before'])
    const notice = program.page
      .getByRole('alert')
      .filter({ hasText: 'What was here before is kept' })
    await expect(notice).toBeVisible()
    await program.open('#/settings')
    await expect(program.page.getByText(/downhill\.sqlite\.replaced-/).last()).toBeVisible()
    expect(await findAxeProblems(program.page, 'settings')).toEqual([])
    const aside = readdirSync(dataFolder).find((name) => name.includes('.replaced-'))
    expect(soundRuns(join(dataFolder, String(aside)))).toEqual(['before', 'after'])
    await program.relaunch()
    await expect(program.page.getByText('What was here before is kept')).toHaveCount(0)
    tried(info, 'by keyboard, with a run under way')
  }
)

test(
  'after a damaged library was set aside, the newest backup is offered at once',
  row('backups'),
  async ({ dataFolder }, info) => {
    test.setTimeout(120_000)
    const program = await Program.launch(dataFolder)
    await seedRuns(program, [{ name: 'rescued' }])
    expect(await program.request('backups.make', undefined)).toBe(1)
    expect(await program.request('backups.make', undefined), 'nothing changed').toBeNull()
    await program.close()
    writeFileSync(join(dataFolder, 'downhill.sqlite'), 'this is no database'.repeat(1000))
    await program.relaunch()
    expect(await names(program)).toEqual([])
    const offer = program.page
      .getByRole('alert')
      .getByRole('button', { name: /^Restore the backup of/ })
    await expect(offer).toContainText('one run')
    const { page } = program
    const html = page.locator('html')
    await html.evaluate((element) => (element.style.fontSize = '200%'))
    const notice = await page.getByRole('alert').boundingBox()
    const windowHeight = await page.evaluate(() => innerHeight)
    expect(notice?.height, 'most of the window is left').toBeLessThan(windowHeight / 2)
    await html.evaluate((element) => (element.style.fontSize = ''))
    await program.open('#/settings')
    await expect(
      program.page.getByRole('rowheader', { name: 'The last before your runs were lost' })
    ).toBeVisible()
    expect(await findAxeProblems(program.page, 'offer')).toEqual([])
    await offer.click()
    const go = program.page.getByRole('button', { name: 'Restore and start anew' })
    await throughRestart(program, () => go.click())
    expect(await names(program)).toEqual(['rescued'])
    await program.close()
    tried(info, 'offered beside the notice, and taken')
  }
)

test(
  'the program killed at any moment of going back',
  row('backups'),
  async ({ dataFolder }, info) => {
    test.setTimeout(600_000)
    const kills = times(1, 40)
    const library = join(dataFolder, 'downhill.sqlite')
    addRun(library, 'kept', 300)
    const program = await Program.launch(dataFolder)
    expect(await program.request('backups.make', undefined)).toBe(1)
    let restored = 0
    for (let kill = 0; kill < kills; kill++) {
      const { id } = await startRun(program, { name: `newer ${kill}`, config: { epochs: 1 } })
      await untilRun(program, id, 'has ended', ({ status }) => status === 'finished')
      const before = await names(program)
      void program.page
        .evaluate(() => window.downhill.request('backups.restore', { number: 1 }))
        .catch(() => undefined)
      await new Promise((resolve) => setTimeout(resolve, Math.random() * times(700, 1500)))
      // it may be starting anew in this very moment, and Playwright has lost hold of it then
      await program.killMain().catch(() => undefined)
      await program.relaunch()
      const after = await names(program)
      expect([before, ['kept']]).toContainEqual(after)
      restored += after.length === 1 ? 1 : 0
      expect(existsSync(library)).toBe(true)
      expect(await findRun(program, 1)).toMatchObject({ name: 'kept' })
    }
    await program.close()
    tried(info, `${kills} kills, ${restored} times after it had come into place`)
  }
)

test(
  'a folder that cannot be written, and a damaged backup, are refused in words in the window',
  row('backups'),
  async ({ program, dataFolder }) => {
    await seedRuns(program, [{ name: 'here' }])
    const folder = join(dataFolder, 'backups')
    writeFileSync(folder, 'a file, where the folder belongs')
    await program.open('#/settings')
    const make = program.page.getByRole('button', { name: 'Back up now' })
    await make.click()
    const cannot = program.page.getByRole('alert').filter({ hasText: 'Backups cannot be kept in' })
    await expect(cannot).toContainText(folder)
    rmSync(folder)
    await make.click()
    await expect(cannot).toHaveCount(0)
    await program.page.getByRole('table', { name: 'Backups of your runs' }).waitFor()
    const name = readdirSync(folder).find((each) => each.endsWith('.sqlite'))
    const bytes = readFileSync(join(folder, String(name)))
    writeFileSync(join(folder, String(name)), bytes.subarray(0, bytes.length / 2))
    await program.page.reload()
    await expect(program.page.getByRole('rowheader', { name: 'Damaged' })).toBeVisible()
    const restore = program.page.getByRole('button', { name: /^Restore the backup 1/ })
    await expect(restore, 'nothing to go back to').toHaveCount(0)
    // it is damaged after the list was read
    writeFileSync(join(folder, String(name)), bytes)
    await program.page.reload()
    await restore.waitFor()
    writeFileSync(join(folder, String(name)), bytes.subarray(0, bytes.length / 2))
    await restore.click()
    await program.page.getByRole('button', { name: 'Restore and start anew' }).click()
    await expect(program.page.getByRole('alert').filter({ hasText: 'is damaged' })).toBeVisible()
    expect(await names(program)).toEqual(['here'])
  }
)

test(
  'made by itself a little after the start, and again at the end of the day’s use',
  row('backups'),
  async ({ dataFolder }, info) => {
    test.skip(times(0, 1) === 0, 'waits for twenty seconds: in the long form')
    test.setTimeout(120_000)
    const program = await Program.launch(dataFolder)
    await seedRuns(program, [{ name: 'one' }])
    await expect
      .poll(async () => (await program.request('backups.list', undefined)).backups.length, {
        timeout: 40_000
      })
      .toBe(1)
    await program.close()
    tried(info, 'without being asked')
  }
)
