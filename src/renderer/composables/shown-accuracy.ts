import { answersWithClasses } from '../../shared/dataset'
import type { RunSummary } from '../../shared/run'

/**
 * A share of right answers as it is shown: none of a run on a curve, whose answers are not right or wrong but
 * near or far. What is stored there is 0.
 */
export function shownAccuracy(
  { layers }: Pick<RunSummary, 'layers'>,
  share: number | null | undefined
): number | null {
  return answersWithClasses(layers) ? (share ?? null) : null
}
