import type { TableRow, TableRows } from './table-rows'

/** Run ids. Those of runs that were deleted since mean nothing. */
export type Selection = ReadonlySet<number>

/** The runs that a row stands for: its own, or all of its sweep that are shown. */
export function runsOfRow(row: TableRow): readonly number[] {
  return row.kind === 'run' ? [row.runId] : row.runIds
}

export function isRowSelected(row: TableRow, selected: Selection): boolean | 'some' {
  const runIds = runsOfRow(row)
  const count = runIds.filter((id) => selected.has(id)).length
  return count === runIds.length ? true : count > 0 && 'some'
}

/** With the runs of this row as well, or without them if all are selected. */
export function toggleRow(row: TableRow, selected: Selection): Selection {
  const next = new Set(selected)
  const all = isRowSelected(row, selected) === true
  for (const id of runsOfRow(row)) {
    if (all) next.delete(id)
    else next.add(id)
  }
  return next
}

/** All runs from one row to another, both included, whichever stands first. */
export function selectRange(rows: TableRows, one: number, other: number): Selection {
  return rows.runIdsBetween(Math.min(one, other), Math.max(one, other))
}
