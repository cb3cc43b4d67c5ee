import type { AsyncStore, Store, StoreMethod } from '../store/store-api'
import { STORE_METHODS } from '../store/worker-protocol'
import type { Log } from './log'

/** Milliseconds that the main thread may be held up; beyond, the window would be felt to hesitate. */
const LONGEST_BLOCK = 10
/** Milliseconds for which a method that was written down is not written down again. */
const QUIET_TIME = 60_000
/** Milliseconds between two looks at the clock while a call is under way. */
const LOOK_EVERY = 2

/** In milliseconds, of any origin. */
export interface Clocks {
  now(): number
  /** The time for which this thread was at work. */
  worked(): number
}

/**
 * The same store, watched: its work is done in a thread of its own, but what is asked and answered
 * passes through this one. Where that takes longer than 10 ms, a line in the log says so: of asking,
 * the call itself; of answering, the turn of the event loop in which the answer came. Nothing of a
 * call but its method's name is written down.
 */
export function watchStoreCalls(store: Store, log: Log, clocks: Clocks = systemClocks()): Store {
  const note = noteSparingly(log, clocks)
  let underWay = 0
  let lastTurn = 0
  let timer: NodeJS.Timeout | undefined

  const look = (): void => {
    lastTurn = clocks.worked()
  }
  /** How long the thread has been at work since the last look. */
  const sinceLook = (): number => {
    const last = lastTurn
    look()
    return lastTurn - last
  }

  const watched = (method: StoreMethod) => {
    const ask = store[method] as (...input: unknown[]) => Promise<unknown>
    return async (...input: unknown[]): Promise<unknown> => {
      look()
      const answer = ask(...input)
      const asking = sinceLook()
      underWay++
      timer ??= setInterval(look, LOOK_EVERY)
      try {
        return await answer
      } finally {
        const block = Math.max(asking, sinceLook())
        if (block > LONGEST_BLOCK) note(method, block)
        underWay--
        if (underWay === 0) {
          clearInterval(timer)
          timer = undefined
        }
      }
    }
  }
  const calls = Object.fromEntries(
    STORE_METHODS.map((method) => [method, watched(method)])
  ) as AsyncStore
  return { ...calls, close: () => store.close() }
}

/** Writes one line a method and minute; the next says how many were left out before it. */
function noteSparingly(log: Log, clocks: Clocks): (method: StoreMethod, block: number) => void {
  const noted = new Map<StoreMethod, { time: number; leftOut: number }>()
  return (method, block) => {
    const last = noted.get(method)
    const time = clocks.now()
    if (last !== undefined && time - last.time < QUIET_TIME) {
      last.leftOut++
      return
    }
    const others = last?.leftOut ? `, and ${last.leftOut} times more since the last line` : ''
    log.write('pace', `${method} held up the main thread for ${block.toFixed(0)} ms${others}`)
    noted.set(method, { time, leftOut: 0 })
  }
}

/**
 * Where the runtime does not tell how long a thread was at work (Node before 24), the clock on the
 * wall serves: it also counts what other programs took.
 */
function systemClocks(): Clocks {
  const now = (): number => performance.now()
  if (typeof process.threadCpuUsage !== 'function') return { now, worked: now }
  const worked = (): number => {
    const { user, system } = process.threadCpuUsage()
    return (user + system) / 1000
  }
  return { now, worked }
}
