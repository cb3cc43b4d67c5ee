import { describe, expect, it } from 'vitest'
import { handwritten } from './digit-handwriting'
import { digitFromStrokes } from './digit-image'
import {
  MOST_POINTS,
  packedStrokesSchema,
  packStrokes,
  strokesSchema,
  unpackStrokes
} from './drawing-strokes'

const accepts = (value: unknown): boolean => packedStrokesSchema.safeParse(value).success

describe('packStrokes', () => {
  it('keeps what lies on the pad, in hundredths, and no place twice in a row', () => {
    const strokes = [
      {
        points: [
          { x: 1.2345, y: 2 },
          { x: 1.2349, y: 2.001 },
          { x: 40, y: 2 }
        ],
        width: 2.4
      }
    ]
    expect(packStrokes(strokes)).toEqual([[2.4, 1.23, 2, 28, 2]])
    expect(packStrokes([{ points: [{ x: -3, y: 5 }], width: 2 }])).toEqual([])
  })

  it('comes back as strokes that look the same, and packs to the same again', () => {
    for (let digit = 0; digit <= 9; digit++) {
      const packed = packStrokes(handwritten(digit))
      expect(accepts(packed)).toBe(true)
      expect(packStrokes(unpackStrokes(packed))).toEqual(packed)
      const { centred } = digitFromStrokes(handwritten(digit))
      const again = digitFromStrokes(unpackStrokes(packed)).centred
      // a hundredth of a pixel moves the ink over few of the 64 places in a pixel
      again.forEach((value, pixel) => expect(Math.abs(value - centred[pixel])).toBeLessThan(20))
    }
  })
})

describe('what is taken for strokes', () => {
  it('is on the pad, with whole points and a pen', () => {
    expect(accepts([[2.4, 3, 3]])).toBe(true)
    expect(accepts([[2.4, 0, 28, 14, 14]])).toBe(true)
    const strange: unknown[] = [
      [],
      [[]],
      [[2.4]],
      [[2.4, 3]],
      [[2.4, 3, 3, 4]],
      [[2.4, 3, 29]],
      [[2.4, -1, 3]],
      [[0, 3, 3]],
      [[2.4, 3, NaN]],
      [[2.4, 3, '3']],
      [{ points: [], width: 2 }],
      null
    ]
    for (const value of strange) expect(accepts(value)).toBe(false)
  })

  it('has an end', () => {
    const points = Array.from({ length: MOST_POINTS / 2 + 1 }, () => ({ x: 1, y: 1 }))
    const stroke = { points, width: 2 }
    expect(strokesSchema.safeParse([stroke]).success).toBe(true)
    expect(strokesSchema.safeParse([stroke, stroke]).success).toBe(false)
    const endless = [2, ...Array<number>(3 * MOST_POINTS).fill(1)]
    expect(accepts([endless])).toBe(false)
  })
})
