import { describe, expect, it } from 'vitest'
import { makeRun } from '../../testing/runs'
import { isRowSelected, selectRange, toggleRow } from './selection'
import { groupBySweep } from '../runs/sweep-groups'
import { TableRows, type Folds, type TableRow } from './table-rows'

const sweep = { id: 7, name: 'Rates', createdAt: '2025-04-03T09:30:00.000Z', runIds: [2, 3] }
const runs = [
  makeRun({ id: 4 }),
  makeRun({ id: 3, sweepId: 7 }),
  makeRun({ id: 2, sweepId: 7 }),
  makeRun({ id: 1 })
]
const table = (all: typeof runs, folds: Folds = new Map(), isSought = false): TableRows =>
  new TableRows(groupBySweep(all, [sweep]), folds, isSought)
const rows = (isOpen: boolean): TableRows => table(runs, new Map([[7, isOpen]]))
const all = (of: TableRows): TableRow[] =>
  Array.from({ length: of.length }, (_, place) => of.at(place)).filter((row) => row !== undefined)

describe('TableRows', () => {
  it('puts a sweep above its runs, and leaves out those of a folded one', () => {
    const keys = ['run-4', 'sweep-7', 'run-3', 'run-2', 'run-1']
    expect(all(rows(true)).map(({ key }) => key)).toEqual(keys)
    expect(keys.map((key) => rows(true).placeOf(key))).toEqual([0, 1, 2, 3, 4])
    expect(all(rows(false)).map(({ key }) => key)).toEqual(['run-4', 'sweep-7', 'run-1'])
    expect(keys.map((key) => rows(false).placeOf(key))).toEqual([0, 1, -1, -1, 2])
  })

  it('has no row before the first, after the last or of another name', () => {
    expect([rows(false).at(-1), rows(false).at(3)]).toEqual([undefined, undefined])
    expect(['', 'run-5', 'sweep-1'].map((key) => rows(true).placeOf(key))).toEqual([-1, -1, -1])
    expect(new TableRows([], new Map(), false).at(0)).toBeUndefined()
  })

  it('knows all runs that were found, those of a folded sweep included', () => {
    expect(rows(false).runIds).toEqual([4, 3, 2, 1])
  })

  it('folds large sweeps until somebody unfolds them', () => {
    const many = Array.from({ length: 17 }, (_, id) => makeRun({ id, sweepId: 7 }))
    expect(table(many)).toHaveLength(1)
    expect(table(many.slice(1))).toHaveLength(17)
    expect(table(many, new Map([[7, true]]))).toHaveLength(18)
  })

  it('shows what is looked for, however many, until somebody folds it', () => {
    const many = Array.from({ length: 17 }, (_, id) => makeRun({ id, sweepId: 7 }))
    expect(table(many, new Map(), true)).toHaveLength(18)
    expect(table(many, new Map([[7, false]]), true)).toHaveLength(1)
  })
})

describe('selection', () => {
  const group = all(rows(false))[1]

  it('takes the row of a sweep for all of its runs', () => {
    expect(isRowSelected(group, new Set())).toBe(false)
    expect(isRowSelected(group, new Set([2]))).toBe('some')
    expect(isRowSelected(group, new Set([2, 3]))).toBe(true)
    expect(toggleRow(group, new Set([1, 2]))).toEqual(new Set([1, 2, 3]))
    expect(toggleRow(group, new Set([1, 2, 3]))).toEqual(new Set([1]))
  })

  it('adds a run, and takes it away', () => {
    const [row] = all(rows(true))
    expect(toggleRow(row, new Set([1]))).toEqual(new Set([1, 4]))
    expect(toggleRow(row, new Set([1, 4]))).toEqual(new Set([1]))
  })

  it('selects from one row to another in either direction, folded runs included', () => {
    expect(selectRange(rows(false), 0, 1)).toEqual(new Set([4, 3, 2]))
    expect(selectRange(rows(true), 4, 2)).toEqual(new Set([3, 2, 1]))
  })
})
