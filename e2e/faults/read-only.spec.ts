import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Locator } from '@playwright/test'
import Database from 'better-sqlite3'
import { answerDialogs } from '../dialogs'
import { expect, test } from '../fixtures'
import { drawDigit } from '../hand'
import { CHECKOUT, launchOptions, Program } from '../program'
import { row, tried } from '../trials'
import { writeLibrary } from './library/full-library'
import { makeReadOnly } from './library/folders'
import { launchOn } from './library/moved'

const CANNOT = 'This user or system has no way to make a folder read-only.'
const SENTENCE = /Read-only: .*downhill\.sqlite cannot be written\. You can look at your runs/

test.use({ pageStaysQuiet: false })

/** The copies of libraries that a program is looking at. */
const copiesOf = (processId: number): string[] =>
  readdirSync(tmpdir()).filter((name) => name.startsWith(`downhill-viewing-${processId}-`))

const REFUSED = 'Nothing can be stored: the file with your runs cannot be written.'

const inTerminal = (
  folder: string,
  ...args: string[]
): Promise<{ stdout: string; stderr: string }> =>
  promisify(execFile)(
    process.execPath,
    [join(CHECKOUT, 'out/main/cli.js'), ...args],
    launchOptions(folder)
  )

/** Two runs with real weights, one of which could be resumed; and one that is deleted. */
async function trainLibrary(folder: string, bundle: string): Promise<void> {
  mkdirSync(folder)
  const file = join(folder, 'downhill.sqlite')
  writeLibrary(file, 3)
  const short = ['--layers', '8', '--epochs', '2', '--subset', '1000']
  await inTerminal(folder, 'train', '--name', 'finished', ...short)
  await inTerminal(folder, 'train', '--name', 'halfway', ...short)
  const database = new Database(file)
  database.exec("UPDATE runs SET status = 'stopped' WHERE name = 'halfway'")
  database.close()
  await inTerminal(folder, 'export', '4', '--out', bundle)
}

