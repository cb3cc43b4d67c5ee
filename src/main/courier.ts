import type {
  CourierAnswer,
  CourierAnswers,
  CourierMessage,
  CourierQuestion,
  Errand
} from '../shared/courier-protocol'
import { DownhillError, fromPlainError } from '../shared/errors'
import { systemClock, type Clock } from '../supervisor/clock'
import type { ProcessPort } from '../supervisor/process-port'

export type CourierPort = ProcessPort<CourierQuestion, CourierMessage>

export interface CourierOptions {
  /** Starts a courier process (the built src/courier). */
  spawnCourier(): CourierPort
  /** The database. */
  library: string
  onProgress(news: { done: number; of: number }): void
  /** How long the process is kept when nothing is asked; in milliseconds. */
  idleTime?: number
  /** How long its work may take when it is to end; in milliseconds. */
  patience?: number
  clock?: Clock
}

/** Has runs and weights carried to files and back, by a process that is started when there is something to carry. */
export interface CourierProcess {
  /** Rejects with a DownhillError. */
  send<Sent extends Errand>(errand: Sent): Promise<CourierAnswers[Sent['type']]>
  /** Lets what is under way come to its end, for a while, and ends the process. */
  close(): Promise<void>
}

const CLOSING = 'Downhill is closing.'

interface Waiting {
  resolve(value: CourierAnswer): void
  reject(error: DownhillError): void
}

export function createCourierProcess({
  spawnCourier,
  library,
  onProgress,
  idleTime = 10_000,
  patience = 5000,
  clock = systemClock
}: CourierOptions): CourierProcess {
  const waiting = new Map<number, Waiting>()
  let errands = 0
  let port: CourierPort | null = null
  let cancelIdle = (): void => undefined
  let onRest = (): void => undefined
  let isClosing = false

  function start(): CourierPort {
    const started = spawnCourier()
    started.onMessage(receive)
    started.onExit(() => {
      if (port === started) end('The process that reads and writes files ended unexpectedly.')
    })
    return started
  }

  function receive(message: CourierMessage): void {
    const errand = waiting.get(message.id)
    if (errand === undefined) return
    if (message.type === 'progress') {
      onProgress({ done: message.done, of: message.of })
      return
    }
    waiting.delete(message.id)
    if (message.type === 'answer') errand.resolve(message.value)
    else errand.reject(fromPlainError(message.error))
    if (waiting.size > 0) return
    cancelIdle = clock.after(idleTime, () => end('It was not needed.'))
    onRest()
  }

  function end(reason: string): void {
    cancelIdle()
    const ended = port
    // first of all, so that its exit is not taken for a crash
    port = null
    ended?.kill()
    for (const { reject } of waiting.values()) reject(new DownhillError('internal', reason))
    waiting.clear()
    onRest()
  }

  return {
    /** The answer has the type that belongs to the errand: both ends are our own program. */
    send: <Sent extends Errand>(errand: Sent) =>
      new Promise<CourierAnswers[Sent['type']]>((resolve, reject) => {
        // where the library was that is just being closed, a new one would be begun
        if (isClosing) throw new DownhillError('internal', CLOSING)
        cancelIdle()
        port ??= start()
        const id = ++errands
        waiting.set(id, {
          resolve: (value) => resolve(value as CourierAnswers[Sent['type']]),
          reject
        })
        port.send({ ...errand, id, library })
      }),
    async close() {
      isClosing = true
      if (waiting.size > 0) {
        await new Promise<void>((resolve) => {
          const giveUp = clock.after(patience, resolve)
          onRest = () => {
            giveUp()
            resolve()
          }
        })
      }
      end(CLOSING)
    }
  }
}
