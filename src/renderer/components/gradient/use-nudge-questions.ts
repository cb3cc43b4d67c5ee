import { computed, ref, shallowRef, watch, type ComputedRef, type Ref } from 'vue'
import type { Over, StudyInput, WeightsAt } from '../../../shared/study'
import { useStudyAnswer, type StudyAnswer } from '../../composables/use-study-answer'
import { AROUND, LADDER, triedNudges, type TriedNudge } from './nudges'

/** What is nudged, and over which images the cost is averaged. */
export interface NudgeSubject {
  at: WeightsAt
  over: Over
  index: number
  size: number
  direction: 1 | -1
}

type Nudge = StudyInput<'study.nudge'>

export interface NudgeQuestions {
  /** The chosen nudge alone. */
  exact: StudyAnswer<'study.nudge'>
  /** Nudges on both sides. */
  around: StudyAnswer<'study.nudge'>
  /** All sizes in the chosen direction. */
  ladder: StudyAnswer<'study.nudge'>
  result: ComputedRef<TriedNudge | null>
  /** While a new nudge is worked out, those around the one before stay. */
  triedAround: Readonly<Ref<readonly TriedNudge[]>>
  triedSizes: ComputedRef<readonly TriedNudge[]>
}

/**
 * Asks for the chosen nudge first, then for those around it, then for all sizes: what is looked at first is
 * there first.
 */
export function useNudgeQuestions(subject: () => NudgeSubject): NudgeQuestions {
  const base = (): Pick<Nudge, 'at' | 'over'> => ({ at: subject().at, over: subject().over })
  const chosen = computed<Nudge>(() => {
    const { index, size, direction } = subject()
    return { ...base(), deltas: [{ index, delta: direction * size }], factors: [1] }
  })
  const exact = useStudyAnswer('study.nudge', () => chosen.value)
  const isCurrent = computed(
    () => !exact.busy.value && JSON.stringify(exact.answered.value) === JSON.stringify(chosen.value)
  )
  const around = useStudyAnswer('study.nudge', () =>
    isCurrent.value ? { ...chosen.value, factors: [...AROUND] } : null
  )

  /** What all sizes are told of: not the chosen size. */
  const direction = computed<Nudge>(() => {
    const { index, direction: sign } = subject()
    return { ...base(), deltas: [{ index, delta: sign }], factors: [...LADDER] }
  })
  const isOpen = ref(false)
  const ladder = useStudyAnswer('study.nudge', () => (isOpen.value ? direction.value : null))
  const directionKey = computed(() => JSON.stringify(direction.value))
  const triedAround = shallowRef<readonly TriedNudge[]>([])
  watch(
    directionKey,
    () => {
      isOpen.value = false
      triedAround.value = []
    },
    { flush: 'sync' }
  )
  watch(around.answer, (answer) => {
    const question = around.answered.value
    if (!answer || !question) return
    triedAround.value = triedNudges(answer, question)
    if (ladder.calledOff.value) ladder.ask()
    isOpen.value = true
  })

  return {
    exact,
    around,
    ladder,
    result: computed(() => {
      const { value: answer } = exact.answer
      const { value: question } = exact.answered
      return answer && question ? triedNudges(answer, question)[0] : null
    }),
    triedAround,
    triedSizes: computed(() => {
      const { value: answer } = ladder.answer
      const { value: question } = ladder.answered
      return answer && question ? triedNudges(answer, question) : []
    })
  }
}
