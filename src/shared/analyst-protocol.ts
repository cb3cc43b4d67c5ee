import type { DoubtInput, DoubtName, DoubtResponses } from './doubt'
import type { DatasetCard } from './dataset'
import type { PlainError } from './errors'
import type { CheckpointSummary, EpochMetrics, RateChange, TrainingSetResult } from './run'
import type { RunConfig } from './run-config'
import type { StudyInput, StudyResponses, StudySubject } from './study'
import type { TrainingState } from './trainer-protocol'
import type { Verification } from './verification'

/** Messages between the main process and an analyst process. */

/** A run's settings, and the data that belong to them. */
interface RunQuestion {
  id: number
  config: RunConfig
  datasetFolder: string
  fingerprint: string
}

/** A question about the weights of one checkpoint: float32, little-endian (engine/network.ts). */
interface CheckpointQuestion extends RunQuestion {
  parameters: Uint8Array
}

/** On the test set; the cost is null where it is not finite. */
export interface TestSetResult {
  testCost: number | null
  testAccuracy: number
}

export interface MeasureTrainingSet extends CheckpointQuestion {
  type: 'measure-training-set'
}
export interface MeasureTestSet extends CheckpointQuestion {
  type: 'measure-test-set'
}
/** Of the gradient of the mean cost over all examples learnt from. */
export interface GradientNorms extends CheckpointQuestion {
  type: 'gradient-norms'
}
/** Repeats the run from its start, and compares it with what was stored. */
export interface VerifyRun extends RunQuestion {
  type: 'verify'
  rateChanges: RateChange[]
  epochs: EpochMetrics[]
  checkpoints: Pick<CheckpointSummary, 'step' | 'sha256'>[]
  /** Null: nothing to compare. */
  finalTraining: TrainingSetResult | null
}

/** A subject with its input, whose `at` says which step, and what is changed by hand. */
export type StudyRequest = {
  [Subject in StudySubject]: { subject: Subject; input: StudyInput<Subject> }
}[StudySubject]

export interface StudyQuestion extends RunQuestion {
  type: 'study'
  study: StudyRequest
  /** Where the run is walked from to the step, which is not before it; null: from its start. */
  from: TrainingState | null
  rateChanges: RateChange[]
}

/** A question of doubt, apart from the weights that are asked. */
export type DoubtRequest = {
  [Name in DoubtName]: { name: Name; input: Omit<DoubtInput<Name>, 'source'> }
}[DoubtName]

export interface DoubtQuestion extends CheckpointQuestion {
  type: 'doubt'
  doubt: DoubtRequest
}

/** What a data set looks like. */
export interface DescribeDataset {
  type: 'describe-dataset'
  id: number
  datasetFolder: string
  dataset: string
}

export type AnalystQuestion =
  | DescribeDataset
  | MeasureTrainingSet
  | MeasureTestSet
  | GradientNorms
  | VerifyRun
  | StudyQuestion
  | DoubtQuestion

/** What each question is answered with. */
export interface AnalystAnswers {
  'describe-dataset': DatasetCard
  'measure-training-set': TrainingSetResult
  'measure-test-set': TestSetResult
  /** One norm a layer, from the first hidden layer to the output; weights and biases together. */
  'gradient-norms': number[]
  verify: Verification
  study: StudyResponses[StudySubject]
  doubt: DoubtResponses[DoubtName]
}

export type AnalystAnswer = AnalystAnswers[keyof AnalystAnswers]

/** `cancel`: the question with this id fails with 'cancelled', unless it is answered already. */
export type AnalystCommand = AnalystQuestion | { type: 'cancel'; id: number }

/** Of a study that takes a while. */
export interface StudyProgressMessage {
  type: 'study-progress'
  id: number
  done: number
  of: number
}

export type AnalystMessage =
  | { type: 'ready' }
  /** Of a repeated run: so many of its stored epochs have come out the same. */
  | { type: 'progress'; id: number; epoch: number; epochs: number }
  | StudyProgressMessage
  | { type: 'answer'; id: number; value: AnalystAnswer }
  | { type: 'failed'; id: number; error: PlainError }
