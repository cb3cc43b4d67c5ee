import type { BudgetStudy } from '../../../shared/study'

type Line = BudgetStudy['lines'][number]

/**
 * What came of a budget.
 * diverged: the cost became no number; overshot: it ended above where it began; rattled: it ended clearly above the lowest
 * that it had reached; fell: it went down.
 */
export type Outcome = 'diverged' | 'overshot' | 'rattled' | 'fell'

/** Ended with this share of the fall lost again, a line rattles. */
const LOST = 0.25

/** The last cost that is a number; null where there is none. */
export function endOf({ points }: Line): number | null {
  return points.at(-1)?.cost ?? null
}

export function outcomeOf(line: Line): Outcome {
  const costs = line.points.map(({ cost }) => cost)
  const [start] = costs
  const end = endOf(line)
  if (end === null || start === null) return 'diverged'
  if (end > start) return 'overshot'
  const lowest = Math.min(...costs.flatMap((cost) => (cost === null ? [] : [cost])))
  return end - lowest > LOST * (start - lowest) ? 'rattled' : 'fell'
}

/** The line that ended lowest; undefined where none ended with a number. */
export function bestLine(lines: readonly Line[]): Line | undefined {
  return lines
    .filter((line) => endOf(line) !== null)
    .reduce<Line | undefined>(
      (best, line) =>
        best === undefined || (endOf(line) ?? Infinity) < (endOf(best) ?? Infinity) ? line : best,
      undefined
    )
}
