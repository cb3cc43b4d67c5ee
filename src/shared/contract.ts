import type { EVENT_NAMES, REQUEST_NAMES } from './contract-names'
import type { DatasetCard, DatasetInfo, Sample } from './dataset'
import { doubtSchemas, type DoubtResponses } from './doubt'
import { drawingSchemas, type DrawingResponses } from './drawings'
import type { PlainError, Result } from './errors'
import {
  MOST_SAVED_BYTES,
  SAVED_KINDS,
  WEIGHT_FORMATS,
  type ImportedFile,
  type SavedFile
} from './files'
import { intakeSchemas, type IntakeProgress, type IntakeResponses } from './intake'
import { landscapeSchemas, type LandscapeNews, type LandscapeResponses } from './landscape'
import {
  LONGEST_NOTE,
  MOST_TAGS,
  RESET_WORD,
  tagSchema,
  type HashCheck,
  type LibraryInfo,
  type LibraryPlace,
  type ThinnedRun
} from './library'
import { LINK_IDS } from './links'
import {
  CHECKPOINT_POLICIES,
  type CostPoint,
  type EpochMetrics,
  type RunDetail,
  type RunSummary,
  type TrainingSetResult
} from './run'
import { LIMITS, runConfigSchema } from './run-config'
import { studySchemas, type StudyResponses } from './study'
import { MAX_SWEEP_RUNS, type SweepSummary } from './sweep'
import type { LiveState } from './trainer-protocol'
import { LONGEST_NAME, singleLine } from './transfer'
import type { Verification } from './verification'
import { weightSource } from './weight-source'
import { z } from './zod'

/**
 * The one place where the window and the main process agree. Every request is checked against its
 * schema in the main process before a handler sees it.
 */
const runId = z.strictObject({ runId: z.number().int().positive() })
const runIds = z.strictObject({ runIds: z.array(z.number().int().positive()).min(1).max(1000) })
const pace = z.number().min(0.1).max(1e7).nullable()
const dataset = z.string().min(1).max(64)
const learningRate = z.number().min(LIMITS.learningRate.min).max(LIMITS.learningRate.max)
const name = z.string().trim().min(1).max(LONGEST_NAME)
const checkpointId = z.number().int().positive()
/** Suggested for a file, without its ending; the person may choose another. */
const fileName = singleLine(LONGEST_NAME)
/** Of one question, in numbers: a grid of 64 by 64 points has half as many. */
const MOST_OUTPUT_INPUTS = 16_384
const image = z.instanceof(Uint8Array).refine((bytes) => bytes.length === 784)

