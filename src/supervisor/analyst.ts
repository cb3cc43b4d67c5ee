import type { AnalystMessage } from '../shared/analyst-protocol'
import { DownhillError, fromPlainError } from '../shared/errors'
import type { TrainingSetResult } from '../shared/run'
import type { StoredCheckpoint } from '../store/store-api'
import { systemClock, type Clock } from './clock'
import type { AnalystPort } from './process-port'

export interface AnalystOptions {
  /** Starts an analyst process (the built src/analyst). */
  spawnAnalyst(): AnalystPort
  /** Folder that holds a folder for each data set. */
  datasetFolder: string
  /** How long the process is kept, with its data loaded, when nothing is asked; in milliseconds. */
  idleTime?: number
  clock?: Clock
}

/** Answers questions about stored checkpoints, in a process that is started when one is asked. */
export interface Analyst {
  /** The true averages over the whole training set. Rejects with a DownhillError. */
  measureTrainingSet(
    checkpoint: Pick<StoredCheckpoint, 'config' | 'datasetFingerprint' | 'parameters'>
  ): Promise<TrainingSetResult>
  close(): void
}

interface Waiting {
  resolve(value: TrainingSetResult): void
  reject(error: DownhillError): void
}

export function createAnalyst(options: AnalystOptions): Analyst {
  const { clock = systemClock, idleTime = 60_000 } = options
  const waiting = new Map<number, Waiting>()
  let questions = 0
  let port: AnalystPort | null = null
  let cancelIdle = (): void => undefined

  function start(): AnalystPort {
    const started = options.spawnAnalyst()
    started.onMessage(receive)
    started.onExit(() => {
      if (port === started) end('The analyst process ended unexpectedly.')
    })
    return started
  }

  function receive(message: AnalystMessage): void {
    if (message.type === 'ready') return
    const question = waiting.get(message.id)
    if (question === undefined) return
    waiting.delete(message.id)
    if (message.type === 'answer') question.resolve(message.value)
    else question.reject(fromPlainError(message.error))
    if (waiting.size === 0) cancelIdle = clock.after(idleTime, () => end('It was not needed.'))
  }

  function end(reason: string): void {
    cancelIdle()
    const ended = port
    // first of all, so that its exit is not taken for a crash
    port = null
    ended?.kill()
    for (const { reject } of waiting.values()) reject(new DownhillError('internal', reason))
    waiting.clear()
  }

  return {
    measureTrainingSet: ({ config, datasetFingerprint, parameters }) =>
      new Promise((resolve, reject) => {
        cancelIdle()
        port ??= start()
        const id = ++questions
        waiting.set(id, { resolve, reject })
        port.send({
          type: 'measure-training-set',
          id,
          config,
          datasetFolder: options.datasetFolder,
          fingerprint: datasetFingerprint,
          parameters
        })
      }),
    close: () => end('Downhill is closing.')
  }
}
