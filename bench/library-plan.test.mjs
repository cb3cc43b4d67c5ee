import { describe, expect, it } from 'vitest'
import { runConfigSchema } from '../src/shared/run-config'
import { planLibrary } from './library/plan'

const END = Date.UTC(2026, 0, 31)
const plan = (options) => planLibrary({ runs: 1000, seed: 1, end: END, ...options })
const runsOf = (parts) => parts.flatMap(({ runs }) => runs)

describe('planLibrary', () => {
  it('plans as many runs as are asked for, also few', () => {
    expect([1, 99, 100, 1000, 3001].map((runs) => runsOf(plan({ runs })).length)).toEqual([
      1, 99, 100, 1000, 3001
    ])
  })

  it('plans the same for the same seed, and something else for another', () => {
    expect(plan()).toEqual(plan())
    expect(plan({ seed: 2 })).not.toEqual(plan())
  })

  it('spreads up to fifteen sweeps among the others', () => {
    const parts = plan({ runs: 10_000 })
    expect(parts.filter(({ sweep }) => sweep !== null)).toHaveLength(15)
    expect(parts[0].sweep).toBeNull()
    expect(parts[1].sweep).toBe('Rate and batch 1')
    expect(parts[0].runs.length).toBeGreaterThan(500)
    const sizes = parts.filter(({ sweep }) => sweep !== null).map(({ runs }) => runs.length)
    expect(new Set(sizes)).toEqual(new Set([20, 60, 100]))
  })

  it('plans settings that the program accepts, one after the other, up to the end', () => {
    const runs = runsOf(plan())
    for (const { config } of runs) expect(runConfigSchema.parse(config)).toEqual(config)
    const times = runs.map(({ createdAt }) => createdAt)
    expect(times).toEqual(times.toSorted((a, b) => a - b))
    expect(times.at(-1)).toBe(END)
  })

  it('plans runs of every kind: named and not, noted, tagged, and ended in every way', () => {
    const runs = runsOf(plan())
    expect(new Set(runs.map(({ outcome }) => outcome))).toEqual(
      new Set(['finished', 'stopped', 'interrupted', 'diverged'])
    )
    const share = (is) => runs.filter(is).length / runs.length
    expect(share(({ name }) => name !== undefined)).toBeCloseTo(0.4, 1)
    expect(share(({ tags }) => tags.length > 0)).toBeCloseTo(0.3, 1)
    expect(share(({ note }) => note !== '')).toBeCloseTo(0.15, 1)
  })
})
