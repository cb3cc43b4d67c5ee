import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FUNCTIONS_OF_TWO } from './two-functions'
import { criticalRate, curvaturesAt, SURFACE_IDS, type FunctionOfTwo } from './two-model'
import { advance, atStart } from './two-optimisers'
import { POINTS } from './two-regression'

const all = SURFACE_IDS.map((id) => FUNCTIONS_OF_TWO[id])

/** Any place on the map of a surface. */
function placeOn({ area }: FunctionOfTwo): fc.Arbitrary<{ x: number; y: number }> {
  const within = ({ min, max }: { min: number; max: number }): fc.Arbitrary<number> =>
    fc.double({ min, max, noNaN: true })
  return fc.record({ x: within(area.x), y: within(area.y) })
}

describe.each(all)('$id', (of) => {
  it('has the gradient that central differences come to', () => {
    fc.assert(
      fc.property(placeOn(of), ({ x, y }) => {
        const step = 1e-5
        const along = (of.height(x + step, y) - of.height(x - step, y)) / (2 * step)
        const across = (of.height(x, y + step) - of.height(x, y - step)) / (2 * step)
        const gradient = of.gradient(x, y)
        const scale = 1 + Math.abs(of.height(x, y)) + Math.hypot(gradient.x, gradient.y)
        expect(Math.abs(gradient.x - along) / scale).toBeLessThan(1e-6)
        expect(Math.abs(gradient.y - across) / scale).toBeLessThan(1e-6)
      })
    )
  })

  it('has the curvature that differences of its gradient come to', () => {
    fc.assert(
      fc.property(placeOn(of), ({ x, y }) => {
        const step = 1e-5
        const [right, left] = [of.gradient(x + step, y), of.gradient(x - step, y)]
        const [above, below] = [of.gradient(x, y + step), of.gradient(x, y - step)]
        const { xx, xy, yy } = of.curvature(x, y)
        const scale = 1 + Math.hypot(xx, xy, yy)
        expect(Math.abs(xx - (right.x - left.x) / (2 * step)) / scale).toBeLessThan(1e-6)
        expect(Math.abs(xy - (right.y - left.y) / (2 * step)) / scale).toBeLessThan(1e-6)
        expect(Math.abs(yy - (above.y - below.y) / (2 * step)) / scale).toBeLessThan(1e-6)
      })
    )
  })

  it('is level at its minima, bends up there, and is nowhere lower on the map', () => {
    const lowest = Math.min(...of.minima.map(({ x, y }) => of.height(x, y)))
    for (const { x, y } of of.minima) {
      const { x: along, y: across } = of.gradient(x, y)
      expect(Math.hypot(along, across)).toBeLessThan(1e-12)
      expect(curvaturesAt(of, x, y).smallest).toBeGreaterThan(0)
    }
    fc.assert(
      fc.property(placeOn(of), ({ x, y }) => {
        expect(of.height(x, y)).toBeGreaterThanOrEqual(lowest - 1e-12)
      })
    )
  })

  it('is level at its saddles, and bends both ways there', () => {
    for (const { x, y } of of.saddles) {
      const slope = of.gradient(x, y)
      expect(Math.hypot(slope.x, slope.y)).toBe(0)
      const { smallest, largest } = curvaturesAt(of, x, y)
      expect(smallest).toBeLessThan(0)
      expect(largest).toBeGreaterThan(0)
    }
  })
})

describe('known minima', () => {
  it('are those of Himmelblau', () => {
    const { minima, height } = FUNCTIONS_OF_TWO.himmelblau
    const known = [
      [3, 2],
      [-2.805118, 3.131312],
      [-3.77931, -3.283186],
      [3.584428, -1.848126]
    ]
    expect(minima).toHaveLength(4)
    minima.forEach(({ x, y }, index) => {
      expect(x).toBeCloseTo(known[index][0], 5)
      expect(y).toBeCloseTo(known[index][1], 5)
      expect(height(x, y)).toBeLessThan(1e-20)
    })
  })

  it('is that of Rosenbrock', () => {
    expect(FUNCTIONS_OF_TWO.rosenbrock.minima).toEqual([{ x: 1, y: 1 }])
    expect(FUNCTIONS_OF_TWO.rosenbrock.height(1, 1)).toBe(0)
  })

  it('solves the normal equations of the regression', () => {
    const [{ x: slope, y: intercept }] = FUNCTIONS_OF_TWO.regression.minima
    const errors = POINTS.map(({ x, y }) => ({ x, error: slope * x + intercept - y }))
    // what is left over is at right angles to the points, and its mean is zero
    expect(errors.reduce((sum, { error }) => sum + error, 0)).toBeCloseTo(0, 12)
    expect(errors.reduce((sum, { x, error }) => sum + x * error, 0)).toBeCloseTo(0, 12)
  })

  it('has for its cost the mean of the squared differences', () => {
    const number = fc.double({ min: -3, max: 3, noNaN: true })
    fc.assert(
      fc.property(number, number, (slope, intercept) => {
        const squares = POINTS.map(({ x, y }) => (slope * x + intercept - y) ** 2)
        const mean = squares.reduce((sum, each) => sum + each, 0) / POINTS.length
        expect(FUNCTIONS_OF_TWO.regression.height(slope, intercept)).toBeCloseTo(mean, 10)
      })
    )
  })
})

describe('the critical rate of a quadratic', () => {
  const quadratics = all.filter(({ quadratic }) => quadratic)

  /** Whether plain steps end nearer to the minimum than they began. */
  function comesNearer(of: FunctionOfTwo, start: { x: number; y: number }, rate: number): boolean {
    const [minimum] = of.minima
    const away = ({ x, y }: { x: number; y: number }): number =>
      Math.hypot(x - minimum.x, y - minimum.y)
    let state = atStart(start)
    for (let step = 0; step < 4000; step++) {
      state = advance(state, of.gradient(state.x, state.y), 'plain', rate)
    }
    return away(state) < away(start)
  }

  it.each(quadratics)('is 2 / the largest curvature on $id', (of) => {
    const critical = criticalRate(of) ?? NaN
    expect(critical).toBeCloseTo(2 / curvaturesAt(of, 0, 0).largest, 12)
    fc.assert(
      fc.property(placeOn(of), (start) => {
        const [{ x, y }] = of.minima
        fc.pre(Math.hypot(start.x - x, start.y - y) > 0.1)
        expect(comesNearer(of, start, critical * 0.99)).toBe(true)
        expect(comesNearer(of, start, critical * 1.02)).toBe(false)
      }),
      { numRuns: 20 }
    )
  })

  it('is not claimed of anything else', () => {
    expect(criticalRate(FUNCTIONS_OF_TWO.himmelblau)).toBeNull()
  })
})
