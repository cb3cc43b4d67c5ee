import type { Clock } from '../clock'

/** A clock that stands still until it is moved. */
export interface FakeClock extends Clock {
  /** Timers that are set. */
  readonly pending: number
  /** Moves on, and runs what is due on the way, in order. */
  advance(milliseconds: number): void
  /** Moves on, and runs nothing: the computer slept. What became due runs with the next `advance`. */
  sleep(milliseconds: number): void
  /** Somebody sets it, forward or back: no time has passed. */
  set(milliseconds: number): void
}

interface Timer {
  due: number
  interval: number | null
  task: () => void
}

export function createFakeClock(start: number): FakeClock {
  let time = start
  let wrong = 0
  const timers = new Set<Timer>()

  function set(due: number, interval: number | null, task: () => void): () => void {
    const timer = { due, interval, task }
    timers.add(timer)
    return () => timers.delete(timer)
  }

  return {
    get pending() {
      return timers.size
    },
    now: () => time + wrong,
    steady: () => time,
    after: (milliseconds, task) => set(time + milliseconds, null, task),
    every: (milliseconds, task) => set(time + milliseconds, milliseconds, task),
    advance: (milliseconds) => {
      const end = time + milliseconds
      for (;;) {
        const next = [...timers].sort((a, b) => a.due - b.due).at(0)
        if (next === undefined || next.due > end) break
        time = Math.max(time, next.due)
        if (next.interval === null) timers.delete(next)
        else next.due += next.interval
        next.task()
      }
      time = end
    },
    sleep: (milliseconds) => {
      time += milliseconds
    },
    set: (milliseconds) => {
      wrong += milliseconds
    }
  }
}
