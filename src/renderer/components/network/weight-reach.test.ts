import { expect, it } from 'vitest'
import { weightReach } from './weight-reach'

it('goes well beyond all weights, to a number with one digit', () => {
  expect(weightReach(Float32Array.of(0.1, -0.6), 0)).toBe(3)
  expect(weightReach(Float32Array.of(-7), 0)).toBe(30)
})

it('is never so small that nothing is seen to move, and never smaller than the weight', () => {
  expect(weightReach(Float32Array.of(0, 0.001), 0)).toBe(0.5)
  expect(weightReach(Float32Array.of(0.1), -43)).toBe(50)
  expect(weightReach(Float32Array.of(Infinity, Number.NaN, 0.25), 0)).toBe(1)
})
