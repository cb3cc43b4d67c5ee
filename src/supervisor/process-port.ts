import type { TrainerCommand, TrainerMessage } from '../shared/trainer-protocol'

/**
 * A child process as the supervisor sees it, whichever way it was started. Each listener hears
 * everything from the moment it was added; there may be several.
 */
export interface ProcessPort<Outgoing, Incoming> {
  send(message: Outgoing): void
  onMessage(listener: (message: Incoming) => void): void
  /** The process is gone, and no message will follow. */
  onExit(listener: () => void): void
  /** Ends the process at once; nothing happens where it is gone already. */
  kill(): void
}

export type TrainerPort = ProcessPort<TrainerCommand, TrainerMessage>
