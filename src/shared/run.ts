import type { PlainError } from './errors'
import type { RunConfig } from './run-config'

/**
 * queued, running, paused: a process holds the run's lease, or held it and died (then `resumable`).
 * stopped: by the learner. diverged: the cost became infinite or not a number.
 * interrupted: its training process died.
 */
export const RUN_STATUSES = [
  'queued',
  'running',
  'paused',
  'stopped',
  'finished',
  'diverged',
  'interrupted'
] as const
export type RunStatus = (typeof RUN_STATUSES)[number]

/** The mean cost over one block of consecutive steps; all blocks of a run have the same length. */
export interface CostPoint {
  /** 0, 1, 2 …: steps block*blockLength+1 .. (block+1)*blockLength. */
  block: number
  /** The last step of the block, counted from 1 over the whole run. */
  step: number
  /** null: not finite (the run diverged here). */
  cost: number | null
}

/** What is known at the end of an epoch. Epoch 0 is the start, before the first step. */
export interface EpochMetrics {
  epoch: number
  step: number
  /** Mean of the batch costs met during the epoch, with the weights of that moment; null for epoch 0. */
  trainingCost: number | null
  /** Share of right answers met during the epoch, likewise. */
  trainingAccuracy: number | null
  /** On the test set, with the weights at the end of the epoch. */
  testCost: number | null
  testAccuracy: number
  /** On the held-out part; null where nothing is held out. */
  heldOutCost: number | null
  heldOutAccuracy: number | null
  /** The rate of the epoch's last step. */
  learningRate: number
  /** Seconds spent training and evaluating since the start of the run. */
  engineSeconds: number
}

/** From step `step` on (counted from 0), the run's learning rate is another one. */
export interface RateChange {
  step: number
  learningRate: number
}

/**
 * Which weights a run keeps. thrifty: the start, the first epochs, then ever fewer, the best and the
 * last (checkpoint-policy.ts). all: those of every epoch.
 */
export const CHECKPOINT_POLICIES = ['thrifty', 'all'] as const
export type CheckpointPolicy = (typeof CHECKPOINT_POLICIES)[number]

/** Why a checkpoint is kept: on the schedule, as the best so far, or as the latest state. */
export type CheckpointRole = 'schedule' | 'best' | 'latest'

export interface CheckpointSummary {
  id: number
  runId: number
  epoch: number
  step: number
  role: CheckpointRole
  /** SHA-256 over the parameters, hexadecimal. */
  sha256: string
  /** Bytes of the parameters. */
  size: number
  testAccuracy: number | null
}

/** The true averages over the whole training set, measured with fixed weights. */
export interface TrainingSetResult {
  trainingCost: number | null
  trainingAccuracy: number
}

/** The run and the moment from which a fork went its own way. */
export interface ForkOrigin {
  /** Of the run in this library; null where it is not here (any more). */
  runId: number | null
  name: string
  epoch: number
  step: number
}

export interface RunSummary {
  id: number
  name: string
  /** What a person wrote about it; empty where nothing. */
  note: string
  /** In alphabetical order, each once. */
  tags: string[]
  /** The run that all others are measured against; one in a library at most. */
  isBaseline: boolean
  /** Where it was forked from another run; null for one that began at its own start. */
  forkedFrom: ForkOrigin | null
  checkpointPolicy: CheckpointPolicy
  /** Place in the run palette: a run keeps its colour everywhere. */
  colour: number
  config: RunConfig
  /** From input to output. */
  layers: number[]
  datasetFingerprint: string
  /** Version of the arithmetic that made the run (shared/numerics.ts): only under the same does it repeat. */
  numerics: number
  /** The sweep that it belongs to. */
  sweepId: number | null
  /** Changes of the learning rate by hand, in order. */
  rateChanges: RateChange[]
  /** SHA-256 of the start weights; null before they are stored. */
  startSha256: string | null
  /** SHA-256 of the last stored weights; null before there are any, and for a diverged run. */
  weightsSha256: string | null
  status: RunStatus
  /** Can go on from its last checkpoint: stopped or interrupted, and held by no living process. */
  resumable: boolean
  /** ISO 8601, UTC. */
  createdAt: string
  step: number
  totalSteps: number
  epoch: number
  /** Steps in each block of the thinned cost curve. */
  blockLength: number
  lastTestAccuracy: number | null
  /** Where something is held out, once it was measured. */
  lastHeldOutAccuracy?: number
  bestTestAccuracy: number | null
  lastTestCost: number | null
  /** Mean of the batch costs of the last full epoch. */
  lastTrainingCost: number | null
  /** The true averages of the final weights, once the run has finished. */
  finalTraining: TrainingSetResult | null
  engineSeconds: number
  /** Who made it, of an imported run where that was said. */
  author?: string
  /** Why the run was interrupted, where that is known. */
  problem?: PlainError
}

/** The curves of one run. */
export interface RunCurves {
  runId: number
  points: CostPoint[]
  epochs: EpochMetrics[]
}

export interface RunDetail {
  run: RunSummary
  curves: RunCurves
  checkpoints: CheckpointSummary[]
  storage: RunStorage
}

/** What a run takes up in the database, in bytes, about. */
export interface RunStorage {
  checkpoints: number
  curves: number
}

/** At most this many blocks in a run's thinned cost curve. */
const MAX_COST_POINTS = 2000

export function costBlockLength(totalSteps: number): number {
  return Math.max(1, Math.ceil(totalSteps / MAX_COST_POINTS))
}
