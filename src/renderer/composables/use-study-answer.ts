import { computed, onScopeDispose, shallowRef, watch, type ComputedRef, type Ref } from 'vue'
import { toPlainError } from '../../shared/errors'
import type { StudyInput, StudyResponses, StudySubject } from '../../shared/study'
import { newestOnly } from './newest-only'
import { askStudy, type AskedStudy } from './ask-study'

/** What is known of a question. */
interface Known<Subject extends StudySubject> {
  question: StudyInput<Subject> | null
  answer: StudyResponses[Subject] | null
  error: unknown
  calledOff: boolean
}

export interface StudyAnswer<Subject extends StudySubject> {
  /** The last one; while `busy` it may still be that of the question before. */
  answer: ComputedRef<StudyResponses[Subject] | null>
  /** The question that `answer` answers. */
  answered: ComputedRef<StudyInput<Subject> | null>
  busy: ComputedRef<boolean>
  error: ComputedRef<unknown>
  /** How much of a question that takes a while is done, 0..1; null while nothing is known of it. */
  progress: Readonly<Ref<number | null>>
  /** Called off by the person. */
  calledOff: ComputedRef<boolean>
  cancel: () => void
  /** Asks the same again. */
  ask: () => void
}

/**
 * How long a question may go on when a newer one waits, in milliseconds: so long that answers keep up with
 * a slider that moves, and so short that nobody waits for what is not wanted any more.
 */
export const PATIENCE = 150

const keyOf = (question: unknown): string => JSON.stringify(question)

/**
 * The answer to one question about a network's weights, asked anew whenever the question changes: one
 * at a time, and the newest next, which calls off the one before it.
 * @param question null: nothing is asked, and there is no answer.
 */
export function useStudyAnswer<Subject extends StudySubject>(
  subject: Subject,
  question: () => StudyInput<Subject> | null
): StudyAnswer<Subject> {
  const nothing: Known<Subject> = { question: null, answer: null, error: null, calledOff: false }
  const known = shallowRef(nothing)
  const progress = shallowRef<number | null>(null)
  const underWay = shallowRef<(AskedStudy<Subject> & { key: string; begin: number }) | null>(null)
  let patience: ReturnType<typeof setTimeout> | undefined
  let left = false

  const askNewest = newestOnly(async () => {
    const asked = left ? null : question()
    if (asked === null) {
      known.value = nothing
      return
    }
    const study = askStudy(subject, asked, (share) => (progress.value = share))
    underWay.value = { ...study, key: keyOf(asked), begin: performance.now() }
    const found = await study.answer.then(
      (answer): Known<Subject> => ({ ...nothing, question: asked, answer }),
      (error: unknown): Known<Subject> => {
        const calledOff = toPlainError(error).code === 'cancelled'
        return { ...nothing, error: calledOff ? null : error, calledOff }
      }
    )
    clearTimeout(patience)
    underWay.value = null
    progress.value = null
    const wanted = question()
    // that a question failed which is not asked any more tells nothing
    if (wanted !== null && (found.answer !== null || keyOf(wanted) === keyOf(asked))) {
      known.value = found
    }
  })

  function change(key: string): void {
    clearTimeout(patience)
    const before = underWay.value
    if (before && before.key !== key) {
      const time = question() === null ? 0 : before.begin + PATIENCE - performance.now()
      if (time <= 0) before.cancel()
      else patience = setTimeout(before.cancel, time)
    }
    askNewest()
  }
  watch(() => keyOf(question()), change, { immediate: true })

  onScopeDispose(() => {
    left = true
    clearTimeout(patience)
    // nobody waits for it any more
    underWay.value?.cancel()
  })

  return {
    answer: computed(() => known.value.answer),
    answered: computed(() => known.value.question),
    busy: computed(() => underWay.value !== null),
    error: computed(() => known.value.error),
    progress,
    calledOff: computed(() => known.value.calledOff),
    cancel: () => underWay.value?.cancel(),
    ask: askNewest
  }
}
