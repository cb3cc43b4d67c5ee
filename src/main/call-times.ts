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

/** The longest time for which the thread was held up between two turns of its event loop. */
interface Block {
  length: number
  /** When it ended. */
  end: number
}

/**
 * The same store, watched: its work is done in a thread of its own, but what is asked and answered
 * passes through this one. Whenever this thread was held up for longer than 10 ms while a call was
 * under way, a line in the log says so; what held it up may also have been something else, which
 * came at the same moment. Nothing of a call but its method's name is written down.
 */
export function watchStoreCalls(store: Store, log: Log, clocks: Clocks = systemClocks()): Store {
  /** The calls under way. */
  const blocks = new Set<Block>()
  const note = noteSparingly(log, clocks)
  let lastTurn = 0
  let timer: NodeJS.Timeout | undefined

  const look = (): void => {
    const time = clocks.worked()
    const length = time - lastTurn
    for (const block of blocks) {
      if (length > block.length) Object.assign(block, { length, end: time })
    }
    lastTurn = time
  }

  const watched = (method: StoreMethod) => {
    const ask = store[method] as (...input: unknown[]) => Promise<unknown>
    return async (...input: unknown[]): Promise<unknown> => {
      look()
      const block: Block = { length: 0, end: 0 }
      blocks.add(block)
      timer ??= setInterval(look, LOOK_EVERY)
      try {
        return await ask(...input)
      } finally {
        look()
        blocks.delete(block)
        if (blocks.size === 0) {
          clearInterval(timer)
          timer = undefined
        }
        if (block.length > LONGEST_BLOCK) note(method, block)
      }
    }
  }
  const calls = Object.fromEntries(
    STORE_METHODS.map((method) => [method, watched(method)])
  ) as AsyncStore
  return { ...calls, close: () => store.close() }
}

/**
 * Writes a block down once, also where several calls were under way; of a method one line a minute,
 * which says how many were left out before it.
 */
function noteSparingly(log: Log, clocks: Clocks): (method: StoreMethod, block: Block) => void {
  const noted = new Map<StoreMethod, { time: number; leftOut: number }>()
  let lastEnd: number | undefined
  return (method, { length, end }) => {
    if (end === lastEnd) return
    lastEnd = end
    const last = noted.get(method)
    const time = clocks.now()
    if (last !== undefined && time - last.time < QUIET_TIME) {
      last.leftOut++
      return
    }
    const others = last?.leftOut ? `, and ${last.leftOut} times more since the last line` : ''
    log.write(
      'pace',
      `the main thread was held up for ${length.toFixed(0)} ms during ${method}${others}`
    )
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
