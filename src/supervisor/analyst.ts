import {
  LONG_STUDIES,
  type AnalystAnswer,
  type AnalystAnswers,
  type AnalystMessage,
  type AnalystQuestion,
  type StudyQuestion,
  type TestSetResult
} from '../shared/analyst-protocol'
import { DownhillError, fromPlainError } from '../shared/errors'
import { NUMERICS_VERSION } from '../shared/numerics'
import type { RunDetail, RunSummary, TrainingSetResult } from '../shared/run'
import type { StudyResponses } from '../shared/study'
import type { Verification } from '../shared/verification'
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

type Weights = Pick<StoredCheckpoint, 'config' | 'datasetFingerprint' | 'parameters'>

/** A stored run, as it is repeated. */
export interface VerificationPlan
  extends
    Pick<
      RunSummary,
      'config' | 'rateChanges' | 'datasetFingerprint' | 'numerics' | 'finalTraining'
    >,
    Pick<RunDetail['curves'], 'epochs'>,
    Pick<RunDetail, 'checkpoints'> {}

export interface VerificationProgress {
  epoch: number
  /** The last that is compared. */
  epochs: number
}

/** Answers questions about stored runs, in a process that is started when one is asked. Each rejects with a DownhillError. */
export interface Analyst {
  /** The true averages over the whole training set. */
  measureTrainingSet(checkpoint: Weights): Promise<TrainingSetResult>
  measureTestSet(checkpoint: Weights): Promise<TestSetResult>
  /** Of the gradient over the whole training set: one a layer, from the first hidden layer on. */
  gradientNorms(checkpoint: Weights): Promise<number[]>
  /**
   * Repeats a stored run from its start, and compares. One at a time.
   * @throws DownhillError 'already-running', 'cancelled'.
   */
  verify(
    plan: VerificationPlan,
    onProgress?: (progress: VerificationProgress) => void
  ): Promise<Verification>
  /** Calls off the verification under way, if there is one. */
  cancel(): void
  close(): void
}

export interface StudyProgress {
  done: number
  of: number
}

/** A question about the weights of any step, and where the run is walked from to it. */
export type StudyPlan = Pick<StudyQuestion, 'config' | 'fingerprint' | 'from' | 'rateChanges'>

/** Studies weights, too: what they make of examples, and which way is downhill from them. */
export interface StudyingAnalyst extends Analyst {
  /**
   * One of a kind at a time, and one of those that take long: a new one calls off the one before.
   * @throws DownhillError 'cancelled'.
   */
  study<Request extends StudyQuestion['study']>(
    request: Request,
    plan: StudyPlan,
    onProgress?: (progress: StudyProgress) => void
  ): Promise<StudyResponses[Request['subject']]>
  /** Calls off those that take long; what else is asked meanwhile is answered. */
  cancelStudies(): void
}

/** The part of a question that says which weights it is about. */
const about = ({ config, datasetFingerprint: fingerprint, parameters }: Weights) => ({
  config,
  fingerprint,
  parameters
})

/** Hears progress of one type. */
function whenProgress<Type extends AnalystProgress['type']>(
  type: Type,
  listener: (message: Extract<AnalystProgress, { type: Type }>) => void
): (message: AnalystProgress) => void {
  const isIt = (message: AnalystProgress): message is Extract<AnalystProgress, { type: Type }> =>
    message.type === type
  return (message) => {
    if (isIt(message)) listener(message)
  }
}

interface Waiting {
  resolve(value: AnalystAnswer): void
  reject(error: DownhillError): void
  onProgress?: (message: AnalystProgress) => void
}

type AnalystProgress = Extract<AnalystMessage, { type: 'progress' | 'study-progress' }>

export function createAnalyst(options: AnalystOptions): StudyingAnalyst {
  const { clock = systemClock, idleTime = 60_000 } = options
  const waiting = new Map<number, Waiting>()
  let questions = 0
  let verifying: number | null = null
  const studying = new Set<number>()
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
    if (message.type === 'progress' || message.type === 'study-progress') {
      return question.onProgress?.(message)
    }
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

  /** The answer to a question has the type that belongs to it: both ends are our own program. */
  function ask<Question extends AnalystQuestion>(
    question: (to: Pick<AnalystQuestion, 'id' | 'datasetFolder'>) => Question,
    onProgress?: Waiting['onProgress']
  ): Promise<AnalystAnswers[Question['type']]> {
    return new Promise((resolve, reject) => {
      cancelIdle()
      port ??= start()
      const id = ++questions
      waiting.set(id, {
        resolve: (value) => resolve(value as AnalystAnswers[Question['type']]),
        reject,
        onProgress
      })
      port.send(question({ id, datasetFolder: options.datasetFolder }))
    })
  }

  async function verify(
    plan: VerificationPlan,
    onProgress?: (progress: VerificationProgress) => void
  ): Promise<Verification> {
    const { config, rateChanges, datasetFingerprint: fingerprint, numerics } = plan
    if (numerics !== NUMERICS_VERSION) return { verdict: 'other-numerics', numerics }
    if (verifying !== null) {
      throw new DownhillError('already-running', 'Another run is being repeated.')
    }
    const answer = ask(
      (to) => {
        verifying = to.id
        const { epochs, checkpoints, finalTraining } = plan
        const stored = { epochs, checkpoints, finalTraining }
        return { type: 'verify', ...to, config, fingerprint, rateChanges, ...stored }
      },
      whenProgress('progress', ({ epoch, epochs }) => onProgress?.({ epoch, epochs }))
    )
    try {
      return await answer
    } finally {
      verifying = null
    }
  }

  async function study<Request extends StudyQuestion['study']>(
    request: Request,
    plan: StudyPlan,
    onProgress?: (progress: StudyProgress) => void
  ): Promise<StudyResponses[Request['subject']]> {
    let asked = 0
    try {
      const answer = await ask<StudyQuestion>(
        (to) => {
          asked = to.id
          if (LONG_STUDIES.includes(request.subject)) studying.add(asked)
          return { type: 'study', ...to, ...plan, study: request }
        },
        whenProgress('study-progress', ({ done, of }) => onProgress?.({ done, of }))
      )
      // to each subject belongs an answer of its own type
      return answer as StudyResponses[Request['subject']]
    } finally {
      studying.delete(asked)
    }
  }

  return {
    measureTrainingSet: (checkpoint) =>
      ask((to) => ({ type: 'measure-training-set', ...to, ...about(checkpoint) })),
    measureTestSet: (checkpoint) =>
      ask((to) => ({ type: 'measure-test-set', ...to, ...about(checkpoint) })),
    gradientNorms: (checkpoint) =>
      ask((to) => ({ type: 'gradient-norms', ...to, ...about(checkpoint) })),
    verify,
    cancel: () => {
      if (verifying !== null) port?.send({ type: 'cancel', id: verifying })
    },
    study,
    cancelStudies: () => {
      for (const id of studying) port?.send({ type: 'cancel', id })
    },
    close: () => end('Downhill is closing.')
  }
}
