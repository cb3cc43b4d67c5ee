import { expect, it } from 'vitest'
import { countJumps, toStairs } from './stairs'

const points = [2, 2, 1, 1 + 1e-15].map((y, x) => ({ x, y }))

it('counts the jumps of a curve, and no rounding', () => {
  expect(countJumps(points)).toBe(1)
  expect(countJumps([])).toBe(0)
  expect(countJumps([1, 2, 3].map((y) => ({ y })))).toBe(2)
})

it('draws them upright', () => {
  expect(toStairs(points.slice(0, 3))).toEqual([
    { x: 0, y: 2 },
    { x: 1, y: 2 },
    { x: 1.5, y: 2 },
    { x: 1.5, y: 1 },
    { x: 2, y: 1 }
  ])
})
