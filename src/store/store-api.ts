import type { AddedDrawings, DrawingList, DrawingRecord } from '../shared/drawings'
import type { PlainError } from '../shared/errors'
import type { ThinnedRun } from '../shared/library'
import type {
  CheckpointPolicy,
  RateChange,
  RunCurves,
  RunDetail,
  RunStatus,
  RunSummary,
  TrainingSetResult
} from '../shared/run'
import type { RunConfig } from '../shared/run-config'
import type { SweepSummary } from '../shared/sweep'
import type { ImportedRun, TransferredRun } from '../shared/transfer'
import type { TrainerBatch, TrainerOutcome, TrainingState } from '../shared/trainer-protocol'

/** A process's claim on a run: nobody else may train it until it expires or is released. */
export interface Lease {
  /** Names the process (lease-owner.ts). */
  owner: string
  /** Milliseconds since 1970; at most `LONGEST_LEASE` ahead. */
  expiresAt: number
}

/** A lease that runs longer than this, in milliseconds, was written under another clock: it counts as expired. */
export const LONGEST_LEASE = 60_000

/** A soft-deleted run can be restored for this long, in milliseconds. */
export const DELETED_RUNS_KEPT = 30 * 24 * 60 * 60 * 1000

export interface NewRun {
  /** Without one, the run is named after its number. */
  name?: string
  config: RunConfig
  /** From input to output. */
  layers: number[]
  datasetFingerprint: string
  /** Version of the arithmetic that will make it (shared/numerics.ts). */
  numerics: number
  totalSteps: number
}

/** A run that goes its own way from a moment of another. */
export interface NewFork {
  runId: number
  checkpointId: number
  /** From there on. */
  learningRate: number
  /** Without one, it is named after the other and its epoch. */
  name?: string
}

/** What is to be seen of a run from another process; asked for often, so it is little. */
export type LeasedRun = Pick<RunSummary, 'id' | 'status' | 'step'>

export interface NewSweep {
  name: string
  /** In the order in which they train. */
  runs: NewRun[]
}

/** The part of a training process's batch that is kept. */
export type StoredBatch = Pick<
  TrainerBatch,
  'points' | 'epochs' | 'checkpoints' | 'rateChanges' | 'live'
>

export interface AppliedBatch {
  /** Epochs that were stored before and came out otherwise this time; the stored ones were kept. */
  differingEpochs: number[]
}

/** How a process lets go of a run. */
export interface RunEnding {
  status: TrainerOutcome | 'interrupted'
  finalTraining?: TrainingSetResult | null
  /** Why it was interrupted. */
  problem?: PlainError
}

export interface EndedRun extends RunEnding {
  runId: number
}

export interface ResumePoint {
  /** The last sound checkpoint; null: none was stored, the run starts anew and goes the same way. */
  from: TrainingState | null
  /** All that are stored, also for steps after `from`: they are made again. */
  rateChanges: RateChange[]
  /** The best of the stored epochs up to there, as `scoreToCompare` judges; null: none is stored. */
  bestScore: number | null
  /** Later checkpoints that no longer match their hash. */
  damagedCheckpoints: number[]
}

/** From where any step of a run is reached. */
export interface WalkStart extends Pick<
  RunSummary,
  'config' | 'datasetFingerprint' | 'numerics' | 'rateChanges'
> {
  /** The last sound checkpoint at or before that step; null: the start that the seed decides. */
  from: TrainingState | null
  /** Of the last checkpoint; 0 where there is none. */
  lastStep: number
}

/** A checkpoint's weights, checked against their SHA-256. */
export interface StoredCheckpoint {
  id: number
  runId: number
  epoch: number
  step: number
  layers: number[]
  config: RunConfig
  datasetFingerprint: string
  /** float32, little-endian (engine/network.ts). */
  parameters: Uint8Array
}

