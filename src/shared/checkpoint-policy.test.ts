import { describe, expect, it } from 'vitest'
import { accuracyToCompare, isOnSchedule, leftByThinning, reasonsToKeep } from './checkpoint-policy'
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
  const epoch = (number: number, testAccuracy: number, heldOutAccuracy: number | null = null) => ({
    epoch: number,
    testAccuracy,
    heldOutAccuracy
  })

  it('keeps a better epoch as the best, on the schedule or not', () => {
    expect(reasonsToKeep(epoch(10, 0.9), 100, 0.8, 'thrifty')).toEqual(['schedule', 'best'])
    expect(reasonsToKeep(epoch(21, 0.9), 100, 0.8, 'thrifty')).toEqual(['best'])
    expect(reasonsToKeep(epoch(21, 0.8), 100, 0.8, 'thrifty')).toEqual([])
    expect(reasonsToKeep(epoch(100, 0.7), 100, 0.8, 'thrifty')).toEqual(['schedule'])
  })

  it('keeps every epoch where all are asked for, and knows the best all the same', () => {
    expect(reasonsToKeep(epoch(21, 0.8), 100, 0.8, 'all')).toEqual(['schedule'])
    expect(reasonsToKeep(epoch(21, 0.9), 100, 0.8, 'all')).toEqual(['schedule', 'best'])
  })

  it('takes the start as the best so far, even where nothing is right', () => {
    expect(reasonsToKeep(epoch(0, 0), 100, null, 'thrifty')).toEqual(['schedule', 'best'])
  })

  it('judges by what is held out, never by the test set where it can be helped', () => {
    expect(accuracyToCompare(epoch(1, 0.9, 0.7))).toBe(0.7)
    expect(accuracyToCompare(epoch(1, 0.9, 0))).toBe(0)
    expect(reasonsToKeep(epoch(21, 0.9, 0.7), 100, 0.8, 'thrifty')).toEqual([])
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
