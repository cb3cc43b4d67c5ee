import type { TableRow } from './table-rows'

/** A row, and what it is drawn with: a row of that kind in the document. */
export interface SlottedRow {
  row: TableRow
  slot: string
}

/** Rows out of sight that are kept in the document, at most. */
const MOST_SPARE = 40

/**
 * Gives every row that is drawn a slot: rows that were drawn before keep theirs, so that nothing in
 * them is lost, and new ones take over those that became free, so that their parts need not be made
 * anew. What is left over is spare: kept out of sight as it is, since rows that a search leaves out are
 * mostly those that come back when it is cleared.
 */
export function assignSlots(
  before: readonly SlottedRow[],
  rows: readonly TableRow[]
): { drawn: SlottedRow[]; spare: SlottedRow[] } {
  const known = new Map(before.map(({ row, slot }) => [row.key, slot]))
  const wanted = new Set(rows.map(({ key }) => key))
  const free = before.filter(({ row }) => !wanted.has(row.key))
  const taken = new Set(before.map(({ slot }) => slot))

  function take(kind: TableRow['kind']): string {
    const index = free.findIndex(({ row }) => row.kind === kind)
    if (index >= 0) return free.splice(index, 1)[0].slot
    let number = 0
    while (taken.has(`${kind}-${number}`)) number++
    taken.add(`${kind}-${number}`)
    return `${kind}-${number}`
  }

  const drawn = rows.map((row) => ({ row, slot: known.get(row.key) ?? take(row.kind) }))
  return { drawn, spare: free.slice(0, MOST_SPARE) }
}
