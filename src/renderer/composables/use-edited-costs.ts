import { computed, onScopeDispose, ref, type ComputedRef, type Ref } from 'vue'
import type { ExamplePass, ExampleRef, WeightsAt } from '../../shared/study'
import { request, subscribe } from '../api'
import { useAnswer } from './use-answer'
import { nudgeInTurn } from './nudge-in-turn'

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
  busy: Readonly<Ref<boolean>>
  /** 0..1; null while it is not known. */
  progress: Readonly<Ref<number | null>>
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

  const before = useAnswer(
    () => (isEdited() ? { at: unedited(), example: example() } : undefined),
    (question) => request('study.example', question)
  )
  const nudges = useAnswer(() => {
    const weights = stored()
    if (!isEdited() || !weights) return undefined
    return {
      at: unedited(),
      over: { kind: 'training', count: null } as const,
      // the network takes what is typed as a number of 32 bits
      deltas: at().edits.map(({ index, value }) => ({
        index,
        delta: Math.fround(value) - weights[index]
      })),
      factors: [1]
    }
  }, nudgeInTurn)

  const progress = ref<number | null>(null)
  onScopeDispose(
    subscribe('study.progress', ({ done, of }) => {
      progress.value = nudges.underWay.value && of > 0 ? done / of : null
    })
  )

  const isHere = (of: WeightsAt | undefined): boolean =>
    of?.runId === at().runId && of.step === at().step
  const average = computed(() => {
    const answered = nudges.answered.value
    if (!isEdited() || !answered || !isHere(answered.question.at)) return null
    return { before: answered.answer.before, change: answered.answer.changes[0] }
  })

  return {
    image: computed(() => {
      const now = pass()?.cost ?? NaN
      if (!isEdited()) return { before: now, change: 0 }
      const then = before.answered.value?.answer.cost ?? now
      return { before: then, change: now - then }
    }),
    average,
    count: computed(() => nudges.answered.value?.answer.count ?? null),
    busy: nudges.underWay,
    progress,
    error: computed(() => before.error.value ?? nudges.error.value)
  }
}
