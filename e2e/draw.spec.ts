import type { Locator, Page } from '@playwright/test'
import { createReferenceEngine } from '../src/engine/reference'
import { parametersFromBytes } from '../src/engine/network'
import { handwritten } from '../src/shared/digit-handwriting'
import { centredImage } from '../src/shared/digit-image'
import { PICTURE_SIDE, type Stroke } from '../src/shared/digit-strokes'
import { findAxeProblems, overflowAtDoubleText } from './findings'
import { expect, test } from './fixtures'
import { drawDigit } from './hand'
import { tabTo } from './keys'
import type { Program } from './program'
import { seedRuns } from './runs'

const SHORT = { subset: 1000, epochs: 3 }

const bars = (page: Page): Locator => page.getByRole('list', { name: 'Output for each digit' })
const values = async (list: Locator): Promise<string[]> => {
  const texts = await list.getByRole('listitem').locator('.value').allInnerTexts()
  return texts.map((text) => text.trim())
}
const seen = (page: Page): Locator =>
  page.getByRole('img', { name: /^(Your drawing as 28 by 28|28 by 28 empty) pixels$/ })

/** Which pixels of the network's picture hold ink, as text: two pictures can be compared by it. */
const inkOf = (picture: Locator): Promise<string> =>
  picture.evaluate((canvas: HTMLCanvasElement) => {
    const { data } = canvas.getContext('2d')?.getImageData(0, 0, 28, 28) ?? { data: [] }
    return Array.from({ length: 784 }, (_, pixel) => data[4 * pixel]).join()
  })

/** The same once the last points of a stroke have come to the page. */
async function inkAtRest(picture: Locator): Promise<string> {
  let before = ''
  await expect
    .poll(async () => {
      const now = await inkOf(picture)
      const rests = now === before
      before = now
      return rests
    })
    .toBe(true)
  return before
}

/**
 * A stroke by Chromium's own events: by another kind of pointer than the mouse, or by a mouse in whose stroke the system
 * tells places at which nothing is pressed.
 */
async function strokeBy(
  program: Program,
  kind: 'pen' | 'touch' | 'disturbed mouse',
  { points }: Stroke
): Promise<void> {
  const box = await program.page.getByRole('application').boundingBox()
  if (!box) throw new Error('There is no drawing pad on this screen.')
  const session = await program.page.context().newCDPSession(program.page)
  const places = points.map(({ x, y }) => ({
    x: box.x + (x * box.width) / PICTURE_SIDE,
    y: box.y + (y * box.height) / PICTURE_SIDE
  }))
  const last = places[places.length - 1]
  if (kind === 'touch') {
    await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [places[0]] })
    for (const place of places.slice(1)) {
      await session.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [place] })
    }
    await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  } else {
    const pointerType = kind === 'pen' ? 'pen' : 'mouse'
    const held = { button: 'left', buttons: 1, pointerType, clickCount: 1 } as const
    const elsewhere = { x: box.x + 5, y: box.y + 5, button: 'none', buttons: 0 } as const
    await session.send('Input.dispatchMouseEvent', { type: 'mousePressed', ...held, ...places[0] })
    for (const place of places.slice(1)) {
      await session.send('Input.dispatchMouseEvent', { type: 'mouseMoved', ...held, ...place })
      if (kind === 'disturbed mouse') {
        await session.send('Input.dispatchMouseEvent', { type: 'mouseMoved', ...elsewhere })
      }
    }
    await session.send('Input.dispatchMouseEvent', { type: 'mouseReleased', ...held, ...last })
  }
  await session.detach()
}

test('mouse, finger and pen draw alike, the hand that holds a pen does not; a drawing moved aside is another one raw', async ({
  program
}) => {
  const { page } = program
  await seedRuns(program, [{ name: 'short', config: SHORT }])
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await program.open('#/draw')
  await expect(bars(page)).toHaveCount(1)

  await drawDigit(page, 1)
  const byMouse = await inkAtRest(seen(page))
  await page.getByRole('button', { name: 'Clear' }).click()
  const [stroke] = handwritten(1)
  await strokeBy(program, 'disturbed mouse', stroke)
  expect(await inkAtRest(seen(page))).toBe(byMouse)
  await page.getByRole('button', { name: 'Clear' }).click()
  await strokeBy(program, 'touch', stroke)
  expect(await inkAtRest(seen(page))).toBe(byMouse)
  await page.getByRole('button', { name: 'Undo on the pad' }).click()
  await expect(page.getByRole('img', { name: '28 by 28 empty pixels' })).toBeVisible()
  await strokeBy(program, 'pen', stroke)
  expect(await inkAtRest(seen(page))).toBe(byMouse)
  // the palm, a moment after the pen
  await strokeBy(program, 'touch', {
    ...stroke,
    points: stroke.points.map(({ x, y }) => ({ x: x + 8, y }))
  })
  expect(await inkAtRest(seen(page))).toBe(byMouse)

  // moved aside, a drawing stays what it is centred, and becomes something else raw
  await page.getByRole('button', { name: 'Clear' }).click()
  await drawDigit(page, 4)
  const centred = { ink: await inkAtRest(seen(page)), bars: await values(bars(page)) }
  await page.getByRole('button', { name: 'Move 4 pixels to the right' }).click()
  await page.getByRole('button', { name: 'Move 4 pixels up' }).click()
  await expect.poll(() => inkOf(seen(page))).toBe(centred.ink)
  expect(await values(bars(page))).toEqual(centred.bars)
  await expect(page.getByText(/^Raw, just as it lies on the pad, it would/)).toBeVisible()
  await page.getByRole('radio', { name: 'Raw' }).check()
  await expect.poll(() => values(bars(page))).not.toEqual(centred.bars)
  expect(await inkOf(seen(page))).not.toBe(centred.ink)
  await expect(page.getByText(/^Centred, it would/)).toBeVisible()

  // an image of the test set, as it is, and moved
  await page.getByRole('button', { name: 'Test image' }).click()
  await page.getByText(/^Test image [\d,]+, labelled \d$/).waitFor()
  const image = await inkOf(seen(page))
  await page.getByRole('application').focus()
  await page.keyboard.press('Shift+ArrowLeft')
  await expect.poll(() => inkOf(seen(page))).not.toBe(image)
  await page.getByRole('radio', { name: 'Centred' }).check()
  await expect.poll(() => inkOf(seen(page))).toBe(image)
})

