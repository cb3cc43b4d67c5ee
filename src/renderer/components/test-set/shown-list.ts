import type { Rankings, TestAnswers } from '../../../shared/test-set'
import { placesOf, type Cell } from './confusion'
import type { Disagreement, Verdict } from './disagreement'

export const RANKINGS = ['worst', 'confident', 'closest'] as const
export type RankingName = (typeof RANKINGS)[number]

/** Which examples are looked at. */
export type ShownList =
  | { kind: 'ranking'; ranking: RankingName }
  | { kind: 'cell'; cell: Cell }
  | { kind: 'verdict'; verdict: Verdict }

/** Places in the test set of the examples of a list, in its order. */
export function placesIn(
  list: ShownList,
  answers: TestAnswers,
  rankings: Rankings,
  disagreement: Disagreement | null
): readonly number[] {
  switch (list.kind) {
    case 'ranking':
      return rankings[list.ranking]
    case 'cell':
      return placesOf(answers, list.cell)
    case 'verdict':
      return disagreement?.places[list.verdict] ?? []
  }
}
