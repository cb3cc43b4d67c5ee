import { expect, it } from 'vitest'
import { fittingTicks } from './fitting-ticks'

const ticks = [-6, -4, -2, 0, 2, 4, 6]
const toPixel = (value: number): number => 100 + 10 * value

it('keeps all ticks whose texts have room', () => {
  expect(fittingTicks(ticks, toPixel, () => 20)).toEqual(ticks)
})

it('keeps every second or fifth, with zero among them, where texts are long', () => {
  expect(fittingTicks(ticks, toPixel, () => 21)).toEqual([-4, 0, 4])
  expect(fittingTicks(ticks, toPixel, (value) => (value === 6 ? 41 : 10))).toEqual([0])
})

it('measures an axis that points the other way, and parts without zero', () => {
  expect(
    fittingTicks(
      [1000, 1100, 1200, 1300],
      (value) => -value / 10,
      () => 15
    )
  ).toEqual([1000, 1200])
})
