import type { TrainerCommand, TrainerMessage } from '../shared/trainer-protocol'
import type { Clock } from './clock'
import type { TrainerPort } from './process-port'

/** Whoever has a training process at work. */
export interface TrainerUser {
  onMessage(message: TrainerMessage): void
  /** The process is gone; no message will follow. */
  onExit(): void
}

/** A started training process, which may not be ready yet to be spoken to. */
export interface TrainerProcess {
  /** false: it went away, or did not become ready in time, and was ended. */
  readonly ready: Promise<boolean>
  readonly isGone: boolean
  send(command: TrainerCommand): void
  /** From now on this user hears it, and no other does. */
  attach(user: TrainerUser): void
  kill(): void
}

/** How long a process may take to become ready, in milliseconds; a slow disk needs some seconds. */
const READY_DEADLINE = 30_000

export function startTrainer(port: TrainerPort, clock: Clock): TrainerProcess {
  let isGone = false
  let user: TrainerUser | null = null
  const ready = new Promise<boolean>((resolve) => {
    const cancelDeadline = clock.after(READY_DEADLINE, () => {
      port.kill()
      resolve(false)
    })
    port.onMessage((message) => {
      if (message.type !== 'ready') return user?.onMessage(message)
      cancelDeadline()
      resolve(true)
    })
    port.onExit(() => {
      isGone = true
      cancelDeadline()
      resolve(false)
      user?.onExit()
    })
  })
  return {
    ready,
    get isGone() {
      return isGone
    },
    send: (command) => port.send(command),
    attach: (next) => {
      user = next
    },
    kill: () => port.kill()
  }
}
