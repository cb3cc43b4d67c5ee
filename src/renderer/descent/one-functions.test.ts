import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  KNOWN_FUNCTIONS,
  KNOWN_IDS,
  curvature,
  findMinima,
  largestCurvature
} from './one-functions'

const functions = KNOWN_IDS.map((id) => KNOWN_FUNCTIONS[id])

describe.each(functions)('$id', (known) => {
  const { value, slope, from, to } = known
  const weights = fc.double({ min: from, max: to, noNaN: true })

  it('has the slope that its heights have', () => {
    fc.assert(
      fc.property(weights, (weight) => {
        const distance = 1e-5
        const measured = (value(weight + distance) - value(weight - distance)) / (2 * distance)
        expect(slope(weight)).toBeCloseTo(measured, 5)
      })
    )
  })

  it('is level in its minima, and higher around them', () => {
    const minima = findMinima(known, from, to)
    expect(minima.length).toBeGreaterThan(0)
    for (const minimum of minima) {
      expect(slope(minimum)).toBeCloseTo(0, 10)
      expect(curvature(known, minimum)).toBeGreaterThan(0)
      for (const distance of [0.01, 0.001]) {
        expect(value(minimum + distance)).toBeGreaterThan(value(minimum))
        expect(value(minimum - distance)).toBeGreaterThan(value(minimum))
      }
    }
  })

  it('is nowhere lower than in its lowest minimum', () => {
    const lowest = Math.min(...findMinima(known, from, to).map(value))
    fc.assert(fc.property(weights, (weight) => value(weight) >= lowest - 1e-12))
  })

  it('never climbs in a step whose rate is at most 1 over its largest curvature', () => {
    const rate = 1 / (1.01 * largestCurvature(known, from, to))
    fc.assert(
      fc.property(weights, (weight) => {
        const next = weight - rate * slope(weight)
        fc.pre(next >= from && next <= to)
        expect(value(next)).toBeLessThanOrEqual(value(weight) + 1e-12)
      })
    )
  })
})

describe('the minima in closed form', () => {
  it('are where they must be', () => {
    const at = (id: (typeof KNOWN_IDS)[number]): number[] => {
      const known = KNOWN_FUNCTIONS[id]
      return findMinima(known, known.from, known.to)
    }
    for (const id of ['bowl', 'ravine', 'plateau'] as const) {
      expect(at(id)).toHaveLength(1)
      expect(at(id)[0]).toBeCloseTo(0, 12)
    }
    // the roots of W³ − 2W + 0.3 by Viète: 2 √(2/3) cos(…)
    const angle = Math.acos((-0.15 * Math.sqrt(27 / 8)) as number) / 3
    const roots = [0, 1, 2].map(
      (turn) => 2 * Math.sqrt(2 / 3) * Math.cos(angle - (2 * Math.PI * turn) / 3)
    )
    const [left, , right] = roots.sort((one, two) => one - two)
    expect(at('valleys')[0]).toBeCloseTo(left, 10)
    expect(at('valleys')[1]).toBeCloseTo(right, 10)
    // five waves of π in sixteen units, one of them on the axis of each
    expect(at('wavy')).toHaveLength(5)
  })
})

describe('the curvature', () => {
  it('is that of a quadratic', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        fc.double({ min: -10, max: 10, noNaN: true }),
        (bend, weight) => {
          const quadratic = {
            value: (x: number) => (bend * x * x) / 2,
            slope: (x: number) => bend * x
          }
          expect(curvature(quadratic, weight) / bend).toBeCloseTo(1, 6)
          expect(largestCurvature(quadratic, -1, 1) / bend).toBeCloseTo(1, 6)
        }
      )
    )
  })
})
