import { describe, expect, it } from 'vitest'
import { standApart } from './trail'

const scale = { perX: 10, perY: 10, distance: 1 }

describe('standApart', () => {
  it('drops what is nearer to the place before than can be seen, but neither the first nor the last', () => {
    const points = [0, 0.05, 0.11, 0.15, 0.3, 0.31].map((x) => ({ x, y: 0 }))
    expect(standApart(points, scale)).toEqual([0, 2, 4, 5])
  })

  it('adds up small steps until they can be seen', () => {
    const points = Array.from({ length: 101 }, (_, place) => ({ x: 0, y: place * 0.01 }))
    expect(standApart(points, scale)).toHaveLength(11)
  })

  it('measures each axis by its own scale', () => {
    const points = [
      { x: 0, y: 0 },
      { x: 0, y: 0.2 },
      { x: 0.2, y: 0.2 },
      { x: 0.2, y: 0.2 }
    ]
    expect(standApart(points, { perX: 1, perY: 10, distance: 1 })).toEqual([0, 1, 3])
  })

  it('keeps places that are no numbers, and what comes after them', () => {
    const points = [0, NaN, 0.01, 0.02, 0.5].map((x) => ({ x, y: 0 }))
    expect(standApart(points, scale)).toEqual([0, 1, 2, 4])
  })
})
