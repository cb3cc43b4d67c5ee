import { describe, expect, it } from 'vitest'
import { formOf } from './example-memory'

/** Bytes of which every tenth one up to `ink` tenths is not 0. */
const withInk = (ink: number): Uint8Array =>
  Uint8Array.from({ length: 1000 }, (_, i) => (i % 10 < ink ? 9 : 0))

describe('the form of inputs', () => {
  it.each([
    { neurons: 1, lists: [0, 4, 5, 6, 7], bytes: [8, 10] },
    { neurons: 24, lists: [0, 4, 5, 6, 7], bytes: [8, 10] },
    { neurons: 25, lists: [0, 4, 5], bytes: [6, 7, 10] },
    { neurons: 128, lists: [0, 4, 5], bytes: [6, 7, 10] },
    { neurons: 129, lists: [0, 4], bytes: [5, 6, 10] },
    { neurons: 4000, lists: [0, 4], bytes: [5, 6, 10] }
  ])('follows the share of ink, $neurons neurons', ({ neurons, lists, bytes }) => {
    for (const ink of lists) expect(formOf(withInk(ink), neurons)).toBe('lists')
    for (const ink of bytes) expect(formOf(withInk(ink), neurons)).toBe('bytes')
  })

  it('is that of numbers where they are numbers', () => {
    expect(formOf(new Float32Array(10), 16)).toBe('floats')
  })
})
