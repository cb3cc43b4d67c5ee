import { computed, type ComputedRef } from 'vue'
import type { StudyAnswer } from './use-study-answer'

/** What there is to know of a question while it is not answered, whatever it asks. */
type Asked = Pick<
  StudyAnswer<'study.nudge'>,
  'busy' | 'progress' | 'calledOff' | 'error' | 'cancel' | 'ask'
>

export interface JoinedStudies {
  /** Any of them is under way. */
  busy: ComputedRef<boolean>
  /** Of the first that tells how much of it is done, 0..1. */
  progress: ComputedRef<number | null>
  /** Any of them was called off. */
  calledOff: ComputedRef<boolean>
  /** The first that went wrong. */
  error: ComputedRef<unknown>
  /** Calls all of them off. */
  cancel: () => void
  /** Asks those again that were called off. */
  askAgain: () => void
}

/** Several questions that are one to the person who waits for them. */
export function joinStudies(...studies: readonly Asked[]): JoinedStudies {
  return {
    busy: computed(() => studies.some(({ busy }) => busy.value)),
    progress: computed(
      () => studies.find(({ progress }) => progress.value !== null)?.progress.value ?? null
    ),
    calledOff: computed(() => studies.some(({ calledOff }) => calledOff.value)),
    error: computed(() => studies.find(({ error }) => error.value)?.error.value ?? null),
    cancel: () => studies.forEach(({ cancel }) => cancel()),
    askAgain() {
      for (const { calledOff, ask } of studies) if (calledOff.value) ask()
    }
  }
}
