import { backupSchemas, type BackupResponses } from './backups'
import type { EVENT_NAMES, REQUEST_NAMES } from './contract-names'
import type { BuildInfo, Licence } from './build'
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
import { RESET_WORD, type LibraryInfo, type LibraryPlace } from './library'
import { LINK_IDS } from './links'
import { CHECKPOINT_POLICIES, type CostPoint, type EpochMetrics } from './run'
import { networkSchemas, type NetworkResponses } from './network-requests'
import { checkpointId, runId, runIds, runSchemas, type RunResponses } from './run-requests'
import { studySchemas, type StudyResponses } from './study'
import type { LiveState } from './trainer-protocol'
import { LONGEST_NAME, singleLine } from './transfer'
import { z } from './zod'

/**
 * The one place where the window and the main process agree. Every request is checked against its
 * schema in the main process before a handler sees it.
 */
const dataset = z.string().min(1).max(64)
/** Suggested for a file, without its ending; the person may choose another. */
const fileName = singleLine(LONGEST_NAME)

export const requestSchemas = {
  'app.info': z.undefined(),
  'app.openLink': z.strictObject({ link: z.enum(LINK_IDS) }),
  'app.licences': z.undefined(),
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
  /** What is done with runs, and while they train (run-requests.ts). */
  ...runSchemas,
  /** What the weights of a run answer (network-requests.ts). */
  ...networkSchemas,
  /** What the weights of any step of a run make of examples (study.ts). */
  ...studySchemas,
  /** What a network makes of what is no digit (doubt.ts). */
  ...doubtSchemas,
  /** The cost around the weights of a run (landscape.ts). */
  ...landscapeSchemas,
  /** Drawings that are kept (drawings.ts). */
  ...drawingSchemas,
  ...intakeSchemas,
  /** Copies of the library, and what is told of it without it (backups.ts). */
  ...backupSchemas,

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
  build: BuildInfo
  electron: string
  chrome: string
  node: string
  /** Empty while the file of runs cannot be opened. */
  sqlite: string
  /** Where the runs are kept. */
  dataFolder: string
  /** What a person should know about their file of runs: it was damaged and set aside, is gone, or cannot be written. */
  notice: PlainError | null
}

export interface Responses
  extends
    RunResponses,
    NetworkResponses,
    StudyResponses,
    LandscapeResponses,
    IntakeResponses,
    DoubtResponses,
    DrawingResponses,
    BackupResponses {
  'app.info': AppInfo
  'app.openLink': null
  'app.licences': Licence[]
  'datasets.list': DatasetInfo[]
  'datasets.info': DatasetInfo
  'datasets.card': DatasetCard
  'datasets.rename': DatasetInfo
  'datasets.remove': null
  'datasets.sample': Sample
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
  /** One was made by itself; null: none could be made, or it turned out that none is missing. */
  'backups.changed': { made: number | null }
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
