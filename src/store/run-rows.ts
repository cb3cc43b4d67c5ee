import type { PlainError } from '../shared/errors'
import { NUMERICS_VERSION } from '../shared/numerics'
import type { CheckpointPolicy, ForkOrigin, RateChange, RunStatus, RunSummary } from '../shared/run'
import type { RunConfig } from '../shared/run-config'
import { isHeld } from './leases'
import { STATUSES_UNDER_WAY } from './store-api'

/** A row of the table `runs`. */
export interface RunRow {
  id: number
  uuid: string
  name: string
  colour: number
  config: string
  layers: string
  dataset: string
  dataset_fingerprint: string
  status: RunStatus
  problem: string | null
  created_at: number
  deleted_at: number | null
  step: number
  total_steps: number
  epoch: number
  block_length: number
  last_test_accuracy: number | null
  best_test_accuracy: number | null
  last_test_cost: number | null
  last_training_cost: number | null
  final_training_cost: number | null
  final_training_accuracy: number | null
  engine_seconds: number
  lease_owner: string | null
  lease_expires_at: number | null
  sweep_id: number | null
  numerics: number
  rate_changes: string
  start_sha256: string | null
  weights_sha256: string | null
  author: string | null
  note: string
  tags: string
  is_baseline: number
  forked_from: string | null
  checkpoint_policy: CheckpointPolicy
  last_held_out_accuracy: number | null
  /** Of the run that it was forked from, where that is here. */
  origin_id: number | null
}

/** Where a run was forked from, as it is stored: by the uuid it is found in any library. */
export type StoredOrigin = Omit<ForkOrigin, 'runId'> & { uuid: string }

/** As SQL: the number of the run that `runs` was forked from. */
export const ORIGIN_ID = `SELECT origin.id FROM runs AS origin
  WHERE origin.uuid = runs.forked_from ->> '$.uuid' AND origin.deleted_at IS NULL`

/** What a `RunRow` is selected with. */
export const RUN_COLUMNS = `runs.*,
  (${ORIGIN_ID}) AS origin_id`

type LeasedRow = Pick<RunRow, 'status' | 'lease_owner' | 'lease_expires_at'>

/** The stored status, or 'interrupted' for a run whose process died without a word. */
export function statusOf(row: LeasedRow, now: number): RunStatus {
  return STATUSES_UNDER_WAY.includes(row.status) && !isHeld(row, now) ? 'interrupted' : row.status
}

/** Not begun yet, or begun by the arithmetic of now: any other would make another run of it. */
export function isRepeatable(startSha256: string | null, numerics: number): boolean {
  return startSha256 === null || numerics === NUMERICS_VERSION
}

/** Whether a run can go on that has this status now. */
export function isResumable(
  status: RunStatus,
  startSha256: string | null,
  numerics: number
): boolean {
  return (status === 'stopped' || status === 'interrupted') && isRepeatable(startSha256, numerics)
}

export function toSummary(row: RunRow, now: number): RunSummary {
  const status = statusOf(row, now)
  const config: RunConfig = JSON.parse(row.config)
  const layers: number[] = JSON.parse(row.layers)
  const rateChanges: RateChange[] = JSON.parse(row.rate_changes)
  const tags: string[] = JSON.parse(row.tags)
  const summary: RunSummary = {
    id: row.id,
    name: row.name,
    note: row.note,
    tags,
    isBaseline: row.is_baseline === 1,
    forkedFrom: toForkOrigin(row),
    checkpointPolicy: row.checkpoint_policy,
    colour: row.colour,
    config,
    layers,
    datasetFingerprint: row.dataset_fingerprint,
    numerics: row.numerics,
    sweepId: row.sweep_id,
    rateChanges,
    startSha256: row.start_sha256,
    weightsSha256: row.weights_sha256,
    status,
    resumable: isResumable(status, row.start_sha256, row.numerics),
    createdAt: new Date(row.created_at).toISOString(),
    step: row.step,
    totalSteps: row.total_steps,
    epoch: row.epoch,
    blockLength: row.block_length,
    lastTestAccuracy: row.last_test_accuracy,
    bestTestAccuracy: row.best_test_accuracy,
    lastTestCost: row.last_test_cost,
    lastTrainingCost: row.last_training_cost,
    finalTraining:
      row.final_training_accuracy === null
        ? null
        : {
            trainingCost: row.final_training_cost,
            trainingAccuracy: row.final_training_accuracy
          },
    engineSeconds: row.engine_seconds
  }
  if (row.last_held_out_accuracy !== null) summary.lastHeldOutAccuracy = row.last_held_out_accuracy
  if (row.author !== null) summary.author = row.author
  if (status === 'interrupted' && row.problem !== null) {
    const problem: PlainError = JSON.parse(row.problem)
    summary.problem = problem
  }
  return summary
}

function toForkOrigin({ forked_from, origin_id: runId }: RunRow): ForkOrigin | null {
  if (forked_from === null) return null
  const { name, epoch, step }: StoredOrigin = JSON.parse(forked_from)
  return { runId, name, epoch, step }
}
