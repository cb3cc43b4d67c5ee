import type { EVENT_NAMES, REQUEST_NAMES } from './contract-names'
import type { DatasetInfo, Sample } from './dataset'
import type { PlainError, Result } from './errors'
import { LINK_IDS } from './links'
import type {
  CostPoint,
  EpochMetrics,
  RunCurves,
  RunDetail,
  RunSummary,
  TrainingSetResult
} from './run'
import { LIMITS, runConfigSchema } from './run-config'
import { MAX_SWEEP_RUNS, type SweepSummary } from './sweep'
import type { LiveState } from './trainer-protocol'
import type { Verification } from './verification'
import { z } from './zod'

/**
 * The one place where the window and the main process agree. Every request is checked against its
 * schema in the main process before a handler sees it.
 */
const runId = z.strictObject({ runId: z.number().int().positive() })
const runIds = z.strictObject({ runIds: z.array(z.number().int().positive()).min(1).max(1000) })
const pace = z.number().min(0.1).max(1e7).nullable()
const image = z.instanceof(Uint8Array).refine((bytes) => bytes.length === 784)
const source = z.strictObject({
  runId: z.number().int().positive(),
  /** A stored checkpoint, the last stored one, or the weights of this moment of a run under way. */
  checkpoint: z.union([z.number().int().positive(), z.literal('last'), z.literal('live')])
})

export const requestSchemas = {
  'app.info': z.undefined(),
  'app.openLink': z.strictObject({ link: z.enum(LINK_IDS) }),
  'datasets.list': z.undefined(),
  /** One test example; without an index, any. */
  'datasets.sample': z.strictObject({
    dataset: z.string().max(64),
    index: z.number().int().min(0).optional()
  }),
  'runs.start': z.strictObject({
    config: runConfigSchema,
    name: z.string().trim().min(1).max(120).optional(),
    pace,
    paused: z.boolean().optional()
  }),
  'runs.resume': runId.extend({ pace }),
  'runs.list': z.undefined(),
  /** Those that are left of these runs: what is to be asked after 'runs.changed'. */
  'runs.summaries': runIds,
  'runs.detail': runId,
  'runs.curves': runIds,
  'runs.rename': runId.extend({ name: z.string().trim().min(1).max(120) }),
  'runs.delete': runIds,
  'runs.restore': runIds,
  /** The true average cost over all training examples, with the weights of a checkpoint. */
  'runs.measureTrainingSet': runId.extend({ checkpointId: z.number().int().positive() }),
  /** Repeats a stored run, told in 'verify.progress'; one at a time. */
  'runs.verify': runId,
  'runs.cancelVerify': z.undefined(),
  /** Many runs at once, trained in this order. */
  'sweeps.start': z.strictObject({
    name: z.string().trim().min(1).max(120),
    configs: z.array(runConfigSchema).min(1).max(MAX_SWEEP_RUNS)
  }),
  'sweeps.list': z.undefined(),
  /** Stops its run under way, and takes those that wait out of the queue; they can be resumed. */
  'sweeps.stop': z.strictObject({ sweepId: z.number().int().positive() }),
  'training.pause': runId,
  'training.continue': runId,
  'training.step': runId,
  'training.stop': runId,
  'training.setPace': runId.extend({ pace }),
  /** Another learning rate from the next step on; it is recorded, and replayed when the run is repeated. */
  'training.setRate': runId.extend({
    learningRate: z.number().min(LIMITS.learningRate.min).max(LIMITS.learningRate.max)
  }),
  'training.live': z.undefined(),
  'network.predict': z.strictObject({ image, sources: z.array(source).min(1).max(4) })
} satisfies Record<(typeof REQUEST_NAMES)[number], z.ZodType>

export type RequestName = keyof typeof requestSchemas
export type RequestInput<Name extends RequestName> = z.infer<(typeof requestSchemas)[Name]>

export interface AppInfo {
  version: string
  electron: string
  chrome: string
  node: string
  /** Empty while the file of runs cannot be opened. */
  sqlite: string
  /** Where the runs are kept. */
  dataFolder: string
  /** What a person should know about their file of runs: it was damaged, and set aside. */
  notice: PlainError | null
}

export interface Prediction {
  runId: number
  /** The output layer, one number a class, 0..1. */
  outputs: number[]
  /** The epoch of the weights that answered. */
  epoch: number
}

export interface LiveRun {
  runId: number
  live: LiveState
}

export interface Responses {
  'app.info': AppInfo
  'app.openLink': null
  'datasets.list': DatasetInfo[]
  'datasets.sample': Sample
  'runs.start': RunSummary
  'runs.resume': RunSummary
  'runs.list': RunSummary[]
  'runs.summaries': RunSummary[]
  'runs.detail': RunDetail
  'runs.curves': RunCurves[]
  'runs.rename': RunSummary
  'runs.delete': null
  'runs.restore': null
  'runs.measureTrainingSet': TrainingSetResult
  'runs.verify': Verification
  'runs.cancelVerify': null
  'sweeps.start': SweepSummary
  'sweeps.list': SweepSummary[]
  'sweeps.stop': null
  'training.pause': null
  'training.continue': null
  'training.step': null
  'training.stop': null
  'training.setPace': null
  'training.setRate': null
  'training.live': LiveRun[]
  'network.predict': Prediction[]
}

export interface Events {
  /** A run was created, changed status, was renamed, deleted or restored. */
  'runs.changed': { runIds: number[] }
  'training.progress': {
    runId: number
    points: CostPoint[]
    epochs: EpochMetrics[]
    live: LiveState
  }
  'verify.progress': { runId: number; epoch: number; epochs: number }
}
export type EventName = (typeof EVENT_NAMES)[number]

/** What the preload script puts on `window.downhill`. */
export interface Bridge {
  request<Name extends RequestName>(
    name: Name,
    input: RequestInput<Name>
  ): Promise<Result<Responses[Name]>>
  /** Calls back on every event of that name; the returned function ends it. */
  on<Name extends EventName>(name: Name, listener: (payload: Events[Name]) => void): () => void
}
