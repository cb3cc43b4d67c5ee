import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LandscapePath } from '../../../shared/landscape'
import { costRange, pathOfWalk, pathsOfRuns, shareOf } from './landscape-paths'

const pathOf = (runId: number, ...costs: (number | null)[]): LandscapePath => ({
  runId,
  points: costs.map((cost, epoch) => ({
    epoch,
    step: epoch,
    x: -epoch,
    y: epoch,
    cost,
    offPlane: 0,
    fromCentre: 0
  }))
})
const runs = [
  { id: 1, name: 'one', colour: 0 },
  { id: 2, name: 'two', colour: 8 }
]

describe('the range of costs', () => {
  it('is that of all checkpoints that have one', () => {
    expect(costRange([pathOf(1, 3, null), pathOf(2, 1, 2)])).toEqual({ lowest: 1, highest: 3 })
    expect(costRange([pathOf(1, null)])).toBeNull()
    expect(costRange([])).toBeNull()
  })
})

describe('the share of a cost', () => {
  it('is in equal factors from the lowest to the highest', () => {
    const range = { lowest: 0.01, highest: 1 }
    expect(shareOf(0.01, range)).toBe(0)
    expect(shareOf(0.1, range)).toBeCloseTo(0.5, 12)
    expect(shareOf(1, range)).toBe(1)
  })

  it('is a number from 0 to 1 for any cost in the range', () => {
    const cost = fc.double({ min: 0, max: 1e6, noNaN: true })
    fc.assert(
      fc.property(cost, cost, cost, (one, two, three) => {
        const [lowest, middle, highest] = [one, two, three].sort((a, b) => a - b)
        const share = shareOf(middle, { lowest, highest })
        expect(share).toBeGreaterThanOrEqual(0)
        expect(share).toBeLessThanOrEqual(1)
      })
    )
  })

  it('is unknown of an unknown cost', () => {
    expect(shareOf(null, { lowest: 1, highest: 2 })).toBeNull()
    expect(shareOf(1, null)).toBeNull()
  })
})

describe('paths', () => {
  it("have their runs' names and colours, their true costs, and a tone for each", () => {
    const [one, two] = pathsOfRuns([pathOf(1, 4, 1), pathOf(2, 2, null)], runs)
    expect(one).toEqual({
      id: '1',
      label: 'one',
      colour: 'run-1',
      dash: [],
      points: [
        { x: -0, y: 0, height: 4 },
        { x: -1, y: 1, height: 1 }
      ],
      shares: [1, 0]
    })
    expect(two.label).toBe('two')
    expect(two.shares?.[0]).toBeCloseTo(0.5, 12)
    expect(two.shares?.[1]).toBeNull()
  })

  it('are told apart without colours', () => {
    const alike = runs.map((run) => ({ ...run, colour: 3 }))
    const [one, two] = pathsOfRuns([pathOf(1, 1), pathOf(2, 1)], alike)
    expect(two.dash).not.toEqual(one.dash)
  })

  it('of a random walk are pale and without costs', () => {
    const points = [{ x: 1, y: 2 }]
    const walk = pathOfWalk({ points, explained: [1] }, 'walk')
    expect(walk).toMatchObject({ words: 'walk', points, faint: true })
    expect(walk.shares).toBeUndefined()
  })
})
