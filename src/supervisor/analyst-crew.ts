import type { AnalystAnswers, AnalystCommand, AnalystMessage } from '../shared/analyst-protocol'
import { DownhillError, fromPlainError } from '../shared/errors'
import type { SurveyAnswers, SurveyCommand, SurveyMessage } from '../shared/survey-protocol'
import type { Clock } from './clock'
import type { ProcessPort } from './process-port'

/** The built src/analyst, which answers both kinds of questions. */
export type AnalystPort = ProcessPort<
  AnalystCommand | SurveyCommand,
  AnalystMessage | SurveyMessage
>

type Question = Exclude<AnalystCommand, { type: 'cancel' }> | SurveyCommand
type Answers = AnalystAnswers & SurveyAnswers
/** What is said of a question before its answer. */
export type AnalystNews = Extract<AnalystMessage, { type: 'progress' | 'study-progress' }>

type WithoutId<Asked> = Asked extends Question ? Omit<Asked, 'id'> : never
/** A question; the process that it is put to gives it its number. */
export type AnalystTask = WithoutId<Question>

export interface TaskOptions {
  /** Calls it off; of effect on what takes long. */
  calledOff?: AbortSignal
  onNews?: (news: AnalystNews) => void
}

/** One process of a crew. */
export interface CrewHand {
  /** Rejects with a DownhillError: the process's own, or 'process-ended'. */
  ask<Task extends AnalystTask>(task: Task, options?: TaskOptions): Promise<Answers[Task['type']]>
}

/** Analyst processes that are started when they are first needed, and ended together. */
export interface AnalystCrew {
  hands(): readonly CrewHand[]
  /** Ends the processes; whoever waits for an answer is told why. */
  dismiss(reason: string): void
}

export interface CrewOptions {
  spawnAnalyst(): AnalystPort
  /** Processes. */
  size: number
  /** How long they are kept, with their data loaded, when nothing is asked; in milliseconds. */
  idleTime: number
  clock: Clock
}

interface Waiting {
  resolve(value: Answers[keyof Answers]): void
  reject(error: DownhillError): void
  onNews?: (news: AnalystNews) => void
}

interface Member {
  hand: CrewHand
  end(error: DownhillError): void
}

export function createAnalystCrew({
  spawnAnalyst,
  size,
  idleTime,
  clock
}: CrewOptions): AnalystCrew {
  let crew: Member[] = []
  /** Questions of all processes that wait for their answers. */
  let open = 0
  let cancelIdle = (): void => undefined

  function endAll(error: DownhillError): void {
    cancelIdle()
    const ended = crew
    // first of all, so that an exit is not taken for a crash
    crew = []
    for (const { end } of ended) end(error)
  }

  function restAfterAnswer(): void {
    open--
    if (open > 0 || crew.length === 0) return
    cancelIdle()
    cancelIdle = clock.after(idleTime, () => endAll(ended('It was not needed.')))
  }

  function hire(): Member {
    const port = spawnAnalyst()
    const waiting = new Map<number, Waiting>()
    let questions = 0

    port.onMessage((message) => {
      if (message.type === 'ready') return
      const asked = waiting.get(message.id)
      if (message.type === 'progress' || message.type === 'study-progress') {
        return asked?.onNews?.(message)
      }
      waiting.delete(message.id)
      if (message.type === 'answer') asked?.resolve(message.value)
      else asked?.reject(fromPlainError(message.error))
    })

    const member: Member = {
      hand: {
        async ask(task, { calledOff, onNews } = {}) {
          cancelIdle()
          open++
          const id = ++questions
          const callOff = (): void => port.send({ type: 'cancel', id })
          calledOff?.addEventListener('abort', callOff)
          try {
            return await new Promise((resolve, reject) => {
              // the answer has the type that belongs to the task: both ends are our own program
              waiting.set(id, { resolve: resolve as Waiting['resolve'], reject, onNews })
              port.send({ ...task, id })
              if (calledOff?.aborted) callOff()
            })
          } finally {
            calledOff?.removeEventListener('abort', callOff)
            restAfterAnswer()
          }
        }
      },
      end(error) {
        port.kill()
        for (const { reject } of waiting.values()) reject(error)
        waiting.clear()
      }
    }
    port.onExit(() => {
      // what the others know of the work, they know together with this one
      if (crew.includes(member)) endAll(ended('A process of Downhill ended unexpectedly.'))
    })
    return member
  }

  return {
    hands() {
      if (crew.length === 0) crew = Array.from({ length: size }, hire)
      return crew.map(({ hand }) => hand)
    },
    dismiss: (reason) => endAll(ended(reason))
  }
}

function ended(reason: string): DownhillError {
  return new DownhillError('process-ended', reason)
}
