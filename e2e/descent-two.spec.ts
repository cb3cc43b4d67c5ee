import type { Locator, Page } from '@playwright/test'
import { findAxeProblems, overflowAtDoubleText } from './findings'
import { expect, test } from './one-window'
import type { Program } from './program'

interface Point {
  x: number
  y: number
}

async function open(program: Program, query: string): Promise<void> {
  await program.open(`#/descent?variables=2&${query}`)
  await map(program.page).waitFor()
}

const map = (page: Page): Locator => page.getByRole('img', { name: /^Map\./ })
const surface = (page: Page): Locator => page.getByRole('img', { name: /^In 3-D\./ })
const step = (page: Page): Locator => page.getByRole('button', { name: 'Step', exact: true })

/** What is said of the chosen ball. */
const said = (page: Page): Locator => page.locator('.words')
/** A ball in the list, by its letter. */
const ball = (page: Page, letter: string): Locator =>
  page.getByRole('table', { name: 'Balls' }).getByRole('radio', { name: letter })

/** A number above the pictures, by the words below it. */
const readout = (page: Page, name: string): Locator =>
  page
    .locator('.readout')
    .filter({ has: page.getByText(name, { exact: true }) })
    .locator('dd')

/** As numbers stand on the screen. */
function shown(value: number): string {
  const decimals = Math.abs(value) < 100 ? 3 : 1
  const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals }
  return new Intl.NumberFormat('en', digits).format(value)
}

async function expectPlace(page: Page, { x, y }: Point): Promise<void> {
  await expect(readout(page, 'x')).toHaveText(shown(x))
  await expect(readout(page, 'y')).toHaveText(shown(y))
}

/** Himmelblau's function and its slopes, written down here a second time. */
const himmelblau = {
  height: ({ x, y }: Point): number => (x ** 2 + y - 11) ** 2 + (x + y ** 2 - 7) ** 2,
  gradient: ({ x, y }: Point): Point => ({
    x: 4 * x ** 3 + 4 * x * y - 42 * x + 2 * y ** 2 - 14,
    y: 4 * y ** 3 + 4 * x * y - 26 * y + 2 * x ** 2 - 22
  })
}

function descend({ x, y }: Point, rate: number, steps: number): Point {
  let place = { x, y }
  for (let count = 0; count < steps; count++) {
    const slope = himmelblau.gradient(place)
    place = { x: place.x - rate * slope.x, y: place.y - rate * slope.y }
  }
  return place
}

test('every number of a descent is what the rule says, forwards and backwards', async ({
  program
}) => {
  const { page } = program
  const start = { x: -1, y: -2 }
  await open(program, `surface=himmelblau&rate2=0.005&starts=${start.x},${start.y}`)
  await expectPlace(page, start)
  for (let count = 1; count <= 4; count++) {
    await step(page).click()
    const place = descend(start, 0.005, count)
    await expectPlace(page, place)
    await expect(readout(page, 'height C')).toHaveText(shown(himmelblau.height(place)))
    const slope = himmelblau.gradient(place)
    await expect(readout(page, 'slope ‖∇C‖')).toHaveText(shown(Math.hypot(slope.x, slope.y)))
  }
  await page.getByRole('button', { name: 'Step back' }).click()
  await expectPlace(page, descend(start, 0.005, 3))
  await expect(readout(page, 'step')).toHaveText('3')
  // the way as a table: the newest step first
  await page.getByRole('button', { name: 'Show as table' }).last().press('Enter')
  const rows = page.getByRole('table', { name: 'The way of ball A' }).getByRole('row')
  await expect(rows).toHaveCount(5)
  const [two, three] = [descend(start, 0.005, 2), descend(start, 0.005, 3)]
  const move = Math.hypot(three.x - two.x, three.y - two.y)
  const { x, y } = himmelblau.gradient(three)
  const told = [three.x, three.y, himmelblau.height(three), Math.hypot(x, y), move].map(shown)
  await expect(rows.nth(1)).toHaveText(['3', ...told].join(' '), { useInnerText: true })
  expect(await overflowAtDoubleText(page)).toBe(0)
  await page.getByRole('button', { name: 'Reset' }).click()
  await expectPlace(page, start)
})

test('by keyboard alone: a start is placed, rolls down, and the surface is turned', async ({
  program
}) => {
  const { page } = program
  await open(program, 'surface=himmelblau')
  await map(page).focus()
  // from the middle of the map, an arrow key goes a fortieth of it
  for (const key of ['ArrowLeft', 'ArrowLeft', 'ArrowDown', 'ArrowDown'])
    await page.keyboard.press(key)
  await expect(
    page.locator('.readout').filter({ hasText: 'x -0.5, y -0.5: height C' })
  ).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(ball(page, 'B')).toBeChecked()
  await expectPlace(page, { x: -0.5, y: -0.5 })

  await page.getByRole('combobox', { name: 'Speed' }).focus()
  await page.keyboard.press('End')
  await page.getByRole('button', { name: 'Roll downhill' }).focus()
  await page.keyboard.press('Enter')
  await expect(said(page)).toContainText(/Ball B has arrived at minimum \d after \d+ steps/)
  await expect(page.getByRole('button', { name: 'Roll downhill' })).toBeVisible({ timeout: 15_000 })
  await expect(map(page)).toHaveAccessibleName(/A: at minimum 1\. B: at minimum \d\./)

  await surface(page).focus()
  await expect(surface(page)).toHaveAccessibleName(/Seen from 36° above the ground, turned by -34°/)
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowUp')
  await expect(surface(page)).toHaveAccessibleName(/Seen from 46° above the ground, turned by -24°/)
  await page.getByRole('button', { name: 'Turn left' }).press('Enter')
  await expect(surface(page)).toHaveAccessibleName(/turned by -34°/)

  // a start by its numbers, and none where they are none
  await page.getByRole('textbox', { name: 'x' }).fill('2,5')
  await page.getByRole('textbox', { name: 'y' }).fill('much')
  await page.keyboard.press('Enter')
  await expect(page.getByText('A start is two numbers')).toBeVisible()
  await page.getByRole('textbox', { name: 'y' }).fill('-3')
  await page.keyboard.press('Enter')
  await expect(ball(page, 'C')).toBeChecked()
})

