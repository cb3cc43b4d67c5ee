import { describe, expect, it } from 'vitest'
import { bestLine, endOf, outcomeOf } from './budget-outcome'

const line = (size: number, ...costs: (number | null)[]) => ({
  size,
  steps: costs.length - 1,
  points: costs.map((cost, index) => ({ images: index * size, cost }))
})

describe('what came of a budget', () => {
  it.each([
    ['fell', line(1, 1, 0.5, 0.4)],
    ['fell', line(1, 1, 0.4, 0.5)],
    ['rattled', line(1, 1, 0.4, 0.7)],
    ['overshot', line(1, 1, 0.4, 1.2)],
    ['diverged', line(1, 1, 0.4, null)],
    ['fell', line(1, 1, 1)]
  ] as const)('%s', (outcome, of) => {
    expect(outcomeOf(of)).toBe(outcome)
  })

  it('is best where it ended lowest, not where it was lowest on the way', () => {
    const lines = [line(1, 1, 0.1, 0.6), line(10, 1, 0.5), line(100, 1, null)]
    expect(bestLine(lines)?.size).toBe(10)
    expect(endOf(lines[2])).toBeNull()
    expect(bestLine([line(1, 1, null)])).toBeUndefined()
  })
})
