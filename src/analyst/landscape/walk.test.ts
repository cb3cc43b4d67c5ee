import { describe, expect, it } from 'vitest'
import { scatterOf } from './scatter'
import { randomWalk } from './walk'
import { randomStream } from '../../shared/random'

const SEEDS = Array.from({ length: 40 }, (_, seed) => seed)
const mean = (values: number[]): number => values.reduce((sum, x) => sum + x) / values.length

/** What theory expects of the k-th share (from 0) of a walk of so many points, seen from its end. */
function expectedShare(count: number, k: number): number {
  const steps = count - 1
  const value = (n: number): number =>
    1 / (4 * Math.sin(((2 * n + 1) * Math.PI) / (2 * (2 * steps + 1))) ** 2)
  const all = Array.from({ length: steps }, (_, n) => value(n))
  return value(k) / all.reduce((sum, x) => sum + x)
}

describe('a random walk', () => {
  it.each([10, 60])(
    'of %d points has the shares that theory expects, seen from its end',
    (count) => {
      const walks = SEEDS.map((seed) => randomWalk(count, 1000, seed, 1).explained)
      expect(mean(walks.map(([first]) => first))).toBeCloseTo(expectedShare(count, 0), 2)
      expect(mean(walks.map(([, second]) => second))).toBeCloseTo(expectedShare(count, 1), 2)
    }
  )

  it('that is long keeps 81 % and 9 % in its first two directions', () => {
    const walks = SEEDS.slice(0, 8).map((seed) => randomWalk(100, 2000, seed, 1).explained)
    expect(mean(walks.map(([first]) => first))).toBeCloseTo(0.81, 2)
    expect(mean(walks.map(([, second]) => second))).toBeCloseTo(0.09, 2)
  })

  it('seen from its mean would keep 61 % and 15 %', () => {
    const shares = SEEDS.slice(0, 8).map((seed) => {
      const random = randomStream(seed, 'walk')
      const place = new Float32Array(2000)
      const points = Array.from({ length: 100 }, () => {
        for (let i = 0; i < place.length; i++) place[i] += random.uniform() - 0.5
        return place.slice()
      })
      const centre = place.map((_, i) => mean(points.map((point) => point[i])))
      return scatterOf(points, centre)?.explained ?? []
    })
    expect(mean(shares.map(([first]) => first))).toBeCloseTo(0.61, 2)
    expect(mean(shares.map(([, second]) => second))).toBeCloseTo(0.15, 2)
  })

  it('ends at (0, 0), begins above on the left, and is as long as wished', () => {
    for (const seed of SEEDS) {
      const { points, explained } = randomWalk(12, 500, seed, 7)
      expect(points).toHaveLength(12)
      expect(points[11].x).toBeCloseTo(0, 6)
      expect(points[11].y).toBeCloseTo(0, 6)
      expect(points[0].x).toBeLessThanOrEqual(0)
      expect(points[0].y).toBeGreaterThanOrEqual(0)
      expect(Math.hypot(points[0].x, points[0].y)).toBeCloseTo(7, 9)
      expect(mean(explained) * explained.length).toBeCloseTo(1, 12)
    }
  })
})
