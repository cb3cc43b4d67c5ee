import type { Clock } from './clock'
import type { TrainerPort } from './process-port'

/** A started training process, which may not be ready yet to be spoken to. */
export interface TrainerProcess {
  port: TrainerPort
  /** false: it went away, or did not become ready in time, and was ended. */
  ready: Promise<boolean>
  readonly isGone: boolean
}

/** Processes on hand. */
export interface TrainerPool {
  take(): TrainerProcess
  /** Starts one ahead, so that the next `take` need not wait. */
  prepare(): void
  close(): void
}

/** How long a process may take to become ready, in milliseconds; a slow disk needs some seconds. */
const READY_DEADLINE = 30_000

export function createTrainerPool(spawn: () => TrainerPort, clock: Clock): TrainerPool {
  let spare: TrainerProcess | null = null
  let closed = false

  return {
    take: () => {
      const process = spare === null || spare.isGone ? startTrainer(spawn(), clock) : spare
      spare = null
      return process
    },
    prepare: () => {
      if (!closed && (spare === null || spare.isGone)) spare = startTrainer(spawn(), clock)
    },
    close: () => {
      closed = true
      spare?.port.kill()
      spare = null
    }
  }
}

function startTrainer(port: TrainerPort, clock: Clock): TrainerProcess {
  let isGone = false
  const ready = new Promise<boolean>((resolve) => {
    const cancelDeadline = clock.after(READY_DEADLINE, () => {
      port.kill()
      resolve(false)
    })
    port.onMessage((message) => {
      if (message.type !== 'ready') return
      cancelDeadline()
      resolve(true)
    })
    port.onExit(() => {
      isGone = true
      cancelDeadline()
      resolve(false)
    })
  })
  return {
    port,
    ready,
    get isGone() {
      return isGone
    }
  }
}
