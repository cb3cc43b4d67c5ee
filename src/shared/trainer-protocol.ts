import type { PlainError } from './errors'
import type {
  CheckpointPolicy,
  CheckpointRole,
  CostPoint,
  EpochMetrics,
  RateChange,
  TrainingSetResult
} from './run'
import type { RunConfig } from './run-config'

/** Messages between the main process and a training process. */

/** Steps per second, or null: as fast as the machine can. */
export type Pace = number | null

/** Sums that a resumed run needs to go on exactly where it was. */
export interface RunningSums {
  /** Of the epoch under way. */
  epochCost: number
  epochCorrect: number
  epochExamples: number
  /** Of the block of the cost curve under way. */
  blockCost: number
  blockSteps: number
  engineSeconds: number
}

/** Everything needed to go on, bit for bit. Parameters: float32, little-endian (engine/network.ts). */
export interface TrainingState {
  /** Full epochs done. */
  epoch: number
  /** Steps done since the start of the run. */
  step: number
  parameters: Uint8Array
  /** What the optimiser remembers (engine/engine.ts), same layout; null where it remembers nothing. */
  optimiserState: Uint8Array | null
  sums: RunningSums
}

export interface NewCheckpoint extends TrainingState {
  role: CheckpointRole
  sha256: string
}

export type TrainerCommand =
  | {
      type: 'start'
      config: RunConfig
      /** Folder that holds the data sets. */
      datasetFolder: string
      fingerprint: string
      pace: Pace
      paused: boolean
      from: TrainingState | null
      /** Of the learning rate, before and after `from`: what was changed once is changed again. */
      rateChanges: RateChange[]
      /** The best of the epochs already stored (`scoreToCompare`), so that "best" stays true after a resume. */
      bestScore: number | null
      checkpointPolicy: CheckpointPolicy
    }
  | { type: 'pause' }
  | { type: 'resume' }
  | { type: 'step' }
  | { type: 'stop' }
  | { type: 'set-pace'; pace: Pace }
  /** From the next step on, and not before the step given: what is stored up to there stays. */
  | { type: 'set-rate'; learningRate: number; notBefore?: number }
  /** From the next epoch on. */
  | { type: 'set-checkpoint-policy'; policy: CheckpointPolicy }
  | { type: 'acknowledge'; sequence: number }

/** Where a run stands now. */
export interface LiveState {
  step: number
  epoch: number
  paused: boolean
  /** Over the last second or so; 0 while paused. */
  stepsPerSecond: number
  learningRate: number
  engineSeconds: number
}

/**
 * A bundle of news: one is under way at a time, at most ten a second; the next waits for
 * `acknowledge`. The last of a run does not wait for its turn.
 */
export interface TrainerBatch {
  type: 'batch'
  sequence: number
  points: CostPoint[]
  epochs: EpochMetrics[]
  checkpoints: NewCheckpoint[]
  /** Those made since the last batch. */
  rateChanges: RateChange[]
  live: LiveState
  /** The weights of this moment, for the drawing pad. */
  parameters: Uint8Array
}

export type TrainerOutcome = 'finished' | 'stopped' | 'diverged'

export type TrainerMessage =
  | { type: 'ready' }
  | TrainerBatch
  /** Sent after the last batch was acknowledged; only this means that the run is done. */
  | { type: 'done'; outcome: TrainerOutcome; finalTraining: TrainingSetResult | null }
  | { type: 'failed'; error: PlainError }
