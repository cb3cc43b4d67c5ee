import { computed, type ComputedRef } from 'vue'
import type { ExamplePass, ExampleRef, WeightsAt } from '../../shared/study'
import { useStudyAnswer, type StudyAnswer } from './use-study-answer'

export interface CostChange {
  before: number
  /** After minus before. */
  change: number
}

export interface EditedCosts {
  /** Of the image that is looked at; no change while nothing is known. */
  image: ComputedRef<CostChange>
  /** Over all that the run learns from; null while nothing is changed, or known. */
  average: ComputedRef<CostChange | null>
  /** Images of the average. */
  count: ComputedRef<number | null>
  /** The question for the average: it may take a while. */
  measuring: Pick<StudyAnswer<'study.nudge'>, 'busy' | 'progress' | 'calledOff' | 'cancel' | 'ask'>
  error: ComputedRef<unknown>
}

/**
 * What changes of weights by hand do to the cost.
 * @param stored The parameters as the run left them; null while they are not known.
 * @param pass Of the image, with the changes.
 */
export function useEditedCosts(
  at: () => WeightsAt,
  example: () => ExampleRef,
  stored: () => Float32Array | null,
  pass: () => ExamplePass | null
): EditedCosts {
  const unedited = (): WeightsAt => ({ ...at(), edits: [] })
  const isEdited = (): boolean => at().edits.length > 0

  const before = useStudyAnswer('study.example', () =>
    isEdited() ? { at: unedited(), example: example() } : null
  )
  const nudges = useStudyAnswer('study.nudge', () => {
    const weights = stored()
    if (!isEdited() || !weights) return null
    return {
      at: unedited(),
      over: { kind: 'training', count: null },
      // the network takes what is typed as a number of 32 bits
      deltas: at().edits.map(({ index, value }) => ({
        index,
        delta: Math.fround(value) - weights[index]
      })),
      factors: [1]
    }
  })

  const isHere = (of: WeightsAt | undefined): boolean =>
    of?.runId === at().runId && of.step === at().step
  const average = computed(() => {
    const { value: answer } = nudges.answer
    if (!answer || !isHere(nudges.answered.value?.at)) return null
    return { before: answer.before, change: answer.changes[0] }
  })

  return {
    image: computed(() => {
      const now = pass()?.cost ?? NaN
      if (!isEdited()) return { before: now, change: 0 }
      const then = before.answer.value?.cost ?? now
      return { before: then, change: now - then }
    }),
    average,
    count: computed(() => nudges.answer.value?.count ?? null),
    measuring: nudges,
    error: computed(() => before.error.value ?? nudges.error.value)
  }
}
