import { fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CourierMessage, CourierQuestion } from '../../../src/shared/courier-protocol'
import type { IntakeMessage, IntakeQuestion } from '../../../src/shared/intake-protocol'
import { CHECKOUT } from '../../program'

type Question = CourierQuestion | IntakeQuestion
type Unnumbered<Asked> = Asked extends Question ? Omit<Asked, 'id'> : never
type Message = CourierMessage | IntakeMessage
/** The last word to a question. */
export type Answer = Exclude<Message, { type: 'progress' }>

/** Megabytes that taking in a small file may take beside what the process takes at rest. */
export const MOST_MEGABYTES = 200
/** Milliseconds that one small file may take. */
export const MOST_MILLISECONDS = 2000

/** The built courier process, as the program starts it: what is read there is measured here. */
export interface CourierChild {
  /** Rejects where the process ended instead. */
  ask(question: Unnumbered<Question>): Promise<Answer>
  /** The longest between two signs of life while something was asked; milliseconds. */
  longestWait(): number
  /** The most memory that it ever had; where the system does not tell, 0. */
  peakMegabytes(): number
  end(): Promise<void>
}

export function startCourier(): CourierChild {
  const child = fork(join(CHECKOUT, 'out/main/courier.js'), [], {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: []
  })
  const gone = once(child, 'exit')
  let id = 0
  let longest = 0

  return {
    async ask(question) {
      const asked = { ...question, id: ++id }
      let heardAt = performance.now()
      const answer = new Promise<Answer>((resolve) => {
        const hear = (message: Message): void => {
          if (message.id !== asked.id) return
          longest = Math.max(longest, performance.now() - heardAt)
          heardAt = performance.now()
          if (message.type === 'progress') return
          child.off('message', hear)
          resolve(message)
        }
        child.on('message', hear)
      })
      child.send(asked)
      const ended = gone.then(([code, signal]): never => {
        throw new Error(`The courier ended (${code ?? signal}) instead of answering.`)
      })
      return Promise.race([answer, ended])
    },
    longestWait: () => longest,
    peakMegabytes() {
      const file = `/proc/${child.pid}/status`
      if (!existsSync(file)) return 0
      return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(file, 'utf8'))?.[1] ?? 0) / 1024
    },
    async end() {
      child.kill('SIGKILL')
      await gone
    }
  }
}
