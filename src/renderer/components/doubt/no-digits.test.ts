import { describe, expect, it } from 'vitest'
import { centredImage } from '../../../shared/digit-image'
import { PICTURE_SIDE } from '../../../shared/digit-strokes'
import { NO_DIGITS, strokesOf } from './no-digits'

describe('things that are no digits', () => {
  it.each(NO_DIGITS)('%s lies on the pad and leaves ink', (name) => {
    const strokes = strokesOf(name)
    for (const { points } of strokes) {
      for (const { x, y } of points) {
        expect(Math.min(x, y)).toBeGreaterThan(2)
        expect(Math.max(x, y)).toBeLessThan(PICTURE_SIDE - 2)
      }
    }
    const ink = centredImage(strokes).reduce((sum, grey) => sum + grey, 0) / 255
    expect(ink).toBeGreaterThan(40)
    expect(ink).toBeLessThan(300)
  })

  it('are all different', () => {
    const pictures = NO_DIGITS.map((name) => centredImage(strokesOf(name)).join())
    expect(new Set(pictures).size).toBe(NO_DIGITS.length)
  })
})
