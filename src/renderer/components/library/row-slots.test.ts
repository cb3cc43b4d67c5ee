import { describe, expect, it } from 'vitest'
import { assignSlots, type SlottedRow } from './row-slots'
import type { TableRow } from './table-rows'

const sweep = { id: 7, name: 'Rates', createdAt: '2025-04-03T09:30:00.000Z', runIds: [1] }
const run = (key: string): TableRow => ({ kind: 'run', key, runId: 1 })
const head = (key: string): TableRow => ({ kind: 'sweep', key, sweep, runIds: [1], isOpen: true })
const shown = (rows: readonly SlottedRow[]): string[] =>
  rows.map(({ row, slot }) => `${row.key} in ${slot}`)

describe('assignSlots', () => {
  const before = assignSlots([], [run('a'), head('s'), run('b'), run('c')]).drawn

  it('numbers what is drawn first, each kind by itself', () => {
    expect(shown(before)).toEqual(['a in run-0', 's in sweep-0', 'b in run-1', 'c in run-2'])
  })

  it('lets a row keep its slot, and gives those that became free to new rows of their kind', () => {
    const { drawn, spare } = assignSlots(before, [run('b'), run('c'), run('d'), head('t')])
    expect(shown(drawn)).toEqual(['b in run-1', 'c in run-2', 'd in run-0', 't in sweep-0'])
    expect(spare).toEqual([])
    expect(shown(assignSlots(before, [...'pqrs'].map(run)).drawn)).toEqual([
      'p in run-0',
      'q in run-1',
      'r in run-2',
      's in sweep-0'
    ])
  })

  it('keeps what is left over, and brings it back as it was', () => {
    const { drawn, spare } = assignSlots(before, [run('c')])
    expect(shown(spare)).toEqual(['a in run-0', 's in sweep-0', 'b in run-1'])
    const again = assignSlots([...drawn, ...spare], [run('a'), run('n'), run('c')])
    expect(shown(again.drawn)).toEqual(['a in run-0', 'n in run-1', 'c in run-2'])
    expect(shown(again.spare)).toEqual(['s in sweep-0'])
  })

  it('keeps no more than some, and never gives one slot to two', () => {
    const many = Array.from({ length: 100 }, (_, id) => run(`run ${id}`))
    const first = assignSlots([], many)
    const { drawn, spare } = assignSlots(first.drawn, many.slice(90))
    expect(spare).toHaveLength(40)
    const again = assignSlots([...drawn, ...spare], many)
    expect(new Set(again.drawn.map(({ slot }) => slot)).size).toBe(100)
  })
})
