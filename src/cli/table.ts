export interface Column {
  heading: string
  /** Numbers end at the same place. */
  isNumber?: true
}

/** Rows as lines of text, a heading first. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string[] {
  const all = [columns.map(({ heading }) => heading), ...rows]
  const widths = columns.map((_, index) => Math.max(...all.map((row) => row[index].length)))
  return all.map((row) =>
    row
      .map((cell, index) =>
        columns[index].isNumber ? cell.padStart(widths[index]) : cell.padEnd(widths[index])
      )
      .join('  ')
      .trimEnd()
  )
}
