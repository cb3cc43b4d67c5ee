import { describe, expect, it } from 'vitest'
import { handwritten } from './digit-handwriting'
import { centredImage } from './digit-image'
import { transformed, type Stroke } from './digit-strokes'
import { centredByDefinition } from './testing/centring-oracle'

const line = (width: number, ...places: [number, number][]): Stroke => ({
  points: places.map(([x, y]) => ({ x, y })),
  width
})

const DRAWINGS: Record<string, Stroke[]> = {
  'a slanted line': [line(2.4, [4, 4], [9, 20])],
  'an angle, heavy at one end': [line(2.4, [6, 6], [6, 22], [18, 22])],
  'a cross over the whole pad': [line(3.2, [1, 1], [27, 27]), line(3.2, [27, 1], [1, 27])],
  'a small triangle': [line(1.8, [3, 3], [7, 3], [5, 6], [3, 3])],
  'pens of two widths': [line(2.4, [8, 8], [20, 8]), line(5, [14, 8], [14, 20])],
  'a dot': [line(2.4, [20, 5])]
}
for (let digit = 0; digit < 10; digit++) {
  DRAWINGS[`a handwritten ${digit}`] = handwritten(digit)
}
DRAWINGS['a small 2 in a corner'] = transformed(handwritten(2), 0.4, 15, 1)

describe('a centred drawing', () => {
  it.each(Object.keys(DRAWINGS))('is, pixel for pixel, what its definition says: %s', (name) => {
    const drawing = DRAWINGS[name]
    expect([...centredImage(drawing)]).toEqual([...centredByDefinition(drawing)])
  })
})
