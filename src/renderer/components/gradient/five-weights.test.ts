import { expect, it } from 'vitest'
import { deltasOf, gradientPicks, verdictOf } from './five-weights'

it('nudges the largest components the way their signs say', () => {
  const picks = gradientPicks(Float32Array.of(0.1, -3, 0, 2, -1, 0.5, 0.25))
  expect(picks).toEqual([
    { index: 1, direction: -1 },
    { index: 3, direction: 1 },
    { index: 4, direction: -1 },
    { index: 5, direction: 1 },
    { index: 6, direction: 1 }
  ])
  expect(deltasOf(picks.slice(0, 2), 0.5)).toEqual([
    { index: 1, delta: -0.5 },
    { index: 3, delta: 0.5 }
  ])
})

it('lets win whose cost falls more', () => {
  const study = (change: number) => ({ changes: [change] })
  expect(verdictOf(study(-0.2), study(-0.1))).toBe('learner')
  expect(verdictOf(study(0.1), study(0.05))).toBe('gradient')
  expect(verdictOf(study(0), study(0))).toBe('draw')
})
