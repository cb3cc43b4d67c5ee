import { describe, expect, it } from 'vitest'
import { toRgb, weightColour, weightPixels, type Rgb } from './weight-colours'

const RED: Rgb = [200, 0, 0]
const GREY: Rgb = [100, 100, 100]
const BLUE: Rgb = [0, 0, 200]
const COLOURS = [RED, GREY, BLUE]

describe('the colour of a weight', () => {
  it('stands on a scale from -reach over zero to +reach', () => {
    expect(weightColour(-0.5, 0.5, COLOURS)).toEqual(RED)
    expect(weightColour(0, 0.5, COLOURS)).toEqual(GREY)
    expect(weightColour(0.5, 0.5, COLOURS)).toEqual(BLUE)
  })

  it('is mixed between two colours of the scale', () => {
    expect(weightColour(-0.25, 0.5, COLOURS)).toEqual([150, 50, 50])
    expect(weightColour(0.125, 0.5, COLOURS)).toEqual([75, 75, 125])
  })

  it('is that of the end beyond the end', () => {
    expect(weightColour(-9, 0.5, COLOURS)).toEqual(RED)
    expect(weightColour(9, 0.5, COLOURS)).toEqual(BLUE)
  })

  it('is that of zero where all weights are zero', () => {
    expect(weightColour(0, 0, COLOURS)).toEqual(GREY)
  })
})

describe('a weight picture', () => {
  it('has a pixel a weight, in their order', () => {
    const pixels = weightPixels(Float32Array.of(1, -1, 0), 1, COLOURS)
    expect([...pixels]).toEqual([...BLUE, 255, ...RED, 255, ...GREY, 255])
  })

  it('has a hole where a weight is no number', () => {
    const pixels = weightPixels(Float32Array.of(Number.NaN, 1), 1, COLOURS)
    expect([...pixels]).toEqual([0, 0, 0, 0, ...BLUE, 255])
  })
})

it('reads a colour as the browser writes it', () => {
  expect(toRgb('rgb(158, 42, 18)')).toEqual([158, 42, 18])
  expect(toRgb('rgba(1, 2, 3, 0.5)')).toEqual([1, 2, 3])
})
