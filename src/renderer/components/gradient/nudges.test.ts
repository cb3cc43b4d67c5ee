import { describe, expect, it } from 'vitest'
import {
  AROUND,
  LADDER,
  findBreaking,
  missOf,
  NUDGE_LIMITS,
  triedNudges,
  unitPower
} from './nudges'

/** The cost x^2 at x = 1, nudged downhill: promised -2 d, real d^2 - 2 d. */
const downhill = LADDER.map((size) => ({
  nudge: -size,
  promised: -2 * size,
  real: size ** 2 - 2 * size
}))

describe('nudges', () => {
  it('are tried from end to end, the chosen one among them', () => {
    expect(AROUND).toContain(1)
    expect([AROUND[0], AROUND.at(-1)]).toEqual([-3, 3])
    expect(LADDER[0]).toBeLessThan(NUDGE_LIMITS.min)
    expect(LADDER.at(-1)).toBeGreaterThan(NUDGE_LIMITS.max)
  })

  it('stand beside what the slope promised', () => {
    const study = { before: 1, count: 1, changes: [0.5, -0.1], promised: 0.25 }
    const question = { deltas: [{ index: 7, delta: 0.01 }], factors: [2, -1] }
    expect(triedNudges(study, question)).toEqual([
      { nudge: 0.02, promised: 0.5, real: 0.5 },
      { nudge: -0.01, promised: -0.25, real: -0.1 }
    ])
  })
})

describe('a promise', () => {
  it('misses by a share of itself', () => {
    expect(missOf({ nudge: 1, promised: -2, real: -1 })).toBe(0.5)
    expect(missOf({ nudge: 1, promised: 0, real: 0 })).toBe(0)
    expect(missOf({ nudge: 1, promised: 0, real: 1 })).toBe(Infinity)
  })

  it('of a parabola breaks at its closed forms', () => {
    // off by d/2: a tenth at 0.2, half at 1; upwards beyond 2
    expect(findBreaking(downhill)).toEqual({
      keptUpTo: -Math.max(...LADDER.filter((size) => size <= 0.2)),
      offByHalf: -1,
      turnsAt: -Math.min(...LADDER.filter((size) => size > 2))
    })
  })

  it('may never break, or be broken from the start', () => {
    const straight = LADDER.map((size) => ({ nudge: size, promised: size, real: size }))
    expect(findBreaking(straight)).toEqual({ keptUpTo: 100, offByHalf: null, turnsAt: null })
    const flat = LADDER.map((size) => ({ nudge: size, promised: 0, real: size }))
    expect(findBreaking(flat)).toMatchObject({ keptUpTo: null, offByHalf: 0.001 })
  })
})

it('tells small changes in thousandths, millionths and so on', () => {
  expect(unitPower([0.5, -0.2])).toBe(0)
  expect(unitPower([0.00012])).toBe(-6)
  expect(unitPower([0.0512, -0.001])).toBe(-3)
  expect(unitPower([0])).toBe(0)
})
