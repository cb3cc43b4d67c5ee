import { describe, expect, it } from 'vitest'
import { gentlerRate } from './two-advice'
import { endOf, basinMap, NO_MINIMUM } from './two-basins'
import { fateOf } from './two-fate'
import { FUNCTIONS_OF_TWO } from './two-functions'
import type { FunctionOfTwo, Point } from './two-model'
import { atStart, OPTIMISERS_OF_TWO, type OptimiserOfTwo } from './two-optimisers'
import {
  angleBetween,
  stateOf,
  stepAll,
  stepAllBack,
  toStarts,
  type RollRule,
  type WalkOfTwo
} from './two-walk'

const { round, elongated, saddle, himmelblau, valleys, rosenbrock } = FUNCTIONS_OF_TWO

function walkFrom(starts: readonly Point[], optimiser: OptimiserOfTwo = 'plain'): WalkOfTwo {
  const balls = starts.map((place, start) => ({
    id: start,
    start,
    optimiser,
    since: 0,
    states: [atStart(place)]
  }))
  return { moment: 0, balls }
}

function roll(walk: WalkOfTwo, of: FunctionOfTwo, rule: RollRule, steps: number): WalkOfTwo {
  let rolled = walk
  for (let step = 0; step < steps; step++) rolled = stepAll(rolled, of, rule)
  return rolled
}

const still = (rate: number): RollRule => ({ rate, noise: 0, seed: 1 })

describe('a walk', () => {
  it('takes plain steps of rate times gradient', () => {
    const [ball] = roll(walkFrom([{ x: 2, y: -1 }]), round, still(0.25), 1).balls
    expect(stateOf(ball)).toMatchObject({ x: 1.5, y: -0.75, steps: 1 })
  })

  it('takes the steps of momentum and Adam that their definitions say', () => {
    const start = { x: 2, y: -1 }
    const [momentum] = roll(walkFrom([start], 'momentum'), round, still(0.1), 2).balls
    // v: 2, then 0.9 * 2 + 1.8 = 3.6
    expect(stateOf(momentum).x).toBeCloseTo(2 - 0.1 * 2 - 0.1 * 3.6, 12)
    const [adam] = roll(walkFrom([start], 'adam'), round, still(0.1), 1).balls
    // the first step of Adam has the length of the rate along each axis
    expect(stateOf(adam).x).toBeCloseTo(1.9, 6)
    expect(stateOf(adam).y).toBeCloseTo(-0.9, 6)
  })

  it.each(OPTIMISERS_OF_TWO)(
    'goes back to the very states that were, with %s and noise',
    (each) => {
      const rule = { rate: 0.01, noise: 0.5, seed: 3 }
      const there = roll(walkFrom([himmelblau.start], each), himmelblau, rule, 7)
      const back = stepAllBack(stepAllBack(there))
      expect(back).toEqual(roll(walkFrom([himmelblau.start], each), himmelblau, rule, 5))
      // and forwards again the same noise comes
      expect(roll(back, himmelblau, rule, 2)).toEqual(there)
      expect(toStarts(there)).toEqual(walkFrom([himmelblau.start], each))
    }
  )

  it('keeps a ball that was put there on the way at its start when it goes back before it', () => {
    const walk = roll(walkFrom([{ x: 1, y: 1 }]), round, still(0.1), 3)
    const late = { ...walk.balls[0], id: 1, start: 1, since: 3, states: [atStart({ x: 3, y: 3 })] }
    const back = stepAllBack(stepAllBack({ ...walk, balls: [...walk.balls, late] }))
    expect(back.balls.map(({ states }) => states.length)).toEqual([2, 1])
    expect(roll(back, round, still(0.1), 1).balls[1].states).toHaveLength(2)
  })

  it('meets other noise with another seed, and the same at one start', () => {
    const rolled = (seed: number): Point =>
      stateOf(roll(walkFrom([{ x: 1, y: 1 }]), round, { rate: 0.1, noise: 1, seed }, 3).balls[0])
    expect(rolled(1)).toEqual(rolled(1))
    expect(rolled(1)).not.toEqual(rolled(2))
  })

  it('adds noise whose mean is zero and whose deviation is what was asked for', () => {
    const ball = walkFrom([{ x: 0, y: 0 }]).balls[0]
    const values = Array.from({ length: 2000 }, (_, seed) => {
      const rule = { rate: 1, noise: 0.5, seed }
      return stateOf(roll({ moment: 0, balls: [ball] }, round, rule, 1).balls[0]).x
    })
    const mean = values.reduce((sum, each) => sum + each, 0) / values.length
    const deviation = Math.sqrt(values.reduce((sum, each) => sum + each ** 2, 0) / values.length)
    expect(Math.abs(mean)).toBeLessThan(0.1)
    expect(deviation).toBeGreaterThan(0.5 * round.usualSlope * 0.93)
    expect(deviation).toBeLessThan(0.5 * round.usualSlope * 1.07)
  })
})