test(
  'a library that cannot be written can be looked at, and says so wherever something is to be stored',
  row('read-only folder'),
  async ({ dataFolder }) => {
    test.setTimeout(180_000)
    const folder = join(dataFolder, 'share')
    const file = join(folder, 'downhill.sqlite')
    const bundle = join(dataFolder, 'before.downhill')
    await trainLibrary(folder, bundle)
    const before = readFileSync(file)
    const undo = makeReadOnly(folder)
    if (undo === undefined) return test.skip(true, CANNOT)
    let refusals = 0
    try {
      const program = await launchOn(folder, dataFolder)
      const { page } = program
      page.setDefaultTimeout(15_000)
      await expect(page.getByRole('alert').filter({ hasText: SENTENCE })).toBeVisible()
      const { mainProcessId } = program
      expect(copiesOf(mainProcessId)).toHaveLength(1)
      /** Where a person looks: on the page, each time anew. */
      const expectRefusal = async (
        act: () => Promise<unknown>,
        address?: string
      ): Promise<void> => {
        if (address !== undefined) {
          // by way of another screen: what was said before is gone
          await program.open('#/about')
          await page.getByRole('heading', { level: 1, name: 'About' }).waitFor()
          await program.open(address)
        }
        const sentence = page.getByRole('alert').filter({ hasText: REFUSED })
        const there = await sentence.count()
        await act()
        await expect(sentence).toHaveCount(there + 1)
        await expect(sentence.last()).toBeInViewport()
        refusals++
      }
      const button = (name: string | RegExp): Locator => page.getByRole('button', { name }).first()

      const run = (await program.runs()).find(({ name }) => name === 'halfway')
      const address = `#/runs/${run?.id}`
      await expectRefusal(() => button('Start training').click(), '#/train')
      await expectRefusal(async () => {
        await button(/^Rename/).click()
        await page.keyboard.type('another name')
        await page.keyboard.press('Enter')
      }, address)
      await expect(page.getByRole('heading', { level: 1 })).toContainText('halfway')
      await expectRefusal(() => button(/^Resume/).click(), address)
      await expectRefusal(async () => {
        await page.getByRole('slider').first().press('ArrowLeft')
        await button('Fork from here').click()
        await page
          .getByRole('button', { name: /^Learning rate / })
          .first()
          .click()
        await button('Fork and train').click()
      }, address)

      await program.open('#/runs')
      await page
        .getByRole('treegrid')
        .getByRole('row', { name: 'halfway' })
        .getByText('%')
        .first()
        .click()
      await button('Details').click()
      const note = page.getByRole('textbox', { name: 'Note' })
      await expectRefusal(async () => {
        await note.fill('typed, and not to be lost')
        await note.blur()
      })
      await expect(note).toHaveValue('typed, and not to be lost')
      const tag = page.getByPlaceholder('Add a tag')
      await expectRefusal(async () => {
        await tag.fill('my tag')
        await tag.press('Enter')
      })
      await expect(tag).toHaveValue('my tag')
      await expectRefusal(() => button('Pin as baseline').click())
      await expectRefusal(() => button(/^Delete/).click(), address)
      await program.open('#/runs')
      await button(/Recently deleted/).click()
      await expectRefusal(() =>
        page
          .getByRole('row', { name: 'run 0' })
          .getByRole('button', { name: /Restore/ })
          .click()
      )
      await page.getByRole('link', { name: 'Back to the runs' }).click()

      // a file: its report says it of the file
      await answerDialogs(program, { open: [bundle], save: join(dataFolder, 'after.downhill') })
      await button('Import').click()
      const report = page.getByRole('dialog')
      await expect(report).toContainText(REFUSED)
      await report.getByRole('button', { name: 'Close' }).click()
      refusals++
      await expectRefusal(() => button('Back up now').click(), '#/settings')
      await expectRefusal(() => page.getByText('All, about').click(), '#/settings')
      await program.open('#/draw')
      await drawDigit(page, 1)
      await expectRefusal(() => button('Keep it as a 1').click())

      // looked at, drawn for, compared and exported
      await expect(page.getByRole('list', { name: 'Output for each digit' }).first()).toContainText(
        /0\.\d/
      )
      await program.open(`#/network/${run?.id}`)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await program.open('#/runs')
      for (const name of ['finished', 'halfway']) {
        const line = page.getByRole('treegrid').getByRole('row', { name })
        await line.getByRole('checkbox').check()
      }
      await button('Compare').click()
      await expect(page.getByRole('region', { name: /Compar/ }).first()).toBeVisible()
      await button('Export').click()
      await page.getByRole('dialog').getByRole('button', { name: 'Choose a place' }).click()
      await expect.poll(() => existsSync(join(dataFolder, 'after.downhill'))).toBe(true)

      await expect(page.getByRole('alert').filter({ hasText: SENTENCE })).toBeVisible()
      await program.close()
      expect(copiesOf(mainProcessId)).toEqual([])
      expect(readFileSync(file).equals(before)).toBe(true)
    } finally {
      undo()
    }
    tried(
      test.info(),
      `in the window: looked at, drawn for, compared, exported; ${refusals} kinds of storing refused in words where they were asked`
    )
  }
)

test(
  'the terminal looks and exports, and the program starts on a folder that is read-only as a whole',
  row('read-only folder'),
  async ({ dataFolder }) => {
    const folder = join(dataFolder, 'all')
    mkdirSync(folder)
    const cli = (...args: string[]): Promise<{ stdout: string; stderr: string }> =>
      inTerminal(folder, ...args)
    await cli('train', '--name', 'seen by all', '--layers', '8', '--epochs', '1')
    const undo = makeReadOnly(folder)
    if (undo === undefined) return test.skip(true, CANNOT)
    try {
      const { stdout, stderr } = await cli('runs')
      expect(stdout).toContain('seen by all')
      expect(stderr).toContain('cannot be written')
      const exported = join(dataFolder, 'run.downhill')
      await cli('export', '1', '--out', exported)
      expect(readFileSync(exported).length).toBeGreaterThan(1000)
      await expect(cli('train', '--epochs', '1')).rejects.toMatchObject({
        stderr: expect.stringContaining('cannot be written')
      })
      const program = await Program.launch(folder)
      expect(await program.runs()).toHaveLength(1)
      await program.close()
    } finally {
      undo()
    }
    tried(
      test.info(),
      'the terminal lists and exports, refuses to train; the window opens on such a folder too'
    )
  }
)
