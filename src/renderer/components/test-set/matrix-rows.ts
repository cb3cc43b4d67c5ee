import type { Format } from '../../composables/use-format'
import type { Confusion } from './confusion'

interface MatrixCell {
  /** Empty where no example is in it. */
  text: string
  kind: 'right' | 'wrong' | 'none'
  /** How deep its colour is, 0..1. */
  depth: number
}

export interface MatrixRow {
  label: number
  name: string
  cells: MatrixCell[]
  /** Examples of this class. */
  total: number
  /** Share of them that is right; null for a class without examples. */
  right: number | null
}

/**
 * A confusion matrix as it is shown. What is on the diagonal is coloured by its share of the row, what is
 * beside it by the largest mistake: by the square root, for most mistakes are few, and would be paper.
 */
export function matrixRows(
  { classes, counts, totals, mostMistaken }: Confusion,
  names: readonly string[],
  asRates: boolean,
  { whole, percent }: Pick<Format, 'whole' | 'percent'>
): MatrixRow[] {
  return Array.from({ length: classes }, (_, label) => {
    const total = totals[label]
    const cells = Array.from({ length: classes }, (_each, answer): MatrixCell => {
      const count = counts[label * classes + answer]
      if (count === 0) return { text: '', kind: 'none', depth: 0 }
      const text = asRates ? percent(count / total) : whole(count)
      return label === answer
        ? { text, kind: 'right', depth: count / total }
        : { text, kind: 'wrong', depth: Math.sqrt(count / mostMistaken) }
    })
    const right = total > 0 ? counts[label * classes + label] / total : null
    return { label, name: names[label], cells, total, right }
  })
}