describe('angles', () => {
  it('are right angles between the axes, and none without a length', () => {
    expect(angleBetween({ x: 1, y: 0 }, { x: 0, y: 5 })).toBeCloseTo(90, 10)
    expect(angleBetween({ x: 1, y: 1 }, { x: -2, y: -2 })).toBeCloseTo(180, 5)
    expect(angleBetween({ x: 0, y: 0 }, { x: 1, y: 0 })).toBeNull()
  })

  it('tell that the gradient points at the minimum of the round bowl, and not of the elongated one', () => {
    const angleAt = (of: FunctionOfTwo, { x, y }: Point): number => {
      const slope = of.gradient(x, y)
      return angleBetween({ x: -slope.x, y: -slope.y }, { x: -x, y: -y }) ?? NaN
    }
    expect(angleAt(round, round.start)).toBeCloseTo(0, 4)
    expect(angleAt(elongated, elongated.start)).toBeGreaterThan(30)
  })
})

describe('what becomes of a ball', () => {
  const fateAfter = (of: FunctionOfTwo, start: Point, rate: number, steps: number): string =>
    fateOf(of, roll(walkFrom([start]), of, still(rate), steps).balls[0].states)

  it('is told in a word', () => {
    expect(fateAfter(round, { x: 3, y: 0 }, 0.1, 0)).toBe('start')
    expect(fateAfter(round, { x: 3, y: 0 }, 0.1, 6)).toBe('rolling')
    expect(fateAfter(round, { x: 3, y: 0 }, 0.1, 200)).toBe('settled')
    expect(fateAfter(round, { x: 3, y: 0 }, 1.8, 8)).toBe('zigzag')
    expect(fateAfter(round, { x: 3, y: 0 }, 2, 8)).toBe('bouncing')
    expect(fateAfter(round, { x: 3, y: 0 }, 2.2, 8)).toBe('growing')
    expect(fateAfter(round, { x: 3, y: 0 }, 4, 60)).toBe('lost')
  })

  it('is to be stuck on the ridge of the saddle, and to find a minimum from beside it', () => {
    expect(fateAfter(saddle, { x: 2.4, y: 0 }, 0.2, 200)).toBe('stuck')
    expect(fateAfter(saddle, { x: 2.4, y: 0.01 }, 0.2, 200)).toBe('settled')
  })

  it('is no more to fly away at the rate that is advised', () => {
    for (const of of [round, elongated, himmelblau, rosenbrock]) {
      const rate = gentlerRate(of, of.start, of.rates.max)
      expect(rate).toBeLessThan(of.rates.max)
      expect(endOf(of, of.start, 'plain', of.rates.max)).toBe(NO_MINIMUM.away)
      expect(endOf(of, of.start, 'plain', rate)).not.toBe(NO_MINIMUM.away)
    }
  })
})

describe('the map of basins', () => {
  function mapOf(of: FunctionOfTwo, rate: number, size: number): number[] {
    const work = basinMap(of, 'plain', rate, size)
    let counted = 0
    for (;;) {
      const next = work.next()
      if (next.done) {
        expect(counted).toBe(size * size)
        return [...next.value.ends]
      }
      counted = next.value
    }
  }

  it('gives back control after every start, and finds all four valleys', () => {
    expect([...new Set(mapOf(valleys, 0.15, 15))].sort()).toEqual([0, 1, 2, 3])
  })

  it('says of each minimum that it is reached from itself', () => {
    for (const of of [valleys, himmelblau]) {
      of.minima.forEach((minimum, index) => {
        for (const optimiser of OPTIMISERS_OF_TWO) {
          expect(endOf(of, minimum, optimiser, of.rates.first)).toBe(index)
        }
      })
    }
  })

  it('tells starts that fly away, and those that stay on the saddle', () => {
    expect(mapOf(round, 2.5, 4)).toEqual(Array(16).fill(NO_MINIMUM.away))
    expect(endOf(saddle, { x: 1, y: 0 }, 'plain', 0.2)).toBe(NO_MINIMUM.underWay)
  })
})
