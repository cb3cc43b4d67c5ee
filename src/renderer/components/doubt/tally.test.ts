import { describe, expect, it } from 'vitest'
import { addTo, NOTHING_SEEN } from './tally'

describe('a tally of sureness', () => {
  it('counts each picture in its tenth, and those over nine tenths', () => {
    const tally = addTo(NOTHING_SEEN, [0, 0.05, 0.55, 0.9, 0.901, 1])
    expect(tally).toEqual({ seen: 6, sure: 2, bins: [2, 0, 0, 0, 0, 1, 0, 0, 0, 3] })
    expect(addTo(tally, [0.95]).sure).toBe(3)
    expect(NOTHING_SEEN.seen).toBe(0)
  })

  it('takes no number for no sureness', () => {
    expect(addTo(NOTHING_SEEN, [NaN]).bins[0]).toBe(1)
  })
})
