import type { Page } from '@playwright/test'
import { handwritten } from '../src/shared/digit-handwriting'
import { PICTURE_SIDE } from '../src/shared/digit-strokes'

/** Draws a digit on the pad with the mouse, as a hand would: pressed, moved in small steps, lifted. */
export async function drawDigit(page: Page, digit: number): Promise<void> {
  const box = await page.getByRole('application').boundingBox()
  if (!box) throw new Error('There is no drawing pad on this screen.')
  const scale = box.width / PICTURE_SIDE
  for (const stroke of handwritten(digit)) {
    const [first, ...rest] = stroke.points
    await page.mouse.move(box.x + first.x * scale, box.y + first.y * scale)
    await page.mouse.down()
    for (const point of rest) {
      await page.mouse.move(box.x + point.x * scale, box.y + point.y * scale)
    }
    await page.mouse.up()
  }
}
