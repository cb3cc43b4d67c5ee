import type { Clock } from './clock'
import type { TrainerPort } from './process-port'
import { startTrainer, type TrainerProcess } from './trainer-process'

/** How long a process is kept beside the spare one when nothing is to be trained, in milliseconds. */
export const IDLE_TIME = 60_000

export interface TrainerPoolOptions {
  spawn(): TrainerPort
  clock: Clock
  /** At most so many processes wait for work. */
  kept: number
}

/**
 * Processes on hand. One that has done its work keeps the data loaded and its code compiled, so the
 * next run begins within milliseconds.
 */
export interface TrainerPool {
  take(): TrainerProcess
  /** A process whose run is done, and which can take another. */
  giveBack(process: TrainerProcess): void
  /** Makes sure that one is on hand: the spare one, so that the next `take` need not wait. */
  prepare(): void
  close(): void
}

export function createTrainerPool({ spawn, clock, kept }: TrainerPoolOptions): TrainerPool {
  /** The one used last comes last, each with a way to cancel its end. */
  const idle = new Map<TrainerProcess, () => void>()
  let closed = false

  function forgetGone(): void {
    for (const process of idle.keys()) if (process.isGone) remove(process)
  }

  function remove(process: TrainerProcess): void {
    idle.get(process)?.()
    idle.delete(process)
  }

  function endUnneeded(process: TrainerProcess): void {
    forgetGone()
    if (idle.size <= 1) return
    remove(process)
    process.kill()
  }

  return {
    take: () => {
      forgetGone()
      const process = [...idle.keys()].at(-1)
      if (process === undefined) return startTrainer(spawn(), clock)
      remove(process)
      return process
    },
    giveBack: (process) => {
      forgetGone()
      if (closed || idle.size >= kept) return process.kill()
      idle.set(
        process,
        clock.after(IDLE_TIME, () => endUnneeded(process))
      )
    },
    prepare: () => {
      forgetGone()
      if (!closed && idle.size === 0) idle.set(startTrainer(spawn(), clock), () => undefined)
    },
    close: () => {
      closed = true
      for (const process of idle.keys()) {
        remove(process)
        process.kill()
      }
    }
  }
}
