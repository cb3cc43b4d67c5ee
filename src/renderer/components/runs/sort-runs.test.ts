import { describe, expect, it } from 'vitest'
import { makeRun } from '../../testing/runs'
import { TextRanks } from '../library/text-ranks'
import { nextSorting, sortRuns } from './sort-runs'

const runs = [
  makeRun({ id: 3, name: 'Äpfel', lastTestAccuracy: 0.95 }),
  makeRun({ id: 2, name: 'run 9', lastTestAccuracy: null }),
  makeRun({ id: 1, name: 'Run 10', lastTestAccuracy: 0.9 })
]
const ranks = new TextRanks('en')
const ids = (key: 'name' | 'last' | 'epochs', descending: boolean): number[] =>
  sortRuns(runs, { key, descending }, ranks).runs.map(({ id }) => id)

describe('sortRuns', () => {
  it('sorts names as people do, numbers in them by their value', () => {
    expect(ids('name', false)).toEqual([3, 2, 1])
    expect(ids('name', true)).toEqual([1, 2, 3])
  })

  it('puts runs without a value last in either direction', () => {
    expect(ids('last', true)).toEqual([3, 1, 2])
    expect(ids('last', false)).toEqual([1, 3, 2])
  })

  it('puts equal ones newest first', () => {
    expect(ids('epochs', false)).toEqual([3, 2, 1])
  })

  it('sorts a run whose process died as interrupted', () => {
    const lost = makeRun({ id: 5, status: 'running', resumable: true })
    const running = makeRun({ id: 4, status: 'running' })
    const sorted = sortRuns([lost, running], { key: 'status', descending: false }, ranks)
    expect(sorted.runs.map(({ id }) => id)).toEqual([4, 5])
  })
})

describe('the places of others among sorted runs', () => {
  const places = (
    key: 'name' | 'last',
    descending: boolean,
    others: (string | number | null)[]
  ): number[] => sortRuns(runs, { key, descending }, ranks, others).places

  it('are before the first that does not precede them', () => {
    expect(places('last', true, [0.99, 0.95, 0.92, 0.5])).toEqual([0, 0, 1, 2])
    expect(places('last', false, [0.99, 0.95, 0.92, 0.5])).toEqual([2, 1, 1, 0])
  })

  it('are last where there is no value, and found for texts that no run has', () => {
    expect(places('last', true, [null, Number.NaN])).toEqual([2, 2])
    expect(places('name', false, ['Run 9½', 'zwei', 'aa'])).toEqual([2, 3, 0])
  })
})

describe('nextSorting', () => {
  it('turns the same column around, and starts another from its useful end', () => {
    expect(nextSorting({ key: 'name', descending: false }, 'name').descending).toBe(true)
    expect(nextSorting({ key: 'name', descending: false }, 'best').descending).toBe(true)
    expect(nextSorting({ key: 'name', descending: true }, 'cost').descending).toBe(false)
  })
})
