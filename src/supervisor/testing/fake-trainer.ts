import type { TrainerCommand, TrainerMessage } from '../../shared/trainer-protocol'
import { batch } from '../../store/testing/fixtures'
import type { TrainerPort } from '../process-port'

/** A training process in the hand of a test: it hears commands and says what the test lets it say. */
export interface FakeTrainer {
  port: TrainerPort
  commands: TrainerCommand[]
  readonly types: TrainerCommand['type'][]
  readonly isKilled: boolean
  say(message: TrainerMessage): void
  /** Says a batch with the end of an epoch; returns its sequence number. */
  sayEpoch(epoch: number, changes?: Parameters<typeof batch>[1]): number
  exit(): void
}

export function createFakeTrainer(): FakeTrainer {
  const commands: TrainerCommand[] = []
  const messageListeners: ((message: TrainerMessage) => void)[] = []
  const exitListeners: (() => void)[] = []
  let isKilled = false
  let sequence = 0

  const say = (message: TrainerMessage): void => {
    for (const listener of messageListeners) listener(message)
  }
  const exit = (): void => {
    for (const listener of exitListeners.splice(0)) listener()
  }

  return {
    port: {
      send: (command) => commands.push(command),
      onMessage: (listener) => messageListeners.push(listener),
      onExit: (listener) => exitListeners.push(listener),
      kill: () => {
        isKilled = true
        exit()
      }
    },
    commands,
    get types() {
      return commands.map(({ type }) => type)
    },
    get isKilled() {
      return isKilled
    },
    say,
    sayEpoch: (epoch, changes) => {
      sequence++
      const parameters = Uint8Array.of(epoch, 1, 2, 3)
      say({ type: 'batch', sequence, parameters, ...batch(epoch, changes) })
      return sequence
    },
    exit
  }
}
