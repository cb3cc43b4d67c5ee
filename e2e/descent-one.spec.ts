import type { Locator, Page } from '@playwright/test'
import { findAxeProblems, overflowAtDoubleText } from './findings'
import { tabTo } from './keys'
import { expect, test } from './one-window'
import type { Program } from './program'

async function open(program: Program, query = ''): Promise<Page> {
  await program.open(`#/descent${query}`)
  await expect(program.page.getByRole('heading', { level: 1, name: 'Descent' })).toBeVisible()
  await expect(picture(program.page)).toBeVisible()
  return program.page
}

const picture = (page: Page): Locator => page.getByRole('img', { name: /the cost over the weight/ })
const button = (page: Page, name: string): Locator =>
  page.getByRole('button', { name, exact: true })
/** What is said of the chosen ball. */
const words = (page: Page): Locator => page.locator('.words')
/** As the page writes numbers: three decimals, and a minus sign. */
const written = (value: number): string => value.toFixed(3).replace('-', '−')

async function readout(page: Page, name: string): Promise<string> {
  const group = page.locator('.readout').filter({ has: page.getByText(name, { exact: true }) })
  return group.getByRole('definition').innerText()
}

test('what is shown is what the closed form says, forwards and back', async ({ program }) => {
  const page = await open(program, '?curve=bowl&eta=0.15&starts=-2.4')
  // W² has the slope 2 W: every step multiplies by 1 − 2 · 0.15
  const shows = async (steps: number): Promise<void> => {
    const weight = -2.4 * 0.7 ** steps
    await expect(picture(page)).toHaveAccessibleName(new RegExp(`after step ${steps}:`))
    expect(await readout(page, 'W')).toBe(written(weight))
    expect(await readout(page, 'height C(W)')).toBe(written(weight ** 2))
    expect(await readout(page, 'slope C′(W)')).toBe(written(2 * weight))
    const next = written(0.7 * weight)
    await expect(page.getByRole('math', { name: /the slope there/ })).toHaveAccessibleName(
      `W is ${written(weight)}, the slope there ${written(2 * weight)}, the learning rate 0.15: the next W is ${next}.`
    )
  }
  await shows(0)
  for (let step = 1; step <= 4; step++) {
    await button(page, 'Step').click()
    await shows(step)
  }
  await button(page, 'Step back').click()
  await button(page, 'Step back').click()
  await shows(2)
  await button(page, 'Reset').click()
  await shows(0)
})

test('too large a rate is named, and mended with one click', async ({ program }) => {
  const page = await open(program, '?curve=bowl&eta=1.1')
  for (let step = 0; step < 4; step++) await button(page, 'Step').click()
  await expect(words(page)).toContainText('Each step overshoots, and lands higher than before')
  await page.getByRole('combobox', { name: 'Speed' }).selectOption('60')
  await button(page, 'Roll downhill').click()
  await expect(words(page)).toContainText('Flown off: each step overshot further')
  await expect(button(page, 'Roll downhill')).toBeVisible()
  await button(page, 'Try η = 0.25').click()
  await expect(words(page)).toContainText('A minimum, at W =')
  await expect(page.getByRole('textbox', { name: 'Learning rate η' })).toHaveValue('0.25')
  expect(await program.page.evaluate(() => location.hash)).toContain('eta=0.25')
})

test('one sees what breaks without “W −” and without η', async ({ program }) => {
  const page = await open(program, '?curve=bowl&eta=0.1&starts=2')
  await page.getByRole('checkbox', { name: 'Leave out η' }).check()
  await button(page, 'Step').click()
  expect(await readout(page, 'W')).toBe(written(2 - 4))
  await button(page, 'Reset').click()
  await page.getByRole('checkbox', { name: 'Leave out “W −”' }).check()
  await page.getByRole('checkbox', { name: 'Leave out η' }).uncheck()
  await button(page, 'Step').click()
  expect(await readout(page, 'W')).toBe(written(0.1 * 4))
  await expect(words(page)).toContainText('where the ball was is forgotten')
  await button(page, 'Put “W −” back').click()
  await expect(page.getByRole('checkbox', { name: 'Leave out “W −”' })).not.toBeChecked()
  // steps of one size cannot end in the minimum
  await page.getByRole('radio', { name: 'always η' }).check()
  await button(page, 'Reset').click()
  await page.getByRole('textbox', { name: 'Learning rate η' }).fill('0.8')
  await page.getByRole('textbox', { name: 'Learning rate η' }).press('Enter')
  for (let step = 0; step < 6; step++) await button(page, 'Step').click()
  await expect(words(page)).toContainText('It rattles about the minimum')
})

