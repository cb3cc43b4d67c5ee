import { computed, onScopeDispose, ref, shallowRef, watch, type ComputedRef, type Ref } from 'vue'
import { LONG_STUDIES } from '../../shared/analyst-protocol'
import { toPlainError } from '../../shared/errors'
import type { StudyInput, StudyName, StudyResponses } from '../../shared/study'
import { request, subscribe } from '../api'
import { newestOnly } from './newest-only'

/** What is known of a question. */
interface Known<Name extends StudyName> {
  question: StudyInput<Name> | null
  answer: StudyResponses[Name] | null
  error: unknown
  calledOff: boolean
}

export interface StudyAnswer<Name extends StudyName> {
  /** The last one; while `busy` it may still be that of the question before. */
  answer: ComputedRef<StudyResponses[Name] | null>
  /** The question that `answer` answers. */
  answered: ComputedRef<StudyInput<Name> | null>
  busy: Readonly<Ref<boolean>>
  error: ComputedRef<unknown>
  /** How much of a long question is done, 0..1; null while nothing is known of it. */
  progress: Readonly<Ref<number | null>>
  /** Called off by the person, or by a newer question elsewhere. */
  calledOff: ComputedRef<boolean>
  cancel: () => void
  /** Asks the same again. */
  ask: () => void
}

const keyOf = (question: unknown): string => JSON.stringify(question)

/**
 * The answer to one question about a network's weights, asked anew whenever the question changes: one
 * at a time, and the newest next.
 * @param question null: nothing is asked, and there is no answer.
 */
export function useStudyAnswer<Name extends StudyName>(
  name: Name,
  question: () => StudyInput<Name> | null
): StudyAnswer<Name> {
  const nothing: Known<Name> = { question: null, answer: null, error: null, calledOff: false }
  const known = shallowRef(nothing)
  const busy = ref(false)
  const progress = ref<number | null>(null)
  const isLong = LONG_STUDIES.includes(name)
  let left = false

  const send = request as (
    name: StudyName,
    input: StudyInput<Name>
  ) => Promise<StudyResponses[Name]>

  async function answerTo(asked: StudyInput<Name>): Promise<Known<Name>> {
    try {
      return { ...nothing, question: asked, answer: await send(name, asked) }
    } catch (reason) {
      const calledOff = toPlainError(reason).code === 'cancelled'
      return { ...nothing, error: calledOff ? null : reason, calledOff }
    }
  }

  const ask = newestOnly(async () => {
    const asked = left ? null : question()
    progress.value = null
    if (asked === null) {
      known.value = nothing
      return
    }
    busy.value = true
    const found = await answerTo(asked)
    // of another question by now: the newest is asked next
    if (keyOf(question()) === keyOf(asked)) known.value = found
    busy.value = false
    progress.value = null
  })

  const cancel = (): void => void request('study.cancel').catch(() => undefined)

  watch(() => keyOf(question()), ask, { immediate: true })

  const unsubscribe = isLong
    ? subscribe('study.progress', ({ done, of }) => {
        if (busy.value && of > 0) progress.value = done / of
      })
    : undefined
  onScopeDispose(() => {
    left = true
    unsubscribe?.()
    // nobody waits for it any more
    if (isLong && busy.value) cancel()
  })

  return {
    answer: computed(() => known.value.answer),
    answered: computed(() => known.value.question),
    busy,
    error: computed(() => known.value.error),
    progress,
    calledOff: computed(() => known.value.calledOff),
    cancel,
    ask
  }
}
