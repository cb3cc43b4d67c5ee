import { findViolations } from './findings'
import { expect, test } from './fixtures'
import { tabTo } from './keys'
import type { Program } from './program'
import { seedRuns } from './runs'

/** What the choices come to, as the browser sees it. */
function readLook({ page }: Program): Promise<Record<string, string>> {
  return page.evaluate(() => {
    const style = getComputedStyle(document.documentElement)
    return {
      scheme: style.colorScheme,
      contrast: String(document.documentElement.dataset.contrast),
      fontSize: style.fontSize,
      hover: style.getPropertyValue('--motion-hover'),
      ground: getComputedStyle(document.body).backgroundColor
    }
  })
}

const CHOSEN = {
  scheme: 'dark',
  contrast: 'high',
  fontSize: '24px',
  hover: '0s',
  ground: 'rgb(0, 0, 0)'
}

function windowGround({ electron }: Program): Promise<string> {
  return electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0].getBackgroundColor().toLowerCase()
  )
}

test('each choice takes effect at once, and holds after a restart', async ({ program }) => {
  let { page } = program
  await program.open('#/settings')
  await page.getByRole('radio', { name: 'Dark' }).check()
  await page.getByRole('radio', { name: 'High' }).check()
  await page.getByRole('textbox', { name: 'Text size' }).fill('150')
  await page.keyboard.press('Enter')
  await page.getByRole('radio', { name: 'Reduced' }).check()
  await page.getByRole('checkbox', { name: 'Keys without Ctrl work too' }).uncheck()
  expect(await readLook(program)).toEqual(CHOSEN)
  await expect.poll(() => windowGround(program)).toBe('#000000')

  page = await program.relaunch()
  expect(await readLook(program)).toEqual(CHOSEN)
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog')).toHaveCount(0)

  await program.open('#/settings')
  await page.getByRole('button', { name: 'Reset: Appearance' }).click()
  expect(await readLook(program)).toMatchObject({ contrast: 'standard', fontSize: '16px' })
  await expect(page.getByRole('checkbox', { name: /Keys without Ctrl/ })).not.toBeChecked()
  await page.getByRole('button', { name: 'Reset: Keys and language' }).click()
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog')).toBeVisible()
})

test('a text size that cannot be is refused beside the field', async ({ program }) => {
  const { page } = program
  await program.open('#/settings')
  const field = page.getByRole('textbox', { name: 'Text size' })
  await field.fill('1000')
  await page.keyboard.press('Enter')
  await expect(field).toHaveAttribute('aria-invalid', 'true')
  expect((await readLook(program)).fontSize).toBe('16px')
})

test('choices that were damaged fall back, and the window opens', async ({ program }) => {
  await program.page.evaluate(() =>
    localStorage.setItem('downhill.preferences', '{"theme":"dark","textSize":"huge"')
  )
  await program.relaunch()
  expect(await readLook(program)).toMatchObject({ fontSize: '16px', contrast: 'standard' })
  await program.page.evaluate(() =>
    localStorage.setItem('downhill.preferences', '{"theme":"dark","textSize":"huge"}')
  )
  await program.relaunch()
  expect(await readLook(program)).toMatchObject({ fontSize: '16px', scheme: 'dark' })
})

test('new runs keep what was chosen', async ({ program }) => {
  const { page } = program
  await program.open('#/settings')
  await page.getByRole('radio', { name: /^All, about 5\.3 MB/ }).check()
  await expect
    .poll(async () => (await program.request('library.info', undefined)).checkpointPolicy)
    .toBe('all')
  const [run] = await seedRuns(program, [{ name: 'one' }])
  expect(run.checkpointPolicy).toBe('all')
  await page.getByRole('button', { name: 'Reset: New runs' }).click()
  await expect(page.getByRole('radio', { name: /^Thrifty/ })).toBeChecked()
})

const SCREENS = [
  '#/',
  '#/train',
  '#/train/1',
  '#/runs',
  '#/runs/1',
  '#/draw',
  '#/settings',
  '#/about'
]

test('no screen is wider than the window with text of 200 %', async ({ program }) => {
  await seedRuns(program, [{ name: 'one' }])
  const { page } = program
  await program.open('#/settings')
  await page.getByRole('slider', { name: 'Text size by slider' }).focus()
  await page.keyboard.press('End')
  expect((await readLook(program)).fontSize).toBe('32px')
  const tooWide: string[] = []
  for (const address of SCREENS) {
    await program.open(address)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.waitForTimeout(200)
    const wide = await page.evaluate(() =>
      [document.documentElement, ...document.querySelectorAll('.view, .work, .inspector')]
        .filter((each) => each.scrollWidth > each.clientWidth + 1)
        .map((each) => `${each.className}: ${each.scrollWidth - each.clientWidth} px`)
    )
    tooWide.push(...wide.map((each) => `${address} ${each}`))
  }
  expect(tooWide).toEqual([])
})

test('high contrast passes axe on every screen, AAA contrast included', async ({ program }) => {
  test.setTimeout(180_000)
  await seedRuns(program, [{ name: 'one' }])
  const { page } = program
  await program.open('#/settings')
  await page.getByRole('radio', { name: 'High' }).check()
  const problems: string[] = []
  for (const address of SCREENS) {
    await program.open(address)
    await page.getByRole('heading', { level: 1 }).waitFor()
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await page.waitForTimeout(300)
      const where = `${address}, ${colorScheme}`
      problems.push(...(await findViolations(page, where, ['color-contrast-enhanced'])))
    }
  }
  expect(problems).toEqual([])
})

test('choices are made by keyboard alone', async ({ program }) => {
  const { page } = program
  await page.keyboard.press('Control+8')
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  // within the three choices of colours
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  expect((await readLook(program)).scheme).toBe('dark')
  await tabTo(page, 'textbox', /^Text size/)
  await page.keyboard.press('Control+a')
  await page.keyboard.type('125')
  await page.keyboard.press('Enter')
  expect((await readLook(program)).fontSize).toBe('20px')
  await tabTo(page, 'button', /^Reset: Appearance/)
  await page.keyboard.press('Space')
  expect((await readLook(program)).fontSize).toBe('16px')
})
