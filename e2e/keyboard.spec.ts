import { expect, test } from './fixtures'
import { tabTo } from './keys'
import { untilRun } from './runs'

test('a run is started, watched, renamed and opened by keyboard alone', async ({ program }) => {
  const { page } = program
  await page.keyboard.press('Control+n')
  await expect(page.getByRole('heading', { level: 1, name: 'Train a network' })).toBeVisible()

  await tabTo(page, 'textbox', /^Epochs/)
  await page.keyboard.press('Control+a')
  await page.keyboard.type('3')
  await tabTo(page, 'textbox', /^Name/)
  await page.keyboard.type('by hand')
  await page.keyboard.press('Enter')

  await expect(page.getByRole('heading', { level: 1, name: 'by hand' })).toBeVisible()
  await untilRun(program, 1, 'has finished', ({ status }) => status === 'finished')
  await expect(page.getByText(/in 100/).first()).toBeVisible()

  await page.keyboard.press('Control+5')
  await expect(page.getByRole('heading', { level: 1, name: 'Runs' })).toBeVisible()
  await tabTo(page, 'button', /^Rename by hand/)
  await page.keyboard.press('Enter')
  await page.keyboard.press('Control+a')
  await page.keyboard.type('by keyboard')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('link', { name: 'by keyboard' })).toBeVisible()
  expect((await program.runs())[0].name).toBe('by keyboard')

  await tabTo(page, 'link', /^by keyboard/)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'by keyboard' })).toBeVisible()
})

test('a digit is drawn on the pad by keyboard', async ({ program }) => {
  const { page } = program
  await page.getByRole('application').focus()
  for (let row = 0; row < 3; row++) await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Space')
  for (let row = 0; row < 7; row++) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Escape')
  const picture = page.getByRole('img', { name: 'Your drawing as 28 by 28 pixels' })
  await expect(picture).toBeVisible()
  // a stroke, not a dot: centred, it is twenty pixels long and a few wide
  const extent = await picture.evaluate((canvas: HTMLCanvasElement) => {
    const { width, height } = canvas
    const pixels = canvas.getContext('2d')?.getImageData(0, 0, width, height).data ?? []
    const isInk = (x: number, y: number): boolean =>
      Math.abs(pixels[4 * (y * width + x)] - pixels[0]) > 64
    const places = [...Array(28).keys()]
    return {
      rows: places.filter((y) => places.some((x) => isInk(x, y))).length,
      columns: places.filter((x) => places.some((y) => isInk(x, y))).length
    }
  })
  expect(extent.rows).toBeGreaterThan(15)
  expect(extent.columns).toBeLessThan(8)
  await page.keyboard.press('Delete')
  await expect(page.getByRole('img', { name: '28 by 28 empty pixels' })).toBeVisible()
})
