import type { PlainError } from './errors'
import type { TrainingSetResult } from './run'
import type { RunConfig } from './run-config'

/** Messages between the main process and an analyst process: questions about one checkpoint. */
export interface AnalystQuestion {
  type: 'measure-training-set'
  id: number
  config: RunConfig
  datasetFolder: string
  fingerprint: string
  parameters: Uint8Array
}

export type AnalystMessage =
  | { type: 'ready' }
  | { type: 'answer'; id: number; value: TrainingSetResult }
  | { type: 'failed'; id: number; error: PlainError }
