import { DownhillError, fromPlainError } from '../shared/errors'
import type {
  SurveyAnswer,
  SurveyAnswers,
  SurveyCommand,
  SurveyMessage
} from '../shared/survey-protocol'
import type { ProcessPort } from './process-port'

export type SurveyPort = ProcessPort<SurveyCommand, SurveyMessage>

type WithoutId<Command> = Command extends SurveyCommand ? Omit<Command, 'id'> : never
export type SurveyTask = WithoutId<SurveyCommand>

/** One process of the crew. */
export interface SurveyHand {
  /** Rejects with a DownhillError: the process's own, or 'internal' when it ended. */
  ask<Task extends SurveyTask>(task: Task): Promise<SurveyAnswers[Task['type']]>
}

interface Waiting {
  resolve(value: SurveyAnswer): void
  reject(error: DownhillError): void
}

/** Processes that share the work of a landscape: started when they are first needed, and ended together. */
export interface SurveyCrew {
  hands(): readonly SurveyHand[]
  /** Ends the processes; whoever waits for an answer is told why. */
  dismiss(reason: string): void
}

/** @param size processes */
export function createSurveyCrew(spawn: () => SurveyPort, size: number): SurveyCrew {
  let crew: { hand: SurveyHand; end: (reason: string) => void }[] = []

  function dismiss(reason: string): void {
    const ended = crew
    crew = []
    for (const { end } of ended) end(reason)
  }

  function hire(): (typeof crew)[number] {
    const port = spawn()
    const waiting = new Map<number, Waiting>()
    let tasks = 0
    let isGone = false
    port.onMessage((message) => {
      // other messages are not about surveys: that it is ready
      if (message.type !== 'survey-answer' && message.type !== 'survey-failed') return
      const asked = waiting.get(message.id)
      waiting.delete(message.id)
      if (message.type === 'survey-answer') asked?.resolve(message.value)
      else asked?.reject(fromPlainError(message.error))
    })
    port.onExit(() => {
      // the others know of the work only with this one
      if (!isGone) dismiss('A process that surveyed the landscape ended unexpectedly.')
    })
    return {
      hand: {
        ask: (task) =>
          new Promise((resolve, reject) => {
            const id = ++tasks
            // the answer has the type that belongs to the task: both ends are our own program
            waiting.set(id, { resolve: resolve as Waiting['resolve'], reject })
            port.send({ ...task, id })
          })
      },
      end(reason) {
        isGone = true
        port.kill()
        for (const { reject } of waiting.values()) reject(new DownhillError('internal', reason))
        waiting.clear()
      }
    }
  }

  return {
    hands() {
      if (crew.length === 0) crew = Array.from({ length: size }, hire)
      return crew.map(({ hand }) => hand)
    },
    dismiss
  }
}
