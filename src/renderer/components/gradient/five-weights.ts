import { largestComponents } from './components'

/** How many each side may nudge. */
export const PICKS = 5

/** A weight that is nudged up (1) or down (-1). */
export interface WeightPick {
  index: number
  direction: 1 | -1
}

/** What the gradient would nudge: the components of the largest size, each the way its sign says. */
export function gradientPicks(negativeGradient: Float32Array, most = PICKS): WeightPick[] {
  return largestComponents(negativeGradient, most).map((index) => ({
    index,
    direction: negativeGradient[index] < 0 ? -1 : 1
  }))
}

/** All picks by the same size at once. */
export function deltasOf(
  picks: readonly WeightPick[],
  size: number
): { index: number; delta: number }[] {
  return picks.map(({ index, direction }) => ({ index, delta: direction * size }))
}

/** Who made the cost fall more. */
export type Verdict = 'learner' | 'gradient' | 'draw'

export function verdictOf(
  learner: { changes: readonly number[] },
  gradient: { changes: readonly number[] }
): Verdict {
  const [mine] = learner.changes
  const [its] = gradient.changes
  if (mine === its) return 'draw'
  return mine < its ? 'learner' : 'gradient'
}
