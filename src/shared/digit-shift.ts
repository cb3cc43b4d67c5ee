import { PICTURE_SIDE } from './digit-strokes'

/** The pixel, counted from 0, on which the centre of mass of an MNIST digit falls. */
const CENTRE = 14

/**
 * A 28*28 picture moved by whole pixels, to the right and down; what leaves it is lost.
 * @param image 28*28 grey values, 0 = paper
 */
export function shiftedPicture(image: Uint8Array, columns: number, rows: number): Uint8Array {
  const shifted = new Uint8Array(image.length)
  for (let row = 0; row < PICTURE_SIDE; row++) {
    const from = row - rows
    if (from < 0 || from >= PICTURE_SIDE) continue
    for (let column = 0; column < PICTURE_SIDE; column++) {
      const source = column - columns
      if (source < 0 || source >= PICTURE_SIDE) continue
      shifted[row * PICTURE_SIDE + column] = image[from * PICTURE_SIDE + source]
    }
  }
  return shifted
}

/**
 * The last step of how MNIST was prepared, by itself: a picture moved by whole pixels so that its
 * centre of mass falls on pixel 14. Paper stays paper.
 */
export function centredPicture(image: Uint8Array): Uint8Array {
  let mass = 0
  let columns = 0
  let rows = 0
  image.forEach((value, index) => {
    mass += value
    columns += value * (index % PICTURE_SIDE)
    rows += value * Math.floor(index / PICTURE_SIDE)
  })
  if (mass === 0) return image
  return shiftedPicture(
    image,
    CENTRE - Math.round(columns / mass),
    CENTRE - Math.round(rows / mass)
  )
}
