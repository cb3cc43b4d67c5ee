import { shallowRef, watch, type ShallowRef } from 'vue'
import { toPlainError } from '../../shared/errors'
import { newestOnly } from './newest-only'

export interface Answered<Question, Answer> {
  question: Question
  answer: Answer
}

export interface Answers<Question, Answer> {
  /** The last answer with what was asked; null before there is one. */
  answered: Readonly<ShallowRef<Answered<Question, Answer> | null>>
  /** A question was asked and not answered yet. */
  underWay: Readonly<ShallowRef<boolean>>
  /** Why the last question failed; null after an answer, and for one that was called off. */
  error: Readonly<ShallowRef<unknown>>
}

/**
 * Asks whenever the question changes: one request under way at a time, and the newest question next. So
 * answers keep up with a slider, and the last one shown is of where it came to rest.
 * @param question undefined while there is nothing to ask; the last answer stays.
 */
export function useAnswer<Question, Answer>(
  question: () => Question | undefined,
  ask: (question: Question) => Promise<Answer>
): Answers<Question, Answer> {
  const answered = shallowRef<Answered<Question, Answer> | null>(null)
  const underWay = shallowRef(false)
  const error = shallowRef<unknown>(null)

  const askNewest = newestOnly(async () => {
    const asked = question()
    if (asked === undefined) return
    underWay.value = true
    try {
      answered.value = { question: asked, answer: await ask(asked) }
      error.value = null
    } catch (reason) {
      error.value = toPlainError(reason).code === 'cancelled' ? null : reason
    } finally {
      underWay.value = false
    }
  })
  watch(question, askNewest, { immediate: true })

  return { answered, underWay, error }
}