test('several networks answer side by side, kept in the address; all stored weights of one tell the same as each alone', async ({
  program
}) => {
  const { page } = program
  const [first, second] = await seedRuns(program, [
    { name: 'sixteen', config: { ...SHORT, hiddenLayers: [16] } },
    { name: 'eight', config: { ...SHORT, hiddenLayers: [8], seed: 2 } }
  ])
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await program.open(`#/draw?run=${first.id}`)
  await drawDigit(page, 2)
  await page.getByRole('button', { name: 'Add a network' }).click()
  await expect(bars(page)).toHaveCount(3)
  await expect(page).toHaveURL(new RegExp(`beside=${second.id}`))
  await expect(page.getByText(/^(Both networks agree|They disagree)/)).toBeVisible()
  await page.reload()
  // the drawing is gone with the page, the networks are not
  await expect(page.getByText('Two networks are ready', { exact: false })).toBeVisible()
  await page.getByRole('button', { name: 'Take eight away' }).click()
  await expect(page).not.toHaveURL(/beside/)

  await drawDigit(page, 2)
  const image = new Uint8Array(centredImage(handwritten(2)))
  const { checkpoints } = await program.request('runs.detail', { runId: first.id })
  const history = await program.request('network.history', { runId: first.id, image })
  expect(history.damaged).toEqual([])
  expect(history.moments.map(({ checkpointId }) => checkpointId)).toEqual(
    checkpoints.toSorted((one, other) => one.step - other.step).map(({ id }) => id)
  )
  for (const { checkpointId, outputs } of history.moments) {
    const sources = [{ runId: first.id, checkpoint: checkpointId }]
    const [alone] = await program.request('network.predict', { image, sources })
    expect(outputs).toEqual(alone.outputs)
    const stored = await program.request('network.weights', { runId: first.id, checkpointId })
    const reference = createReferenceEngine({
      layers: stored.layers,
      activation: first.config.activation,
      output: 'softmax'
    })
    reference.load(parametersFromBytes(stored.parameters, stored.layers), null)
    reference
      .outputs(image)
      .forEach((output, digit) => expect(outputs[digit]).toBeCloseTo(output, 4))
  }

  // the slider at the start: the bars beside it are those of the start
  const travel = page.getByRole('region', { name: 'Time travel' })
  await expect(travel.getByRole('img')).toHaveAccessibleName(/This drawing through the training/)
  await travel.getByRole('slider').press('Home')
  const start = history.moments[0].outputs.map((output) => output.toFixed(2))
  await expect.poll(() => values(bars(travel.page()).last())).toEqual(start)
  await travel.getByRole('button', { name: 'Show as table' }).click()
  await expect(travel.getByRole('row')).toHaveCount(history.moments.length + 1)
  expect(await findAxeProblems(page, 'draw')).toEqual([])
  expect(await overflowAtDoubleText(page)).toBe(0)
})

test('by keyboard alone: a digit is drawn, answered, kept and found among our digits', async ({
  program
}) => {
  const { page } = program
  await seedRuns(program, [{ name: 'short', config: SHORT }])
  await program.open('#/draw')
  await page.getByRole('application').focus()
  await page.keyboard.press('Space')
  for (let row = 0; row < 7; row++) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Escape')
  await expect(page.getByText(/^(Looks like|Not sure)/).first()).toBeVisible()
  await tabTo(page, 'button', /^Keep it as a 1$/)
  await page.keyboard.press('Enter')
  await expect(page.getByText('Kept as a 1.', { exact: false }).first()).toBeVisible()
  await page.getByRole('tab', { name: 'Draw' }).focus()
  await page.keyboard.press('End')
  await expect(page.getByRole('tab', { name: 'Our digits' })).toBeFocused()
  await tabTo(page, 'button', /^Drawing 1, a 1/)
  await page.keyboard.press('Space')
  await tabTo(page, 'button', /^Choose none/)
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByText('No drawings yet', { exact: false })).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(page.getByRole('button', { name: /^Drawing 1, a 1/ })).toBeVisible()
})
