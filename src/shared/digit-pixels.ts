import { PICTURE_SIDE } from './digit-strokes'

/** A grey picture of one digit, of any size. */
export interface GreyPicture {
  width: number
  height: number
  /** width * height values 0..255, row by row, 0 = paper. */
  values: Uint8Array
}

interface Box {
  left: number
  top: number
  width: number
  height: number
}

const DIGIT_SIDE = 20
const CENTRE = 14

/** A digit smaller than this, in pixels of the picture, is not blown up further. */
const SMALLEST_CROP = 10

/**
 * Prepares a picture the way MNIST was prepared, as far as it is known (QMNIST's reconstruction): cropped
 * to a square around the ink, resampled by area to 20 by 20, stretched so that the darkest value is
 * 255, and placed by whole pixels so that the centre of mass falls on pixel 14.
 *
 * @returns 28*28 grey values; all zero for a picture without ink.
 */
export function digitFromPixels(picture: GreyPicture): Uint8Array {
  const result = new Uint8Array(PICTURE_SIDE * PICTURE_SIDE)
  const ink = inkBox(picture)
  if (!ink) return result

  const digit = resampleByArea(picture, squareAround(ink), DIGIT_SIDE)
  let peak = 0
  let mass = 0
  let sumOfColumns = 0
  let sumOfRows = 0
  digit.forEach((value, index) => {
    peak = Math.max(peak, value)
    mass += value
    sumOfColumns += value * (index % DIGIT_SIDE)
    sumOfRows += value * Math.floor(index / DIGIT_SIDE)
  })
  const left = CENTRE - Math.round(sumOfColumns / mass)
  const top = CENTRE - Math.round(sumOfRows / mass)
  digit.forEach((value, index) => {
    const column = left + (index % DIGIT_SIDE)
    const row = top + Math.floor(index / DIGIT_SIDE)
    if (column < 0 || column >= PICTURE_SIDE || row < 0 || row >= PICTURE_SIDE) return
    result[row * PICTURE_SIDE + column] = Math.round((255 * value) / peak)
  })
  return result
}

/** The smallest box that holds every pixel that is not paper. */
function inkBox({ width, height, values }: GreyPicture): Box | null {
  let left = width
  let right = -1
  let top = height
  let bottom = -1
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      if (values[row * width + column] === 0) continue
      left = Math.min(left, column)
      right = Math.max(right, column)
      top = Math.min(top, row)
      bottom = Math.max(bottom, row)
    }
  }
  return right < 0 ? null : { left, top, width: right - left + 1, height: bottom - top + 1 }
}

/** A square with the same middle, which may reach beyond the picture: there is paper. */
function squareAround({ left, top, width, height }: Box): Box {
  const side = Math.max(width, height, SMALLEST_CROP)
  return {
    left: left - (side - width) / 2,
    top: top - (side - height) / 2,
    width: side,
    height: side
  }
}

/** Each value is the mean over the area that its pixel covers in the picture, in one step. */
export function resampleByArea(picture: GreyPicture, box: Box, side: number): Float64Array {
  const result = new Float64Array(side * side)
  const step = box.width / side
  for (let row = 0; row < side; row++) {
    const top = box.top + row * step
    for (let column = 0; column < side; column++) {
      const left = box.left + column * step
      result[row * side + column] = meanOver(picture, left, top, step)
    }
  }
  return result
}

function meanOver(picture: GreyPicture, left: number, top: number, side: number): number {
  const { width, height, values } = picture
  let sum = 0
  for (let row = Math.max(0, Math.floor(top)); row < Math.min(height, top + side); row++) {
    const rowShare = Math.min(row + 1, top + side) - Math.max(row, top)
    for (
      let column = Math.max(0, Math.floor(left));
      column < Math.min(width, left + side);
      column++
    ) {
      const share = Math.min(column + 1, left + side) - Math.max(column, left)
      sum += rowShare * share * values[row * width + column]
    }
  }
  return sum / (side * side)
}