test('a click places a start, a drag turns the surface, and the address keeps the starts', async ({
  program
}) => {
  const { page } = program
  await open(program, 'surface=round')
  const box = await map(page).boundingBox()
  if (!box) throw new Error('The map is not to be seen.')
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 3)
  await expect(ball(page, 'B')).toBeChecked()
  await expect.poll(() => page.url()).toContain('starts=-3,2;')

  const view = await surface(page).boundingBox()
  if (!view) throw new Error('The surface is not to be seen.')
  const before = await surface(page).getAttribute('aria-label')
  await page.mouse.move(view.x + view.width / 2, view.y + view.height / 2)
  await page.mouse.down()
  await page.mouse.move(view.x + view.width / 2 + 60, view.y + view.height / 2, { steps: 4 })
  await page.mouse.up()
  await expect(surface(page)).not.toHaveAttribute('aria-label', before ?? '')
})

test('on the elongated bowl the gradient does not point at the minimum, and too large a rate is named', async ({
  program
}) => {
  const { page } = program
  await open(program, 'surface=elongated&rate2=0.6&starts=-3,0')
  // ½ (0.4 u² + 4 v²) along axes turned by 30°
  const [along, across] = [-3 * Math.cos(Math.PI / 6), 3 * Math.sin(Math.PI / 6)]
  const between = Math.atan2(4 * across, 0.4 * along) - Math.atan2(across, along)
  await expect(readout(page, 'off the way to the minimum')).toHaveText(
    `${Math.round((Math.abs(between) * 180) / Math.PI)}°`
  )
  await expect(page.getByText('Above η = 0.5 plain steps grow')).toBeVisible()
  for (let count = 0; count < 6; count++) await step(page).click()
  await expect(said(page)).toContainText('overshoots further with each step')
  await page.getByRole('button', { name: /Lower η to 0\.2 and start again/ }).click()
  await expect(readout(page, 'step')).toHaveText('0')
  await page.getByRole('combobox', { name: 'Speed' }).selectOption({ label: '60 steps a second' })
  await page.getByRole('button', { name: 'Roll downhill' }).click()
  await expect(said(page)).toContainText('Ball A has arrived at the minimum')
})

test('starts are coloured by the minimum they reach, and the work can be called off', async ({
  program
}) => {
  const { page } = program
  await open(program, 'surface=saddle')
  const basins = page.getByRole('checkbox', { name: 'Where do starts end?' })
  const legend = page.getByRole('region', { name: 'Where starts end' })
  await basins.check()
  // below and above the ridge half each; on it, one row of 81 starts
  await expect(legend).toContainText('minimum 1 (49.4%), minimum 2 (49.4%), and not arrived (1.2%)')
  await page.getByRole('checkbox', { name: 'Gradient all over the map' }).check()
  for (const name of ['momentum', 'Adam']) await page.getByRole('checkbox', { name }).check()
  await step(page).click()
  expect(await findAxeProblems(page)).toEqual([])

  // millions of steps
  await page
    .getByRole('combobox', { name: 'Surface' })
    .selectOption({ label: 'Rosenbrock’s bent valley' })
  await expect(legend.getByRole('progressbar')).toHaveAttribute(
    'aria-valuetext',
    /\d of 6,561 starts/
  )
  await legend.getByRole('button', { name: 'Cancel' }).click()
  await expect(legend).toHaveCount(0)
  await expect(basins).not.toBeChecked()
})

test('each place of the regression is a line, and every picture is a table as well', async ({
  program
}) => {
  const { page } = program
  await open(program, 'surface=regression&rate2=0.2')
  await page.getByRole('combobox', { name: 'Speed' }).selectOption({ label: '60 steps a second' })
  await page.getByRole('button', { name: 'Roll downhill' }).click()
  await expect(said(page)).toContainText('Ball A has arrived at the minimum')
  // by the normal equations over the ten points of the figure
  const lines = page.getByRole('figure', { name: 'The lines' })
  await lines.getByRole('button', { name: 'Show as table' }).click()
  const rows = lines.getByRole('row')
  const cells = (await rows.allInnerTexts()).slice(1).map((row) => row.split(/\s+/).map(Number))
  const mean = (value: (row: number[]) => number): number =>
    cells.reduce((sum, row) => sum + value(row), 0) / cells.length
  const [x, y] = [mean(([each]) => each), mean(([, each]) => each)]
  const slope =
    (mean(([one, other]) => one * other) - x * y) / (mean(([each]) => each * each) - x * x)
  expect(cells).toHaveLength(10)
  expect(Number(await readout(page, 'slope w').innerText())).toBeCloseTo(slope, 2)
  expect(Number(await readout(page, 'intercept b').innerText())).toBeCloseTo(y - slope * x, 1)

  await page.getByRole('radio', { name: 'Both' }).check()
  for (const title of ['Map', 'In 3-D']) {
    const figure = page.getByRole('figure', { name: title })
    await figure.getByRole('button', { name: 'Show as table' }).click()
    await expect(figure.getByRole('table')).toBeVisible()
  }
  expect(await findAxeProblems(page)).toEqual([])
})
