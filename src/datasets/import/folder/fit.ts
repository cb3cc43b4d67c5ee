import { digitFromPixels, resampleByArea, type GreyPicture } from '../../../shared/digit-pixels'
import { marginOf } from '../pictures'
import { PICTURE_SIDE } from '../read-files'

/** Ink is this much darker than paper, of all the way to the darkest; less is the paper's own grain. */
const FAINTEST_INK = 0.2
/** A picture whose values differ by less shows nothing. */
const SMALLEST_CONTRAST = 24

/** The whole picture, 0 = paper, made to fit into 28 by 28 in its proportions, paper at its sides. */
export function fitWhole(picture: GreyPicture): Uint8Array {
  const { width, height } = picture
  const side = Math.max(width, height)
  const square = {
    left: (width - side) / 2,
    top: (height - side) / 2,
    width: side,
    height: side
  }
  const fitted = resampleByArea(picture, square, PICTURE_SIDE)
  if (width !== height) {
    // the sides are as light as the picture's own paper: an edge there would be learnt
    const paper = marginOf(picture.values, 0, width, height)
    const all = { width, height, values: new Uint8Array(width * height).fill(255) }
    resampleByArea(all, square, PICTURE_SIDE).forEach((covered, pixel) => {
      fitted[pixel] += paper * (1 - covered / 255)
    })
  }
  return Uint8Array.from(fitted, Math.round)
}

/**
 * The ink alone, prepared as MNIST's digits were: paper is what the margin is like, and its grain is
 * taken away, since a single grey pixel counts as ink.
 * @returns null where nothing is drawn
 */
export function fitCentred(picture: GreyPicture): Uint8Array | null {
  const { width, height, values } = picture
  const paper = marginOf(values, 0, width, height)
  let darkest = 0
  for (const value of values) darkest = Math.max(darkest, value)
  if (darkest - paper < SMALLEST_CONTRAST) return null
  const faintest = paper + FAINTEST_INK * (darkest - paper)
  const ink = values.map((value) =>
    value < faintest ? 0 : Math.round((255 * (value - paper)) / (darkest - paper))
  )
  return digitFromPixels({ width, height, values: ink })
}
