import { randomUUID } from 'node:crypto'
import { removeAttempt } from '../datasets/own-datasets'
import type { DatasetInfo } from '../shared/dataset'
import { DownhillError, fromPlainError } from '../shared/errors'
import type { IntakeOptions, IntakePreview, IntakeProgress } from '../shared/intake'
import type {
  IntakeMessage,
  IntakeQuestion,
  ReadIntake,
  StoreIntake
} from '../shared/intake-protocol'
import type { ProcessPort } from '../supervisor/process-port'

export type IntakePort = ProcessPort<IntakeQuestion, IntakeMessage>
export type IntakeFiles = Pick<ReadIntake, 'kind' | 'paths'>
export type IntakeNames = Pick<StoreIntake, 'name' | 'source' | 'licence'>

export interface IntakeProcessOptions {
  /** Starts a courier process (the built src/courier). */
  spawnCourier(): IntakePort
  /** Holds the database. */
  libraryFolder: string
  onProgress(progress: IntakeProgress): void
}

/**
 * Has a data set read, and stored, by a process of its own that lives as long as the preview is
 * looked at. One question is under way at a time: a newer one calls off the older.
 */
export interface IntakeProcess {
  /** @throws DownhillError 'intake-refused', 'cancelled', 'process-ended'. */
  read(files: IntakeFiles, options: IntakeOptions): Promise<IntakePreview>
  /** The files read last, with other options. @throws DownhillError 'not-found', and as `read`. */
  change(options: IntakeOptions): Promise<IntakePreview>
  /** @throws DownhillError 'not-found', 'file-unwritable', 'cancelled', 'process-ended'. */
  store(names: IntakeNames): Promise<DatasetInfo>
  /** Ends the process at once, and what it read is gone. */
  cancel(): void
}

interface Waiting {
  id: number
  resolve(message: IntakeMessage): void
  reject(error: DownhillError): void
}

export function createIntakeProcess({
  spawnCourier,
  libraryFolder,
  onProgress
}: IntakeProcessOptions): IntakeProcess {
  let port: IntakePort | null = null
  let waiting: Waiting | null = null
  let files: IntakeFiles | null = null
  /** Of the preview that is looked at. */
  let shown: IntakeOptions | null = null
  let questions = 0
  /** What the process under way stores is written under this name until it is whole. */
  let attempt = ''

  function start(): IntakePort {
    const started = spawnCourier()
    const ownAttempt = randomUUID()
    attempt = ownAttempt
    started.onMessage((message) => {
      if (message.id !== waiting?.id) return
      if (message.type === 'progress') {
        const { done, of, unit } = message
        onProgress({ done, of, unit })
        return
      }
      const { resolve, reject } = waiting
      waiting = null
      if (message.type === 'failed') reject(fromPlainError(message.error))
      else resolve(message)
    })
    started.onExit(() => {
      void removeAttempt(libraryFolder, ownAttempt)
      if (port !== started) return
      end(new DownhillError('process-ended', 'The process that reads files ended unexpectedly.'))
    })
    return started
  }

  function end(reason: DownhillError): void {
    const ended = port
    const left = waiting
    // first of all, so that its exit is not taken for a crash
    port = null
    waiting = null
    ended?.kill()
    left?.reject(reason)
  }

  function callOff(): void {
    end(new DownhillError('cancelled', 'It was cancelled.'))
  }

  function ask(question: IntakeQuestion): Promise<IntakeMessage> {
    if (waiting) callOff()
    port ??= start()
    const asked = port
    return new Promise((resolve, reject) => {
      waiting = { id: question.id, resolve, reject }
      asked.send(question)
    })
  }

  async function read(chosen: IntakeFiles, options: IntakeOptions): Promise<IntakePreview> {
    if (chosen !== files) shown = null
    files = chosen
    const message = await ask({ type: 'intake-read', id: ++questions, ...chosen, options })
    if (message.type === 'preview') {
      shown = message.preview.options
      return message.preview
    }
    throw new DownhillError('internal', `A ${message.type} is no preview.`)
  }

  return {
    read,
    async change(options) {
      if (!files) throw nothing()
      return read(files, options)
    },
    async store(names) {
      if (waiting || !files || !shown) throw nothing()
      // it ended by itself, and what it had read went with it: the preview is still looked at
      if (!port) await read(files, shown)
      const place = { libraryFolder, attempt }
      const message = await ask({ type: 'intake-store', id: ++questions, ...place, ...names })
      if (message.type === 'stored') return message.info
      throw new DownhillError('internal', `A ${message.type} is no data set.`)
    },
    cancel() {
      files = null
      shown = null
      callOff()
    }
  }
}

const nothing = (): DownhillError =>
  new DownhillError('not-found', 'No data set is being taken in.')
