import { describe, expect, it } from 'vitest'
import { scoreToCompare, isOnSchedule, leftByThinning, reasonsToKeep } from './checkpoint-policy'
import type { CheckpointRole } from './run'

const kept = (lastEpoch: number): number[] =>
  Array.from({ length: lastEpoch + 1 }, (_, epoch) => epoch).filter((epoch) =>
    isOnSchedule(epoch, lastEpoch)
  )

describe('isOnSchedule', () => {
  it('keeps the start, the first twenty, ever fewer, and the last', () => {
    expect(kept(3)).toEqual([0, 1, 2, 3])
    expect(kept(51)).toEqual([
      ...Array(21).keys(),
      22,
      24,
      26,
      28,
      30,
      32,
      34,
      36,
      38,
      40,
      44,
      48,
      51
    ])
    expect(kept(170).slice(-4)).toEqual([144, 152, 160, 170])
  })

  it('keeps few enough of the longest run', () => {
    expect(kept(1000).length).toBeLessThan(80)
  })
})

describe('reasonsToKeep', () => {
  it('keeps a better epoch as the best, on the schedule or not', () => {
    expect(reasonsToKeep(10, 100, 0.9, 0.8, 'thrifty')).toEqual(['schedule', 'best'])
    expect(reasonsToKeep(21, 100, 0.9, 0.8, 'thrifty')).toEqual(['best'])
    expect(reasonsToKeep(21, 100, 0.8, 0.8, 'thrifty')).toEqual([])
    expect(reasonsToKeep(100, 100, 0.7, 0.8, 'thrifty')).toEqual(['schedule'])
  })

  it('keeps every epoch where all are asked for, and knows the best all the same', () => {
    expect(reasonsToKeep(21, 100, 0.8, 0.8, 'all')).toEqual(['schedule'])
    expect(reasonsToKeep(21, 100, 0.9, 0.8, 'all')).toEqual(['schedule', 'best'])
  })

  it('takes the start as the best so far, even where nothing is right', () => {
    expect(reasonsToKeep(0, 100, 0, null, 'thrifty')).toEqual(['schedule', 'best'])
    expect(reasonsToKeep(0, 100, -Infinity, null, 'thrifty')).toEqual(['schedule', 'best'])
  })
})

describe('the score of an epoch', () => {
  const epoch = { testAccuracy: 0.9, heldOutAccuracy: null, testCost: 3, heldOutCost: null }

  it('is what is right, by what is held out, and never by the test set where it can be helped', () => {
    const classes = [784, 10]
    expect(scoreToCompare(epoch, classes)).toBe(0.9)
    expect(scoreToCompare({ ...epoch, heldOutAccuracy: 0.7 }, classes)).toBe(0.7)
    expect(scoreToCompare({ ...epoch, heldOutAccuracy: 0 }, classes)).toBe(0)
  })

  it('is higher for a curve that costs less', () => {
    const curve = [1, 16, 1]
    expect(scoreToCompare(epoch, curve)).toBe(-3)
    expect(scoreToCompare({ ...epoch, heldOutCost: 2 }, curve)).toBe(-2)
    expect(scoreToCompare({ ...epoch, testCost: null }, curve)).toBe(-Infinity)
  })
})

describe('thinning out', () => {
  const stored = (epoch: number, role: CheckpointRole = 'schedule') => ({ epoch, role })

  it('leaves the start, the best, the last, and those after 1, 2, 4, 8 … epochs', () => {
    const all = Array.from({ length: 20 }, (_, epoch) =>
      stored(epoch, epoch === 7 ? 'best' : 'schedule')
    )
    const left = leftByThinning([...all, stored(20, 'latest')])
    expect(left.map(({ epoch }) => epoch)).toEqual([0, 1, 2, 4, 7, 8, 16, 20])
    expect(leftByThinning(left)).toEqual(left)
    expect(leftByThinning([])).toEqual([])
  })
})
