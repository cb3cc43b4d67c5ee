import { PICTURE_SIDE, PICTURE_SIZE } from './read-files'

/** Of so many pictures the margin is looked at. */
const MOST_LOOKED_AT = 1000
const MIDDLE_GREY = 127.5

/** Whether the margins of most pictures, 28x28 bytes each, are light: ink is dark on them. */
export function isDarkOnLight(pictures: Uint8Array): boolean {
  const count = pictures.length / PICTURE_SIZE
  const step = Math.max(1, Math.floor(count / MOST_LOOKED_AT))
  let light = 0
  let seen = 0
  for (let picture = 0; picture < count; picture += step) {
    seen++
    if (marginOf(pictures, picture * PICTURE_SIZE, PICTURE_SIDE, PICTURE_SIDE) > MIDDLE_GREY) {
      light++
    }
  }
  return light * 2 > seen
}

/** The mean grey of the outermost pixels. */
export function marginOf(values: Uint8Array, begin: number, width: number, height: number): number {
  let sum = 0
  let count = 0
  for (let row = 0; row < height; row++) {
    const isEdge = row === 0 || row === height - 1
    const step = isEdge || width === 1 ? 1 : width - 1
    for (let column = 0; column < width; column += step) {
      sum += values[begin + row * width + column]
      count++
    }
  }
  return sum / count
}

/** Turns light and dark round, in place. */
export function invert(pictures: Uint8Array): void {
  for (let index = 0; index < pictures.length; index++) pictures[index] = 255 - pictures[index]
}

/** Mirrors each picture at its main diagonal, in place: rows become columns. */
export function transpose(pictures: Uint8Array): void {
  for (let begin = 0; begin < pictures.length; begin += PICTURE_SIZE) {
    for (let row = 1; row < PICTURE_SIDE; row++) {
      for (let column = 0; column < row; column++) {
        const one = begin + row * PICTURE_SIDE + column
        const other = begin + column * PICTURE_SIDE + row
        const kept = pictures[one]
        pictures[one] = pictures[other]
        pictures[other] = kept
      }
    }
  }
}
