import type { TestAnswers } from '../../../shared/test-set'

/** Who is right, of two networks: both, the first alone, the second alone, neither. */
export const VERDICTS = ['both', 'first', 'second', 'neither'] as const
export type Verdict = (typeof VERDICTS)[number]

export interface Disagreement {
  /** Places in the test set, in its order. */
  places: Record<Verdict, number[]>
  /** Examples that the two answer differently, right or wrong. */
  different: number
}

/** @param one, other answers to the same test set */
export function disagreementOf(one: TestAnswers, other: TestAnswers): Disagreement {
  const places: Record<Verdict, number[]> = { both: [], first: [], second: [], neither: [] }
  let different = 0
  for (let place = 0; place < one.count; place++) {
    const label = one.labels[place]
    const isFirst = one.answers[place] === label
    const isSecond = other.answers[place] === label
    if (one.answers[place] !== other.answers[place]) different++
    const verdict = isFirst ? (isSecond ? 'both' : 'first') : isSecond ? 'second' : 'neither'
    places[verdict].push(place)
  }
  return { places, different }
}
