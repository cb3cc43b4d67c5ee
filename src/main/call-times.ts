import type { AsyncStore, Store, StoreMethod } from '../store/store-api'
import { STORE_METHODS } from '../store/worker-protocol'
import type { Log } from './log'

/** Milliseconds that the main thread may be held up; beyond, the window would be felt to hesitate. */
const LONGEST_BLOCK = 10
/** Milliseconds for which a method that was written down is not written down again. */
const QUIET_TIME = 60_000
/** Milliseconds between two looks at the clock while a call is under way. */
const LOOK_EVERY = 2

/** A call under way. */
interface Call {
  /** Longest time between two turns of the event loop since it was made, in milliseconds. */
  longestBlock: number
}

/**
 * The same store, watched: its work is done in a thread of its own, but what is asked and answered
 * is copied in this one. Whenever this thread was held up for longer than 10 ms while a call was
 * under way, a line in the log says so; what held it up may also have been something else, which
 * came at the same moment. Nothing of a call but its method's name is written down.
 * @param now milliseconds, of any origin
 */
export function watchStoreCalls(
  store: Store,
  log: Log,
  now: () => number = () => performance.now()
): Store {
  const underWay = new Set<Call>()
  const note = noteSparingly(log, now)
  let lastTurn = 0
  let timer: NodeJS.Timeout | undefined

  const look = (): void => {
    const time = now()
    for (const call of underWay) {
      call.longestBlock = Math.max(call.longestBlock, time - lastTurn)
    }
    lastTurn = time
  }

  const end = (method: StoreMethod, call: Call): void => {
    look()
    underWay.delete(call)
    if (underWay.size === 0) {
      clearInterval(timer)
      timer = undefined
    }
    if (call.longestBlock > LONGEST_BLOCK) note(method, call.longestBlock)
  }

  const watched = (method: StoreMethod) => {
    const ask = store[method] as (...input: unknown[]) => Promise<unknown>
    return async (...input: unknown[]): Promise<unknown> => {
      look()
      const call: Call = { longestBlock: 0 }
      underWay.add(call)
      timer ??= setInterval(look, LOOK_EVERY)
      try {
        return await ask(...input)
      } finally {
        end(method, call)
      }
    }
  }
  const calls = Object.fromEntries(
    STORE_METHODS.map((method) => [method, watched(method)])
  ) as AsyncStore
  return { ...calls, close: () => store.close() }
}

/** Writes one line a method and minute; the next says how many were left out before it. */
function noteSparingly(
  log: Log,
  now: () => number
): (method: StoreMethod, milliseconds: number) => void {
  const noted = new Map<StoreMethod, { time: number; leftOut: number }>()
  return (method, milliseconds) => {
    const last = noted.get(method)
    if (last !== undefined && now() - last.time < QUIET_TIME) {
      last.leftOut++
      return
    }
    const others = last?.leftOut ? `, and ${last.leftOut} times more since the last line` : ''
    log.write(
      'pace',
      `the main thread was held up for ${milliseconds.toFixed(0)} ms during ${method}${others}`
    )
    noted.set(method, { time: now(), leftOut: 0 })
  }
}
