import type { PlainError, Result } from '../shared/errors'
import type { StoreMethod, StoreNotice } from './store-api'

/** Messages between the store's client and its worker thread. */
export interface WorkerInput {
  file: string
  /** Milliseconds since 1970: the client's clock, by which long-deleted runs are removed. */
  now: number
}

export type StoreRequest =
  | {
      type: 'call'
      id: number
      method: StoreMethod
      /** The method's arguments. */
      input: unknown[]
      /** Milliseconds since 1970, by the client's clock. */
      now: number
    }
  | { type: 'close' }

export type StoreReply =
  | { type: 'opened'; notice: StoreNotice | null; remarks: string[]; sqliteVersion: string }
  | { type: 'not-opened'; error: PlainError }
  | { type: 'answer'; id: number; result: Result<unknown> }
  | { type: 'closed' }

/** Every method of the store; the type makes sure that none is missing. */
const METHODS: Record<StoreMethod, true> = {
  createRun: true,
  createSweep: true,
  forkRun: true,
  listSweeps: true,
  listRuns: true,
  runSummaries: true,
  leasedRuns: true,
  changedElsewhere: true,
  packedRuns: true,
  packedSummaries: true,
  packedDeletedRuns: true,
  packedCurves: true,
  runSummary: true,
  runDetail: true,
  curves: true,
  rename: true,
  annotate: true,
  tagRuns: true,
  setBaseline: true,
  deleteRuns: true,
  restoreRuns: true,
  purgeRuns: true,
  claim: true,
  renewLeases: true,
  setStatus: true,
  applyBatch: true,
  finish: true,
  resumePoint: true,
  walkStart: true,
  readCheckpoint: true,
  setCheckpointPolicy: true,
  thinCheckpoints: true,
  isCheckpointSound: true,
  librarySettings: true,
  setDefaultCheckpointPolicy: true,
  libraryCounts: true,
  datasetUse: true,
  copyLibrary: true,
  releaseLibrary: true,
  listDrawings: true,
  readDrawing: true,
  exportDrawings: true,
  drawingPictures: true,
  addDrawings: true,
  relabelDrawings: true,
  deleteDrawings: true,
  restoreDrawings: true,
  exportRun: true,
  importRuns: true
}
export const STORE_METHODS = Object.keys(METHODS) as StoreMethod[]

/** The bytes of an answer, which are handed over instead of copied: the store keeps none of them. */
export function largeParts(answer: unknown): ArrayBuffer[] {
  const bytes = isObject(answer) && 'parameters' in answer ? answer.parameters : answer
  // a part of some larger memory cannot be handed over
  if (!(bytes instanceof Uint8Array) || bytes.byteLength !== bytes.buffer.byteLength) return []
  return bytes.buffer instanceof ArrayBuffer ? [bytes.buffer] : []
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
