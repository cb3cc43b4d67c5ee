import type { SideFacts } from './duel-facts'

/** Sentences of the lesson: their keys within `duel.lesson`. */
export type LessonKey =
  | 'bothReached'
  | 'onlyTruthReached'
  | 'neitherReached'
  | 'byHeart'
  | 'byHeartInPart'
  | 'notByHeart'
  | 'guessing'
  | 'worse'
  | 'notWorse'

/** A network that guesses among ten is right this often; a little more is luck. */
const GUESSING = 0.13
/** Learnt by heart, but for a few. */
const BY_HEART = 0.9
/** Less apart, two test accuracies may differ by chance. */
const APART = 0.01

/** What a duel has shown, told with its own numbers: nothing that it did not measure. */
export function lessonOf(truth: SideFacts, shuffled: SideFacts, fraction: number): LessonKey[] {
  const learnt = shuffled.trainingAccuracy ?? 0
  const seen = shuffled.testAccuracy ?? 0
  const ahead = (truth.testAccuracy ?? 0) - seen
  const speed = !truth.toMost
    ? 'neitherReached'
    : shuffled.toMost
      ? 'bothReached'
      : 'onlyTruthReached'
  const heart = learnt < BY_HEART ? 'notByHeart' : fraction === 1 ? 'byHeart' : 'byHeartInPart'
  const test = ahead < APART ? 'notWorse' : seen < GUESSING ? 'guessing' : 'worse'
  return [speed, heart, test]
}
