import {
  PACKED_RUN_FIELDS,
  packDeletedRows,
  packRunRows,
  type DeletionTimes,
  type PackedRun,
  type PackedRunField
} from '../shared/packed'
import { createCurveStore } from './curve-store'
import { isResumable, ORIGIN_ID, statusOf, type RunRow } from './run-rows'
import { findRun } from './run-store'
import { DELETED_RUNS_KEPT, type StoreApi } from './store-api'
import type { StoreContext } from './transactions'

/** Long lists, as bytes that the main process need not look into. */
export type PackedStore = Pick<
  StoreApi,
  'packedRuns' | 'packedSummaries' | 'packedDeletedRuns' | 'packedCurves'
>

/** What is selected for each field; what is stored as JSON is handed on as it is. */
const EXPRESSIONS: Record<PackedRunField, string> = {
  id: 'runs.id',
  colour: 'runs.colour',
  numerics: 'runs.numerics',
  sweepId: 'runs.sweep_id',
  createdAt: 'runs.created_at',
  isBaseline: 'runs.is_baseline',
  // decided for each row, with its status
  resumable: '0',
  step: 'runs.step',
  totalSteps: 'runs.total_steps',
  epoch: 'runs.epoch',
  blockLength: 'runs.block_length',
  lastTestAccuracy: 'runs.last_test_accuracy',
  lastHeldOutAccuracy: 'runs.last_held_out_accuracy',
  bestTestAccuracy: 'runs.best_test_accuracy',
  lastTestCost: 'runs.last_test_cost',
  lastTrainingCost: 'runs.last_training_cost',
  finalTrainingCost: 'runs.final_training_cost',
  finalTrainingAccuracy: 'runs.final_training_accuracy',
  engineSeconds: 'runs.engine_seconds',
  // taken out of the settings
  seed: 'NULL',
  name: 'runs.name',
  note: 'runs.note',
  author: 'runs.author',
  status: 'runs.status',
  checkpointPolicy: 'runs.checkpoint_policy',
  datasetFingerprint: 'runs.dataset_fingerprint',
  startSha256: 'runs.start_sha256',
  weightsSha256: 'runs.weights_sha256',
  tags: 'runs.tags',
  forkedFrom: `iif(runs.forked_from IS NULL, NULL,
    json_set(json_remove(runs.forked_from, '$.uuid'), '$.runId', (${ORIGIN_ID})))`,
  config: 'runs.config',
  layers: 'runs.layers',
  rateChanges: 'runs.rate_changes',
  problem: 'runs.problem'
}
const COLUMNS = PACKED_RUN_FIELDS.map((field) => `${EXPRESSIONS[field]} AS ${field}`).join(', ')

/** With what its status depends on. */
type PackedRow = PackedRun & Pick<RunRow, 'lease_owner' | 'lease_expires_at'>

export function createPackedStore(context: StoreContext): PackedStore {
  const { database, now } = context
  const find = findRun(context)
  const curves = createCurveStore(context)
  const all = database.prepare<[], PackedRow>(
    `SELECT ${COLUMNS}, lease_owner, lease_expires_at
    FROM runs WHERE deleted_at IS NULL ORDER BY runs.id DESC`
  )
  const these = database.prepare<[string], PackedRow>(
    `SELECT ${COLUMNS}, lease_owner, lease_expires_at
    FROM json_each(?) AS asked JOIN runs ON runs.id = asked.value
    WHERE deleted_at IS NULL ORDER BY asked.key`
  )
  const deleted = database.prepare<[], PackedRow & DeletionTimes>(
    `SELECT ${COLUMNS}, lease_owner, lease_expires_at,
      deleted_at AS deletedAt, deleted_at + ${DELETED_RUNS_KEPT} AS keptUntil
    FROM runs WHERE deleted_at IS NOT NULL ORDER BY deleted_at DESC, runs.id DESC`
  )

  const completed = <Row extends PackedRow>(rows: Row[]): Row[] => {
    const time = now()
    for (const row of rows) {
      takeSeedOut(row)
      row.status = statusOf(row, time)
      row.resumable = Number(isResumable(row.status, row.startSha256, row.numerics))
      if (row.status !== 'interrupted') row.problem = null
    }
    return rows
  }

  return {
    packedRuns: () => packRunRows(completed(all.all())),
    packedSummaries: (runIds) => packRunRows(completed(these.all(JSON.stringify(runIds)))),
    packedDeletedRuns: () => packDeletedRows(completed(deleted.all())),
    packedCurves: (runIds) => curves.packed(runIds.map((runId) => find(runId).id))
  }
}

/** Done here: SQLite would read the settings of each run twice. */
function takeSeedOut(row: PackedRow): void {
  row.config = row.config.replace(/"seed":(\d+)/, (_, seed) => {
    row.seed = Number(seed)
    return '"seed":0'
  })
}