export const requestSchemas = {
  'app.info': z.undefined(),
  'app.openLink': z.strictObject({ link: z.enum(LINK_IDS) }),
  'datasets.list': z.undefined(),
  /** Also of one that the list does not name: a recipe with other numbers. */
  'datasets.info': z.strictObject({ dataset }),
  'datasets.card': z.strictObject({ dataset }),
  /** Own ones only, as is removing; that is refused while a run, deleted ones included, uses it. */
  'datasets.rename': z.strictObject({ dataset, name: singleLine(LONGEST_NAME) }),
  'datasets.remove': z.strictObject({ dataset }),
  /** One test example; without an index, any. */
  'datasets.sample': z.strictObject({
    dataset,
    index: z.number().int().min(0).optional()
  }),
  'runs.start': z.strictObject({
    config: runConfigSchema,
    name: name.optional(),
    pace,
    paused: z.boolean().optional()
  }),
  'runs.resume': runId.extend({ pace }),
  'runs.list': z.undefined(),
  /** Those that are left of these runs: what is to be asked after 'runs.changed'. */
  'runs.summaries': runIds,
  'runs.detail': runId,
  'runs.curves': runIds,
  'runs.rename': runId.extend({ name }),
  'runs.annotate': runId.extend({ note: z.string().max(LONGEST_NOTE) }),
  /** Adds tags to runs and takes others from them; a run has at most MOST_TAGS. */
  'runs.tag': runIds.extend({
    add: z.array(tagSchema).max(MOST_TAGS),
    remove: z.array(tagSchema).max(MOST_TAGS)
  }),
  /** null: no run is the baseline any more. */
  'runs.setBaseline': z.strictObject({ runId: z.number().int().positive().nullable() }),
  /**
   * A new run that is the other up to a checkpoint, and goes on from there with another rate. It is
   * the same as a rate changed by hand, so that it can be repeated from its own start.
   */
  'runs.fork': runId.extend({ checkpointId, learningRate, name: name.optional(), pace }),
  'runs.delete': runIds,
  'runs.restore': runIds,
  /** Those that can still be restored, the last deleted first. */
  'runs.deleted': z.undefined(),
  /** Removes deleted runs for good, before their time. */
  'runs.purge': runIds,
  /** Keeps of its weights the start, the best, the last and those after 1, 2, 4, 8 … epochs. */
  'runs.thin': runId,
  'runs.setCheckpointPolicy': runId.extend({ policy: z.enum(CHECKPOINT_POLICIES) }),
  'runs.checkHashes': runId,
  /** The true average cost over all training examples, with the weights of a checkpoint. */
  'runs.measureTrainingSet': runId.extend({ checkpointId }),
  /** Repeats a stored run, told in 'verify.progress'; one at a time. */
  'runs.verify': runId,
  'runs.cancelVerify': z.undefined(),
  /** Many runs at once, trained in this order. */
  'sweeps.start': z.strictObject({
    name,
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
  'training.setRate': runId.extend({ learningRate }),
  'training.live': z.undefined(),
  'network.predict': z.strictObject({ image, sources: z.array(weightSource).min(1).max(4) }),
  /** What all stored weights of a run make of one image; a newer question calls off the one before. */
  'network.history': runId.extend({ image }),
  /** What a network makes of many inputs that are no pictures: points of a grid, example by example. */
  'network.outputs': z.strictObject({
    source: weightSource,
    inputs: z
      .instanceof(Float32Array)
      .refine(({ length }) => length > 0 && length <= MOST_OUTPUT_INPUTS)
  }),
  /** The weights themselves, their hash checked. */
  'network.weights': runId.extend({ checkpointId }),
  /** What the weights of any step of a run make of examples (study.ts). */
  ...studySchemas,
  /** What a network makes of what is no digit (doubt.ts). */
  ...doubtSchemas,
  /** The cost around the weights of a run (landscape.ts). */
  ...landscapeSchemas,
  /** Drawings that are kept (drawings.ts). */
  ...drawingSchemas,
  ...intakeSchemas,

  'library.info': z.undefined(),
  /** Answered also while the library cannot be opened. */
  'library.place': z.undefined(),
  /** Of runs that begin from now on. */
  'library.setCheckpointPolicy': z.strictObject({ policy: z.enum(CHECKPOINT_POLICIES) }),
  /** Asks for a folder, copies everything there, and starts the program anew. */
  'library.move': z.undefined(),
  /** Asks for a folder with another library, and starts the program anew on that; this one stays. */
  'library.useFolder': z.undefined(),
  /** The same with the usual folder, whatever library is or is not there. */
  'library.useDefaultFolder': z.undefined(),
  /** What moving the library left where it was. */
  'library.removeLeftBehind': z.undefined(),
  /** In the system's own window of files. */
  'library.showFolder': z.undefined(),
  /** Removes all runs and all choices, and starts the program anew. */
  'library.reset': z.strictObject({ word: z.literal(RESET_WORD) }),

  /** As one .downhill file. */
  'files.exportRuns': runIds.extend({ author: singleLine(LONGEST_NAME).nullable(), fileName }),
  /** Asks for .downhill files and takes in their runs; null: none was chosen. */
  'files.importRuns': z.undefined(),
  'files.saveWeights': runId.extend({ checkpointId, format: z.enum(WEIGHT_FORMATS), fileName }),
  /** Writes what the window made where the person says. */
  'files.save': z.strictObject({
    kind: z.enum(SAVED_KINDS),
    fileName,
    bytes: z.instanceof(Uint8Array).refine(({ length }) => length <= MOST_SAVED_BYTES)
  }),
  /** The page as it is shown now, printed. */
  'files.savePdf': z.strictObject({ fileName })
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

export interface OutputsAnswer {
  runId: number
  /** The epoch of the weights that answered. */
  epoch: number
  /** Outputs of each example. */
  classes: number
  /** Example by example: `classes` numbers each. */
  outputs: Float32Array
}

/** One image through the training of a run. */
export interface PredictionHistory {
  /** In the order of training. `outputs` as in a prediction. */
  moments: { checkpointId: number; epoch: number; step: number; outputs: number[] }[]
  /** Checkpoints that do not match their SHA-256, and were left out. */
  damaged: { checkpointId: number; epoch: number }[]
}

export interface NetworkWeights {
  runId: number
  checkpointId: number
  epoch: number
  /** From input to output. */
  layers: number[]
  /** float32, little-endian: per layer W[out][in], then the biases. */
  parameters: Uint8Array
}

export interface LiveRun {
  runId: number
  live: LiveState
}

export interface Responses
  extends StudyResponses, LandscapeResponses, IntakeResponses, DoubtResponses, DrawingResponses {
  'app.info': AppInfo
  'app.openLink': null
  'datasets.list': DatasetInfo[]
  'datasets.info': DatasetInfo
  'datasets.card': DatasetCard
  'datasets.rename': DatasetInfo
  'datasets.remove': null
  'datasets.sample': Sample
  'runs.start': RunSummary
  'runs.resume': RunSummary
  /** Packed (packed.ts): RunSummary[]. */
  'runs.list': Uint8Array
  /** Packed, like the list. */
  'runs.summaries': Uint8Array
  'runs.detail': RunDetail
  /** Packed (packed.ts): RunCurves[]. */
  'runs.curves': Uint8Array
  'runs.rename': RunSummary
  'runs.annotate': RunSummary
  'runs.tag': null
  'runs.setBaseline': null
  'runs.fork': RunSummary
  'runs.delete': null
  'runs.restore': null
  /** Packed (packed.ts): DeletedRun[]. */
  'runs.deleted': Uint8Array
  'runs.purge': null
  'runs.thin': ThinnedRun
  'runs.setCheckpointPolicy': RunSummary
  'runs.checkHashes': HashCheck
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
  'network.history': PredictionHistory
  'network.outputs': OutputsAnswer
  'network.weights': NetworkWeights
  'library.info': LibraryInfo
  'library.place': LibraryPlace
  'library.setCheckpointPolicy': null
  'library.move': null
  'library.useFolder': null
  'library.useDefaultFolder': null
  'library.removeLeftBehind': null
  'library.showFolder': null
  'library.reset': null
  'files.exportRuns': SavedFile | null
  'files.importRuns': ImportedFile[] | null
  'files.saveWeights': SavedFile | null
  'files.save': SavedFile | null
  'files.savePdf': SavedFile | null
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
  /** An own data set was taken in, renamed or removed. */
  'datasets.changed': { dataset: string }
  /** Drawings came, went or got another label. */
  'drawings.changed': { drawingIds: number[] }
  /** Of a history that takes a while, in checkpoints. */
  'history.progress': { done: number; of: number }
  'verify.progress': { runId: number; epoch: number; epochs: number }
  /** Of a question under way; `question` is its number. */
  'study.progress': { question: number; done: number; of: number }
  'landscape.progress': LandscapeNews
  /** Of a copy under way, in bytes. */
  'library.progress': { done: number; of: number }
  /** Of a data set that is being read. */
  'intake.progress': IntakeProgress
  /** Runs came in by a double-click on a file. */
  'files.imported': { files: ImportedFile[] }
  /** Of an export or import that takes a while. */
  'files.progress': { done: number; of: number }
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
  /** Takes in the runs of files that were dropped on the window, and of no others. */
  importDropped(files: File[]): Promise<Result<ImportedFile[]>>
}
