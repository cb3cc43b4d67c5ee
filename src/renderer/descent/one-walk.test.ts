import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { KNOWN_FUNCTIONS, type FunctionOfOne } from './one-functions'
import { nextWeight, stepLength, type Rule } from './one-rule'
import {
  canMove,
  isLost,
  newBall,
  stepAll,
  stepAllBack,
  toStarts,
  weightOf,
  type Walk
} from './one-walk'

const plain = (rate: number, changes: Partial<Rule> = {}): Rule => ({
  rate,
  size: 'proportional',
  keepsWeight: true,
  keepsRate: true,
  ...changes
})

function quadratic(bend: number): FunctionOfOne {
  return { value: (weight) => (bend * weight * weight) / 2, slope: (weight) => bend * weight }
}

function descend(of: FunctionOfOne, rule: Rule, start: number, steps: number): number {
  let weight = start
  for (let step = 0; step < steps; step++) weight = nextWeight(rule, of, weight)
  return weight
}

const bends = fc.double({ min: 0.05, max: 50, noNaN: true })
const starts = fc.double({ min: 0.1, max: 10, noNaN: true })

describe('the critical rate of a quadratic, 2 / C″', () => {
  it('lets it arrive below', () => {
    fc.assert(
      fc.property(
        bends,
        starts,
        fc.double({ min: 0.05, max: 0.95, noNaN: true }),
        (bend, start, share) => {
          const end = descend(quadratic(bend), plain((share * 2) / bend), start, 400)
          expect(Math.abs(end)).toBeLessThan(1e-6 * start)
        }
      )
    )
  })

  it('lets it swing for ever at it, and fly off above', () => {
    fc.assert(
      fc.property(
        bends,
        starts,
        fc.double({ min: 1.05, max: 3, noNaN: true }),
        (bend, start, share) => {
          const swings = descend(quadratic(bend), plain(2 / bend), start, 400)
          expect(Math.abs(swings) / start).toBeCloseTo(1, 6)
          const flies = descend(quadratic(bend), plain((share * 2) / bend), start, 400)
          expect(Math.abs(flies)).toBeGreaterThan(1e6 * start)
        }
      )
    )
  })

  it('is half of the way to the minimum in one step', () => {
    fc.assert(
      fc.property(bends, starts, (bend, start) => {
        expect(nextWeight(plain(1 / bend), quadratic(bend), start)).toBeCloseTo(0, 10)
      })
    )
  })
})

describe('the rule', () => {
  const of = quadratic(4)

  it('steps by the rate times the slope, against it', () => {
    expect(stepLength(plain(0.1), -4.8)).toBeCloseTo(-0.48)
    expect(nextWeight(plain(0.1), of, 3)).toBeCloseTo(3 - 0.1 * 12)
  })

  it('steps by the same length whatever the slope, and not at all where it is level', () => {
    const fixed = plain(0.25, { size: 'fixed' })
    expect(nextWeight(fixed, of, 3)).toBe(2.75)
    expect(nextWeight(fixed, of, -0.001)).toBeCloseTo(0.249)
    expect(nextWeight(fixed, of, 0)).toBe(0)
  })

  it('without “W −” takes the step for the weight, and without η the whole slope for the step', () => {
    expect(nextWeight(plain(0.1, { keepsWeight: false }), of, 3)).toBeCloseTo(1.2)
    expect(nextWeight(plain(0.1, { keepsRate: false }), of, 3)).toBe(3 - 12)
    expect(nextWeight(plain(0.1, { keepsWeight: false, keepsRate: false }), of, 3)).toBe(12)
  })
})

describe('a walk', () => {
  const of = KNOWN_FUNCTIONS.valleys
  const width = of.to - of.from

  it('steps back to the very weights that were, whatever the rule has become', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: of.from, max: of.to, noNaN: true }), {
          minLength: 1,
          maxLength: 6
        }),
        fc.array(fc.double({ min: 0.001, max: 3, noNaN: true }), { minLength: 1, maxLength: 30 }),
        (places, rates) => {
          const walks: Walk[] = [
            { moment: 0, balls: places.map((start, id) => newBall(id, start, 0)) }
          ]
          for (const rate of rates) {
            walks.push(stepAll(walks[walks.length - 1], plain(rate), of, width))
          }
          let walk = walks[walks.length - 1]
          for (let at = walks.length - 2; at >= 0; at--) {
            walk = stepAllBack(walk)
            expect(walk).toEqual(walks[at])
          }
          expect(stepAllBack(walk)).toEqual(walk)
        }
      )
    )
  })

  it('leaves a ball that came later where it was put', () => {
    let walk: Walk = { moment: 0, balls: [newBall(0, 2, 0)] }
    walk = stepAll(walk, plain(0.05), of, width)
    walk = { ...walk, balls: [...walk.balls, newBall(1, -2, walk.moment)] }
    walk = stepAll(walk, plain(0.05), of, width)
    walk = stepAllBack(stepAllBack(walk))
    expect(walk.balls.map(({ path }) => path)).toEqual([[2], [-2]])
    walk = stepAll(walk, plain(0.05), of, width)
    expect(walk.balls.map(({ path }) => path.length)).toEqual([2, 2])
  })

  it('ends for a ball that has flown off, and goes on for the others', () => {
    const bowl = KNOWN_FUNCTIONS.bowl
    let walk: Walk = { moment: 0, balls: [newBall(0, 2, 0), newBall(1, 0, 0)] }
    for (let step = 0; step < 100; step++) walk = stepAll(walk, plain(3), bowl, 6)
    const [flown] = walk.balls
    expect(isLost(bowl, weightOf(flown), 6)).toBe(true)
    expect(flown.path.length).toBeLessThan(30)
    expect(walk.balls[1].path).toHaveLength(101)
    expect(canMove(walk, plain(3), bowl, 6)).toBe(false)
    expect(toStarts(walk).balls.map(({ path }) => path)).toEqual([[2], [0]])
    expect(canMove(toStarts(walk), plain(3), bowl, 6)).toBe(true)
  })
})
