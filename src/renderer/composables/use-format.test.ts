import { describe, expect, it } from 'vitest'
import { createFormat, NO_NUMBER } from './use-format'

const format = createFormat('en')

describe('createFormat', () => {
  it('keeps decimals fixed, so that a changing number keeps its width', () => {
    expect(format.percent(0.9)).toBe('90.0%')
    expect(format.percent(0.94567, 2)).toBe('94.57%')
    expect(format.cost(0.1)).toBe('0.100')
    expect(format.cost(2.30259)).toBe('2.303')
    expect(format.whole(60_000)).toBe('60,000')
  })

  it('shortens costs that explode', () => {
    expect(format.cost(123.456)).toBe('123.5')
    expect(format.cost(1_234_567)).toBe('1.2E6')
  })

  it('shows what is no number as a dash', () => {
    for (const write of [format.percent, format.cost, format.whole, format.duration]) {
      expect(write(null)).toBe(NO_NUMBER)
      expect(write(Number.NaN)).toBe(NO_NUMBER)
      expect(write(Infinity)).toBe(NO_NUMBER)
    }
  })

  it('writes settings with the digits they have', () => {
    expect(format.setting(0.08)).toBe('0.08')
    expect(format.setting(1.5)).toBe('1.5')
    expect(format.setting(60_000)).toBe('60,000')
    expect(format.setting(12_345)).toBe('12,345')
    expect(format.setting(0.000002)).toBe('2E-6')
    expect(format.setting(-1_323_034_176_771_597)).toBe('-1.32E15')
    expect(format.setting(4_294_967_295)).toBe('4,294,967,295')
    expect(format.setting(0)).toBe('0')
  })

  it('writes durations in two parts at most', () => {
    expect(format.duration(0.31)).toBe('0.3s')
    expect(format.duration(0.97)).toBe('1s')
    expect(format.duration(0)).toBe('0s')
    expect(format.duration(7.4)).toBe('7s')
    expect(format.duration(80)).toBe('1m 20s')
    expect(format.duration(59.6)).toBe('1m 0s')
    expect(format.duration(2 * 3600 + 5 * 60 + 9)).toBe('2h 5m')
  })

  it('writes sizes', () => {
    expect(format.bytes(52_008)).toBe('52 kB')
    expect(format.bytes(1_234_567)).toBe('1.2 MB')
  })
})
