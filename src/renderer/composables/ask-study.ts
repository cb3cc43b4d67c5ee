import type { StudyInput, StudyResponses, StudySubject } from '../../shared/study'
import { request, subscribe } from '../api'

/** A question under way. */
export interface AskedStudy<Subject extends StudySubject> {
  /** Rejects with a DownhillError: 'cancelled' where it was called off. */
  answer: Promise<StudyResponses[Subject]>
  cancel: () => void
}

/** Questions of this page so far: each has a number of its own. */
let questions = 0

/** @param tell Hears how much is done, 0..1, of what takes a while. */
export function askStudy<Subject extends StudySubject>(
  subject: Subject,
  input: StudyInput<Subject>,
  tell: (share: number) => void
): AskedStudy<Subject> {
  const question = ++questions
  const unsubscribe = subscribe('study.progress', (news) => {
    if (news.question === question && news.of > 0) tell(news.done / news.of)
  })
  const send = request as (
    subject: StudySubject,
    input: StudyInput<Subject>
  ) => Promise<StudyResponses[Subject]>
  return {
    answer: send(subject, { ...input, question }).finally(unsubscribe),
    cancel: () => void request('study.cancel', { question }).catch(() => undefined)
  }
}
