import type { DoubtRequest, StudyQuestion, TestSetResult } from '../shared/analyst-protocol'
import type { DoubtResponses } from '../shared/doubt'
import type { DatasetCard } from '../shared/dataset'
import { DownhillError } from '../shared/errors'
import { NUMERICS_VERSION } from '../shared/numerics'
import type { RunDetail, RunSummary, TrainingSetResult } from '../shared/run'
import type { RunConfig } from '../shared/run-config'
import type { StudyResponses } from '../shared/study'
import type { Verification } from '../shared/verification'
import type { StoredCheckpoint } from '../store/store-api'
import {
  createAnalystCrew,
  type AnalystNews,
  type AnalystPort,
  type CrewHand
} from './analyst-crew'
import { systemClock, type Clock } from './clock'

export interface AnalystOptions {
  /** Starts an analyst process (the built src/analyst). */
  spawnAnalyst(): AnalystPort
  /** The folder that holds a folder for this data set. */
  datasetFolder(id: string): string
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

export interface StudyProgress {
  done: number
  of: number
}

/** A question about the weights of any step, and where the run is walked from to it. */
export type StudyPlan = Pick<StudyQuestion, 'config' | 'fingerprint' | 'from' | 'rateChanges'>

export interface LongOptions<Progress> {
  /** Calls it off: it rejects with 'cancelled'. */
  calledOff?: AbortSignal
  onProgress?: (progress: Progress) => void
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
  verify(plan: VerificationPlan, options?: LongOptions<VerificationProgress>): Promise<Verification>
  close(): void
}

/** Studies weights and data sets, too. */
export interface StudyingAnalyst extends Analyst {
  describeDataset(dataset: string): Promise<DatasetCard>
  /**
   * What weights make of examples, and which way is downhill from them. Several go on side by side.
   * @throws DownhillError 'cancelled', and those of the analyst process.
   */
  study<Request extends StudyQuestion['study']>(
    request: Request,
    plan: StudyPlan,
    options?: LongOptions<StudyProgress>
  ): Promise<StudyResponses[Request['subject']]>
  /** What they make of what is no digit. */
  doubt<Request extends DoubtRequest>(
    request: Request,
    checkpoint: Weights
  ): Promise<DoubtResponses[Request['name']]>
}

/** Hears news of one type. */
function whenNews<Type extends AnalystNews['type']>(
  type: Type,
  listener: (news: Extract<AnalystNews, { type: Type }>) => void
): (news: AnalystNews) => void {
  const isIt = (news: AnalystNews): news is Extract<AnalystNews, { type: Type }> =>
    news.type === type
  return (news) => {
    if (isIt(news)) listener(news)
  }
}

export function createAnalyst(options: AnalystOptions): StudyingAnalyst {
  const { spawnAnalyst, datasetFolder, clock = systemClock, idleTime = 60_000 } = options
  const crew = createAnalystCrew({ spawnAnalyst, size: 1, idleTime, clock })
  const hand = (): CrewHand => crew.hands()[0]
  const folderOf = ({ dataset }: RunConfig): string => datasetFolder(dataset)
  /** The part of a question that says which weights it is about. */
  const about = ({ config, datasetFingerprint: fingerprint, parameters }: Weights) => ({
    datasetFolder: folderOf(config),
    config,
    fingerprint,
    parameters
  })
  let isVerifying = false

  return {
    measureTrainingSet: (checkpoint) =>
      hand().ask({ type: 'measure-training-set', ...about(checkpoint) }),
    measureTestSet: (checkpoint) => hand().ask({ type: 'measure-test-set', ...about(checkpoint) }),
    describeDataset: (dataset) =>
      hand().ask({ type: 'describe-dataset', datasetFolder: datasetFolder(dataset), dataset }),
    gradientNorms: (checkpoint) => hand().ask({ type: 'gradient-norms', ...about(checkpoint) }),

    async verify(plan, { calledOff, onProgress } = {}) {
      const { config, rateChanges, datasetFingerprint: fingerprint, numerics } = plan
      if (numerics !== NUMERICS_VERSION) return { verdict: 'other-numerics', numerics }
      if (isVerifying) {
        throw new DownhillError('already-running', 'Another run is being repeated.')
      }
      isVerifying = true
      const { epochs, checkpoints, finalTraining } = plan
      const stored = { epochs, checkpoints, finalTraining }
      try {
        return await hand().ask(
          {
            type: 'verify',
            datasetFolder: folderOf(config),
            config,
            fingerprint,
            rateChanges,
            ...stored
          },
          {
            calledOff,
            onNews: whenNews('progress', ({ epoch, epochs }) => onProgress?.({ epoch, epochs }))
          }
        )
      } finally {
        isVerifying = false
      }
    },

    async study<Request extends StudyQuestion['study']>(
      request: Request,
      plan: StudyPlan,
      { calledOff, onProgress }: LongOptions<StudyProgress> = {}
    ) {
      const answer = await hand().ask(
        { type: 'study', datasetFolder: folderOf(plan.config), ...plan, study: request },
        {
          calledOff,
          onNews: whenNews('study-progress', ({ done, of }) => onProgress?.({ done, of }))
        }
      )
      // to each subject belongs an answer of its own type
      return answer as StudyResponses[Request['subject']]
    },

    async doubt<Request extends DoubtRequest>(request: Request, checkpoint: Weights) {
      const answer = await hand().ask({
        type: 'doubt',
        ...about(checkpoint),
        doubt: request
      })
      // to each question belongs an answer of its own type
      return answer as DoubtResponses[Request['name']]
    },

    close: () => crew.dismiss('Downhill is closing.')
  }
}
