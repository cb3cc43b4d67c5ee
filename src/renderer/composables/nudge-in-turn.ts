import type { NudgeStudy, StudyInput } from '../../shared/study'
import { request } from '../api'

let last: Promise<unknown> = Promise.resolve()

/**
 * What nudges do to the cost, one question after the other: a second one asked meanwhile would call the
 * first one off. May throw DownhillError.
 */
export function nudgeInTurn(question: StudyInput<'study.nudge'>): Promise<NudgeStudy> {
  const ask = (): Promise<NudgeStudy> => request('study.nudge', question)
  const answer = last.then(ask, ask)
  last = answer.catch(() => undefined)
  return answer
}