/** A drawing with the two pictures that were made of its strokes: 784 grey values each. */
export interface NewDrawing {
  record: DrawingRecord
  raw: Uint8Array
  centred: Uint8Array
}

/** All drawings as networks get them, 784 grey values each, in one order. */
export interface DrawingPictures {
  ids: Uint32Array
  labels: Uint8Array
  raw: Uint8Array
  centred: Uint8Array
}

/** What holds for the library as a whole. */
export interface LibrarySettings {
  /** Of runs that begin from now on. */
  checkpointPolicy: CheckpointPolicy
}

/** Runs that learnt from one data set. */
export interface DatasetUse {
  /** With the deleted. */
  runs: number
  /** Of up to five of them, the newest first. */
  names: string[]
}

export interface LibraryCounts {
  /** Without the deleted. */
  runs: number
  deletedRuns: number
}

/**
 * Everything that is done with the database. The worker thread implements it; `Store` is the same
 * with promises. Methods throw DownhillError; one that names a run throws 'not-found' for a deleted one.
 */
export interface StoreApi {
  /** The run is queued, and claimed by the lease. */
  createRun(run: NewRun, lease: Lease): RunSummary
  /** The same for many runs, all or none. */
  createSweep(sweep: NewSweep, lease: Lease): SweepSummary
  /**
   * The history of the other up to the checkpoint is copied; the fork is queued, and claimed by the lease.
   * @throws 'not-resumable' where nothing is left to train, 'other-numerics', 'checkpoint-damaged'.
   */
  forkRun(fork: NewFork, lease: Lease): RunSummary
  /** The newest first; runs that were deleted are left out, and sweeps that consist of them. */
  listSweeps(): SweepSummary[]
  /** The newest first, without the deleted. */
  listRuns(): RunSummary[]
  /** Those of these runs that are not deleted, in the order asked for. */
  runSummaries(runIds: readonly number[]): RunSummary[]
  /** `listRuns`, `runSummaries` and `curves` as bytes (shared/packed.ts): for lists that may be long. */
  packedRuns(): Uint8Array
  packedSummaries(runIds: readonly number[]): Uint8Array
  /** Those that can still be restored, the last deleted first. */
  packedDeletedRuns(): Uint8Array
  packedCurves(runIds: readonly number[]): Uint8Array
  /** Those that a process other than the owner holds, or held when it died. */
  leasedRuns(owner: string): LeasedRun[]
  /**
   * Runs that came, went or changed since the last call, if another program wrote to the database
   * meanwhile; among them may be runs of this one. The first call finds none.
   */
  changedElsewhere(): number[]
  runSummary(runId: number): RunSummary
  runDetail(runId: number): RunDetail
  curves(runIds: number[]): RunCurves[]

  rename(runId: number, name: string): RunSummary
  annotate(runId: number, note: string): RunSummary
  /** All or none. @throws 'invalid-input' when one would have more than MOST_TAGS. */
  tagRuns(runIds: readonly number[], add: readonly string[], remove: readonly string[]): void
  /** Returns the runs that are it, or were it. */
  setBaseline(runId: number | null): number[]

  /** All or none. @throws 'already-running' when a living process holds one of them. */
  deleteRuns(runIds: number[]): void
  restoreRuns(runIds: number[]): void
  /** For good, and only such as are deleted. */
  purgeRuns(runIds: readonly number[]): void

  /**
   * Takes a stopped or interrupted run in order to go on with it; it is queued.
   * @throws 'already-running', 'run-elsewhere' when a living process holds it, 'not-resumable',
   * 'other-numerics' when another version of the arithmetic began it.
   */
  claim(runId: number, lease: Lease): RunSummary
  /** Renews the owner's leases on these runs; returns those that it still holds. */
  renewLeases(runIds: number[], lease: Lease): number[]
  /** @throws 'run-elsewhere' when the owner no longer holds the run, as `applyBatch` does. */
  setStatus(runId: number, owner: string, status: 'queued' | 'running' | 'paused'): void
  /**
   * One transaction; when it returns, the batch is on the disk. Where the learning rate was changed,
   * what an earlier course of the run had stored of the steps after that gives way.
   */
  applyBatch(runId: number, owner: string, batch: StoredBatch): AppliedBatch
  /** Releases the leases, in one transaction. Runs that the owner no longer holds are left alone. */
  finish(owner: string, endings: readonly EndedRun[]): void

