import { describe, expect, it } from 'vitest'
import { makeRun } from '../../testing/runs'
import { isRowSelected, selectRange, toggleRow } from './selection'
import { tableRows, type TableRow } from './table-rows'

const sweep = { id: 7, name: 'Rates', createdAt: '2025-04-03T09:30:00.000Z', runIds: [2, 3] }
const runs = [
  makeRun({ id: 4 }),
  makeRun({ id: 3, sweepId: 7 }),
  makeRun({ id: 2, sweepId: 7 }),
  makeRun({ id: 1 })
]
const rows = (isOpen: boolean): TableRow[] =>
  tableRows(runs, [sweep], new Map([[7, isOpen]]), false)

describe('tableRows', () => {
  it('puts a sweep above its runs, and leaves out those of a folded one', () => {
    expect(rows(true).map(({ key }) => key)).toEqual([
      'run-4',
      'sweep-7',
      'run-3',
      'run-2',
      'run-1'
    ])
    expect(rows(false).map(({ key }) => key)).toEqual(['run-4', 'sweep-7', 'run-1'])
  })

  it('folds large sweeps until somebody unfolds them', () => {
    const many = Array.from({ length: 17 }, (_, id) => makeRun({ id, sweepId: 7 }))
    expect(tableRows(many, [sweep], new Map(), false)).toHaveLength(1)
    expect(tableRows(many.slice(1), [sweep], new Map(), false)).toHaveLength(17)
    expect(tableRows(many, [sweep], new Map([[7, true]]), false)).toHaveLength(18)
  })
})

describe('selection', () => {
  const group = rows(false)[1]

  it('takes the row of a sweep for all of its runs', () => {
    expect(isRowSelected(group, new Set())).toBe(false)
    expect(isRowSelected(group, new Set([2]))).toBe('some')
    expect(isRowSelected(group, new Set([2, 3]))).toBe(true)
    expect(toggleRow(group, new Set([1, 2]))).toEqual(new Set([1, 2, 3]))
    expect(toggleRow(group, new Set([1, 2, 3]))).toEqual(new Set([1]))
  })

  it('adds a run, and takes it away', () => {
    const [row] = rows(true)
    expect(toggleRow(row, new Set([1]))).toEqual(new Set([1, 4]))
    expect(toggleRow(row, new Set([1, 4]))).toEqual(new Set([1]))
  })

  it('selects from one row to another in either direction, folded runs included', () => {
    expect(selectRange(rows(false), 0, 1)).toEqual(new Set([4, 3, 2]))
    expect(selectRange(rows(true), 4, 2)).toEqual(new Set([3, 2, 1]))
  })
})
