import type Database from 'better-sqlite3'
import { packCurveRows } from '../shared/packed'
import type { CostPoint, EpochMetrics, RunCurves } from '../shared/run'
import type { StoreContext } from './transactions'

/** The curves of runs: blocks of the cost curve, and one row an epoch. */
export interface CurveStore {
  curves(runId: number): RunCurves
  /** The same, of several runs, as bytes (shared/packed.ts). */
  packed(runIds: readonly number[]): Uint8Array
  /** Adds what is not there yet. Returns the epochs that were there, and were otherwise. */
  add(runId: number, points: CostPoint[], epochs: EpochMetrics[]): number[]
  /** Gives another run, which has none yet, those up to this step. */
  copy(fromRun: number, toRun: number, step: number): void
  /** Drops what was stored of later steps. */
  dropAfter(runId: number, step: number): void
  /** The best of epochs 0 .. lastEpoch, the higher the better: costs are turned round. */
  bestScore(runId: number, lastEpoch: number, of: Score): number | null
}

/** What epochs are compared by. */
export type Score = 'test' | 'held-out' | 'test cost' | 'held-out cost'

export function createCurveStore({ database }: StoreContext): CurveStore {
  const points = database.prepare<[number], CostPoint>(ALL_POINTS)
  const epochs = database.prepare<[number], EpochMetrics>(ALL_EPOCHS)
  const pointRows = database.prepare<[number], (number | null)[]>(ALL_POINTS).raw()
  const epochRows = database.prepare<[number], (number | null)[]>(ALL_EPOCHS).raw()
  const epoch = database.prepare<[number, number], EpochMetrics>(
    `SELECT ${EPOCH_COLUMNS} FROM epochs WHERE run_id = ? AND epoch = ?`
  )
  // a resumed run comes by blocks again that it had already passed; they are the same
  const insertPoint = database.prepare(`
    INSERT INTO cost_points (run_id, block, step, cost) VALUES (@runId, @block, @step, @cost)
    ON CONFLICT DO NOTHING`)
  const insertEpoch = database.prepare(`
    INSERT INTO epochs (run_id, ${STORED_EPOCH_COLUMNS})
    VALUES (@runId, @epoch, @step, @trainingCost, @trainingAccuracy, @testCost,
      @testAccuracy, @heldOutCost, @heldOutAccuracy, @learningRate, @engineSeconds)`)
  const dropPoints = database.prepare('DELETE FROM cost_points WHERE run_id = ? AND step > ?')
  const dropEpochs = database.prepare('DELETE FROM epochs WHERE run_id = ? AND step > ?')
  const copyPoints = database.prepare(`
    INSERT INTO cost_points (run_id, block, step, cost)
    SELECT @toRun, block, step, cost FROM cost_points WHERE run_id = @fromRun AND step <= @step`)
  const copyEpochs = database.prepare(`
    INSERT INTO epochs (run_id, ${STORED_EPOCH_COLUMNS})
    SELECT @toRun, ${STORED_EPOCH_COLUMNS} FROM epochs WHERE run_id = @fromRun AND step <= @step`)
  const summarise = database.prepare(`
    UPDATE runs SET
      (last_test_accuracy, last_test_cost, last_training_cost, last_held_out_accuracy) =
        (SELECT test_accuracy, test_cost, training_cost, held_out_accuracy FROM epochs
         WHERE run_id = @runId ORDER BY epoch DESC LIMIT 1),
      best_test_accuracy = (SELECT max(test_accuracy) FROM epochs WHERE run_id = @runId)
    WHERE id = @runId`)
  const bestOf = (score: string): Database.Statement<[number, number], number | null> =>
    database
      .prepare<[number, number], number | null>(
        `SELECT max(${score}) FROM epochs WHERE run_id = ? AND epoch <= ?`
      )
      .pluck()
  // as scoreToCompare judges
  const best: Record<Score, ReturnType<typeof bestOf>> = {
    test: bestOf('test_accuracy'),
    'held-out': bestOf('held_out_accuracy'),
    'test cost': bestOf('-test_cost'),
    'held-out cost': bestOf('-held_out_cost')
  }

  return {
    curves: (runId) => ({ runId, points: points.all(runId), epochs: epochs.all(runId) }),

    packed: (runIds) =>
      packCurveRows(
        runIds.map((runId) => ({
          runId,
          points: pointRows.all(runId),
          epochs: epochRows.all(runId)
        }))
      ),

    add: (runId, newPoints, newEpochs) => {
      const differing: number[] = []
      for (const point of newPoints) {
        insertPoint.run({ runId, ...point, cost: finiteOrNull(point.cost) })
      }
      for (const metrics of newEpochs.map(withFiniteCosts)) {
        const stored = epoch.get(runId, metrics.epoch)
        if (stored === undefined) insertEpoch.run({ runId, ...metrics })
        else if (!sameOutcome(stored, metrics)) differing.push(metrics.epoch)
      }
      if (newEpochs.length > 0) summarise.run({ runId })
      return differing
    },

    copy: (fromRun, toRun, step) => {
      copyPoints.run({ fromRun, toRun, step })
      copyEpochs.run({ fromRun, toRun, step })
      summarise.run({ runId: toRun })
    },

    dropAfter: (runId, step) => {
      dropPoints.run(runId, step)
      if (dropEpochs.run(runId, step).changes > 0) summarise.run({ runId })
    },

    bestScore: (runId, lastEpoch, of) => best[of].get(runId, lastEpoch) ?? null
  }
}

/** What curves take up in the database, about: as measured, a row of each with its keys. */
export function bytesOfCurves({ points, epochs }: RunCurves): number {
  return POINT_BYTES * points.length + EPOCH_BYTES * epochs.length
}

const POINT_BYTES = 22
const EPOCH_BYTES = 72

const STORED_EPOCH_COLUMNS = `epoch, step, training_cost, training_accuracy, test_cost,
  test_accuracy, held_out_cost, held_out_accuracy, learning_rate, engine_seconds`
/** Columns in the order in which curves are packed. */
const ALL_POINTS = 'SELECT block, step, cost FROM cost_points WHERE run_id = ? ORDER BY block'
const EPOCH_COLUMNS = `epoch, step, training_cost AS trainingCost,
  training_accuracy AS trainingAccuracy, test_cost AS testCost, test_accuracy AS testAccuracy,
  held_out_cost AS heldOutCost, held_out_accuracy AS heldOutAccuracy,
  learning_rate AS learningRate, engine_seconds AS engineSeconds`
const ALL_EPOCHS = `SELECT ${EPOCH_COLUMNS} FROM epochs WHERE run_id = ? ORDER BY epoch`

function finiteOrNull(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value : null
}

function withFiniteCosts(metrics: EpochMetrics): EpochMetrics {
  return {
    ...metrics,
    trainingCost: finiteOrNull(metrics.trainingCost),
    testCost: finiteOrNull(metrics.testCost),
    heldOutCost: finiteOrNull(metrics.heldOutCost)
  }
}

/** Seconds may differ from one time to the next; nothing else may. */
function sameOutcome(stored: EpochMetrics, computed: EpochMetrics): boolean {
  const fields = Object.keys(stored) as (keyof EpochMetrics)[]
  return fields.every(
    (field) => field === 'engineSeconds' || Object.is(stored[field], computed[field])
  )
}