  resumePoint(runId: number): ResumePoint
  walkStart(runId: number, step: number): WalkStart
  /** @throws 'not-found', 'checkpoint-damaged'. */
  readCheckpoint(runId: number, checkpoint: number | 'last'): StoredCheckpoint

  /** Of a run under way, its process has to be told. */
  setCheckpointPolicy(runId: number, policy: CheckpointPolicy): RunSummary
  /** Keeps those that `leftByThinning` names. @throws 'already-running'. */
  thinCheckpoints(runId: number): ThinnedRun
  /** Whether it is what its hashes say. @throws 'not-found'. */
  isCheckpointSound(runId: number, checkpointId: number): boolean

  librarySettings(): LibrarySettings
  setDefaultCheckpointPolicy(policy: CheckpointPolicy): void
  libraryCounts(): LibraryCounts
  /** Also of a data set that is not there (any more). */
  datasetUse(dataset: string): DatasetUse
  /**
   * Copies everything into a new file, and reads the copy through. It leaves no file behind on failure.
   * Afterwards nobody writes to the original until it is closed, or released: it would be missing.
   * @throws 'library-in-use' while a run is under way, 'folder-taken', 'copy-damaged'.
   */
  copyLibrary(file: string): void
  /** The original is written again: nothing came of the copy. */
  releaseLibrary(): void

  /** In the order in which they came here; deleted ones are left out, here and below. */
  listDrawings(): DrawingList
  /** @throws 'not-found'. */
  readDrawing(drawingId: number): DrawingRecord
  exportDrawings(): DrawingRecord[]
  drawingPictures(): DrawingPictures
  /** All or none. One that is there, by its strokes, stays as it is. @throws 'drawings-full'. */
  addDrawings(drawings: readonly NewDrawing[]): AddedDrawings
  /** All or none, as the two below. @throws 'not-found'. */
  relabelDrawings(drawingIds: readonly number[], label: number): void
  deleteDrawings(drawingIds: readonly number[]): void
  /** @throws 'not-found', 'drawings-full'. */
  restoreDrawings(drawingIds: readonly number[]): void

  /** All that is stored of a run, but for weights that do not match their hash. @throws 'not-found'. */
  exportRun(runId: number): TransferredRun
  /** All or none. A run that is there already, by its uuid, stays as it is. */
  importRuns(runs: TransferredRun[]): ImportedRun[]
}

export type StoreMethod = keyof StoreApi

/** The store as the other parts of the program see it: no call waits for the disk in their thread. */
export type AsyncStore = {
  [Method in StoreMethod]: (
    ...input: Parameters<StoreApi[Method]>
  ) => Promise<ReturnType<StoreApi[Method]>>
}

export interface Store extends AsyncStore {
  /** After all calls made so far. */
  close(): Promise<void>
}

/** Something that happened while the database was opened, for a person to know. */
export type StoreNotice = DamageNotice | ReadOnlyNotice

/** A fresh database was begun, because the former one was of no use. */
export interface DamageNotice extends PlainError {
  code: 'store-damaged' | 'store-missing'
  /** `file`: the damaged database, which was set aside; or the one that is gone. */
  values: { file: string }
}

/** Nothing can be written: what is there can be looked at, and every writing method throws the same code. */
export interface ReadOnlyNotice extends PlainError {
  code: 'store-read-only'
  values: { file: string }
}

/** The statuses under which a process is at work on a run, or was when it died. */
export const STATUSES_UNDER_WAY: readonly RunStatus[] = ['queued', 'running', 'paused']
