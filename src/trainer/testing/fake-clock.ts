import type { Clock } from '../clock'

/** A clock that runs only in a test: tasks in the order of their time, and every look takes time. */
export interface FakeClock extends Clock {
  /** Runs what is due until this time, or until nothing is left. */
  runUntil(time: number): void
}

/** `tick`: milliseconds that pass with every look at the clock, as if work were done. */
export function createFakeClock(tick = 0): FakeClock {
  let time = 0
  let tasks: { time: number; task: () => void }[] = []

  return {
    now: () => (time += tick),
    after(milliseconds, task) {
      const entry = { time: time + Math.max(0, milliseconds), task }
      tasks.push(entry)
      return () => {
        tasks = tasks.filter((other) => other !== entry)
      }
    },
    runUntil(end) {
      for (;;) {
        // the earliest; of equals the one that was set first
        const next = tasks.reduce<(typeof tasks)[0] | null>(
          (first, entry) => (first && first.time <= entry.time ? first : entry),
          null
        )
        if (!next || next.time > end) break
        tasks = tasks.filter((entry) => entry !== next)
        time = Math.max(time, next.time)
        next.task()
      }
      if (Number.isFinite(end)) time = Math.max(time, end)
    }
  }
}
