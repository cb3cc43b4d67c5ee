import { describe, expect, it } from 'vitest'
import { centredPicture, shiftedPicture } from './digit-shift'

function pictureOf(...pixels: [column: number, row: number, value: number][]): Uint8Array {
  const image = new Uint8Array(784)
  for (const [column, row, value] of pixels) image[row * 28 + column] = value
  return image
}

describe('shiftedPicture', () => {
  it('moves ink to the right and down', () => {
    expect(shiftedPicture(pictureOf([3, 5, 90]), 4, -2)).toEqual(pictureOf([7, 3, 90]))
  })

  it('loses what leaves the picture, and wraps nothing around', () => {
    const edges = pictureOf([26, 0, 1], [0, 27, 2], [12, 12, 3])
    expect(shiftedPicture(edges, 4, 0)).toEqual(pictureOf([4, 27, 2], [16, 12, 3]))
    expect(shiftedPicture(edges, 0, 4)).toEqual(pictureOf([26, 4, 1], [12, 16, 3]))
    expect(shiftedPicture(edges, 40, 0)).toEqual(pictureOf())
  })
})

describe('centredPicture', () => {
  it('puts the centre of mass on pixel 14', () => {
    const heavy = pictureOf([2, 20, 100], [6, 20, 100], [2, 24, 100], [6, 24, 100])
    expect(centredPicture(heavy)).toEqual(
      pictureOf([12, 12, 100], [16, 12, 100], [12, 16, 100], [16, 16, 100])
    )
  })

  it('counts ink by its darkness', () => {
    expect(centredPicture(pictureOf([0, 14, 240], [20, 14, 10]))).toEqual(
      shiftedPicture(pictureOf([0, 14, 240], [20, 14, 10]), 13, 0)
    )
  })

  it('leaves paper alone', () => {
    expect(centredPicture(pictureOf())).toEqual(pictureOf())
  })
})
