import { describe, expect, it } from 'vitest'
import { PRESETS } from '../../../shared/presets'
import { makeRun } from '../../testing/runs'
import { filterChoices, isFiltering, NO_FILTERS, passes } from './run-filters'

const lesson = makeRun({ id: 1, tags: ['b', 'a'], sweepId: 7 })
const lost = makeRun({ id: 2, tags: ['b'], status: 'running', resumable: true })
const other = makeRun({ id: 3, config: { ...PRESETS.plain, dataset: 'letters' } })
const runs = [lesson, lost, other]
const ids = (filters: Partial<typeof NO_FILTERS>): number[] =>
  runs.filter((run) => passes(run, { ...NO_FILTERS, ...filters })).map(({ id }) => id)

describe('passes', () => {
  it('lets all pass while nothing is chosen', () => {
    expect(ids({})).toEqual([1, 2, 3])
    expect(isFiltering(NO_FILTERS)).toBe(false)
    expect(isFiltering({ ...NO_FILTERS, tag: ['a'] })).toBe(true)
  })

  it('wants one of the values of a kind', () => {
    expect(ids({ tag: ['a'] })).toEqual([1])
    expect(ids({ tag: ['a', 'b'] })).toEqual([1, 2])
    expect(ids({ dataset: ['letters'] })).toEqual([3])
    expect(ids({ sweep: [7] })).toEqual([1])
    expect(ids({ sweep: [8] })).toEqual([])
  })

  it('goes by the status that is shown: a run whose process died is interrupted', () => {
    expect(ids({ status: ['running'] })).toEqual([])
    expect(ids({ status: ['interrupted'] })).toEqual([2])
  })

  it('wants every kind that is chosen', () => {
    expect(ids({ tag: ['b'], status: ['finished'] })).toEqual([1])
    expect(ids({ tag: ['b'], dataset: ['letters'] })).toEqual([])
  })
})

describe('filterChoices', () => {
  it('offers what there is, with its number of runs', () => {
    const sweep = { name: 'Rates', createdAt: '', runIds: [] }
    const choices = filterChoices(
      runs,
      [
        { ...sweep, id: 7 },
        { ...sweep, id: 9 }
      ],
      'en'
    )
    expect(choices).toEqual({
      dataset: [
        { value: 'mnist', count: 2 },
        { value: 'letters', count: 1 }
      ],
      status: [
        { value: 'finished', count: 2 },
        { value: 'interrupted', count: 1 }
      ],
      tag: [
        { value: 'a', count: 1 },
        { value: 'b', count: 2 }
      ],
      sweep: [{ value: 7, count: 1 }]
    })
  })
})