test('a typed formula is read, descended, and refused with the place of what is wrong', async ({
  program
}) => {
  const page = await open(program, '?curve=own')
  const formula = page.getByRole('textbox', { name: 'Formula in x' })
  await formula.fill('x^2 + y')
  await expect(page.getByText('“y” at character 7 is unknown')).toBeVisible()
  await expect(formula).toHaveAttribute('aria-invalid', 'true')
  // the curve before it stays, and is said to be that; nothing rolls on it
  await expect(picture(page)).toHaveAccessibleName(/^Not your formula: the curve before it\./)
  await expect(page.getByText('Not your formula: the curve before it.')).toBeVisible()
  await expect(words(page)).toContainText('there is nothing to roll on')
  for (const name of ['Roll downhill', 'Step']) {
    await expect(button(page, name)).toHaveAttribute('aria-disabled', 'true')
  }
  await picture(page).press('Space')
  expect(await readout(page, 'step')).toBe('0')
  await formula.fill('x^2 + ')
  await expect(page.getByText('Something is missing at the end')).toBeVisible()
  await formula.fill('x^4/4 + sin(x)')
  await expect(formula).not.toHaveAttribute('aria-invalid')
  await expect(button(page, 'Step')).not.toHaveAttribute('aria-disabled', 'true')
  await page.getByRole('textbox', { name: 'Start of ball A' }).fill('1.5')
  await page.getByRole('textbox', { name: 'Start of ball A' }).press('Enter')
  await expect.poll(() => readout(page, 'W')).toBe(written(1.5))
  expect(await readout(page, 'height C(W)')).toBe(written(1.5 ** 4 / 4 + Math.sin(1.5)))
  expect(await readout(page, 'slope C′(W)')).toBe(written(1.5 ** 3 + Math.cos(1.5)))
})

test('several balls tell which valley each of them finds', async ({ program }) => {
  const page = await open(program)
  await page.getByRole('button', { name: 'Six at once' }).click()
  await page.getByRole('combobox', { name: 'Speed' }).selectOption('60')
  await button(page, 'Roll downhill').click()
  const rows = page.getByRole('group', { name: 'Balls and their starts' }).getByRole('listitem')
  await expect(rows).toHaveCount(6)
  for (const [at, valley] of [1, 1, 1, 2, 2, 2].entries()) {
    await expect(rows.nth(at)).toContainText(`valley ${valley}`)
  }
  await rows.nth(5).getByRole('radio').check()
  await expect(words(page)).toContainText('A local minimum')
  await page.getByRole('button', { name: 'Remove ball A' }).click()
  await expect(rows).toHaveCount(5)
})

test('a click chooses the start', async ({ program }) => {
  const page = await open(program, '?curve=bowl')
  const box = await picture(page).boundingBox()
  if (!box) throw new Error('The picture is not to be seen.')
  await page.mouse.click(box.x + box.width * 0.75, box.y + box.height / 2)
  // from −3 to 3 over the whole width
  await expect.poll(() => readout(page, 'W')).toMatch(/^1\.(49|50)\d$/)
  await page.keyboard.down('Shift')
  await page.mouse.click(box.x + box.width * 0.25, box.y + box.height / 2)
  await page.keyboard.up('Shift')
  await expect(page.getByRole('radio', { name: 'Tell about ball B' })).toBeChecked()
})

test('everything is done by keyboard alone, and axe finds nothing', async ({ program }) => {
  const { page } = program
  await page.keyboard.press('Control+2')
  await expect(picture(page)).toBeVisible()
  await picture(page).focus()
  await page.keyboard.press('Shift+ArrowLeft')
  const start = await readout(page, 'W')
  await page.keyboard.press('Space')
  await page.keyboard.press('Space')
  expect(await readout(page, 'step')).toBe('2')
  await page.keyboard.press('Backspace')
  await page.keyboard.press('Backspace')
  expect(await readout(page, 'W')).toBe(start)
  await tabTo(page, 'button', /^Step$/)
  await page.keyboard.press('Enter')
  await tabTo(page, 'button', /^Show as table/)
  await page.keyboard.press('Enter')
  const way = page.getByRole('table', { name: /The way of ball A/ })
  await expect(way.getByRole('row')).toHaveCount(3)
  await page.keyboard.press('Enter')
  await expect(picture(page)).toBeVisible()
  const problems: string[] = []
  for (const query of ['?curve=bowl&eta=1.1', '?curve=own&formula=x%5E']) {
    await open(program, query)
    for (let step = 0; step < 3; step++) await picture(page).press('Space')
    problems.push(...(await findAxeProblems(page, query)))
    const wider = await overflowAtDoubleText(page)
    if (wider > 0) problems.push(`${query}: ${wider} px wider than the window at 200 % text`)
  }
  expect(problems).toEqual([])
})
