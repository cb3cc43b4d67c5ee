import { DownhillError } from '../shared/errors'
import type { CheckpointSummary } from '../shared/run'
import type { NewCheckpoint, RunningSums, TrainingState } from '../shared/trainer-protocol'
import { sha256, stateSha256 } from './checkpoint-hash'
import type { StoreContext } from './transactions'

/** The weights of runs, each with its hash. */
export interface CheckpointStore {
  summaries(runId: number): CheckpointSummary[]
  /** What they take up in the database. */
  bytes(runId: number): number
  /** Stores a checkpoint and drops those that it supersedes. @throws 'checkpoint-damaged'. */
  add(runId: number, checkpoint: NewCheckpoint): void
  /** Gives another run, which has none yet, the sound ones up to this step; the best of them is its best. */
  copy(fromRun: number, toRun: number, step: number): void
  drop(id: number): void
  /** Drops those of later steps. */
  dropAfter(runId: number, step: number): void
  /** Copies the hashes of the first and last weights into the run's row. */
  summarise(runId: number): void
  /** @throws 'not-found', 'checkpoint-damaged'. */
  read(runId: number, checkpoint: number | 'last'): { id: number; state: TrainingState }
  /** The same; null where it does not match its hash. @throws 'not-found'. */
  readSound(runId: number, checkpoint: number): TrainingState | null
  /** From the last to the first, numbers only. */
  newestFirst(runId: number): number[]
}

interface CheckpointRow {
  id: number
  run_id: number
  epoch: number
  step: number
  on_schedule: number
  is_best: number
  sha256: string
  size: number
  sums: string
  state_sha256: string
  optimiser_state: Buffer | null
  parameters: Buffer
}

type SummaryRow = Pick<
  CheckpointRow,
  'id' | 'epoch' | 'step' | 'on_schedule' | 'is_best' | 'sha256' | 'size'
> & { test_accuracy: number | null }

export function createCheckpointStore({ database }: StoreContext): CheckpointStore {
  const summaries = database.prepare<[number], SummaryRow>(`
    SELECT checkpoints.id, checkpoints.epoch, checkpoints.step, on_schedule, is_best, sha256, size,
      -- in the middle of an epoch nothing was measured
      epochs.test_accuracy
    FROM checkpoints
    LEFT JOIN epochs ON epochs.run_id = checkpoints.run_id
      AND epochs.epoch = checkpoints.epoch AND epochs.step = checkpoints.step
    WHERE checkpoints.run_id = ? ORDER BY checkpoints.step`)
  const bytes = database
    .prepare<[number], number>(
      `SELECT coalesce(sum(length(parameters) + coalesce(length(optimiser_state), 0)), 0)
      FROM checkpoints WHERE run_id = ?`
    )
    .pluck()
  // the same step again: its reasons add up, and the fresh bytes replace what may have been damaged
  const upsert = database
    .prepare<[Record<string, unknown>], number>(
      `
      INSERT INTO checkpoints (run_id, epoch, step, on_schedule, is_best, sha256, size, sums,
        state_sha256, optimiser_state, parameters)
      VALUES (@runId, @epoch, @step, @onSchedule, @isBest, @sha256, @size, @sums,
        @stateSha256, @optimiserState, @parameters)
      ON CONFLICT (run_id, step) DO UPDATE SET
        epoch = excluded.epoch, on_schedule = max(on_schedule, excluded.on_schedule),
        is_best = max(is_best, excluded.is_best), sha256 = excluded.sha256, size = excluded.size,
        sums = excluded.sums, state_sha256 = excluded.state_sha256,
        optimiser_state = excluded.optimiser_state, parameters = excluded.parameters
      RETURNING id`
    )
    .pluck()
  const noLongerBest = database.prepare(
    'UPDATE checkpoints SET is_best = 0 WHERE run_id = ? AND id <> ? AND is_best = 1'
  )
  const dropSuperseded = database.prepare(
    'DELETE FROM checkpoints WHERE run_id = ? AND id <> ? AND on_schedule = 0 AND is_best = 0'
  )
  const copyAll = database.prepare(`
    INSERT INTO checkpoints (run_id, epoch, step, on_schedule, is_best, sha256, size, sums,
      state_sha256, optimiser_state, parameters)
    SELECT @toRun, epoch, step, on_schedule, 0, sha256, size, sums,
      state_sha256, optimiser_state, parameters
    FROM checkpoints WHERE run_id = @fromRun AND step <= @step ORDER BY step`)
  const markBest = database.prepare(`
    UPDATE checkpoints SET is_best = 1 WHERE id =
      (SELECT checkpoints.id FROM checkpoints JOIN epochs ON epochs.run_id = checkpoints.run_id
         AND epochs.epoch = checkpoints.epoch AND epochs.step = checkpoints.step
       WHERE checkpoints.run_id = ?
       -- as in checkpoint-policy.ts
       ORDER BY coalesce(held_out_accuracy, test_accuracy) DESC, checkpoints.step LIMIT 1)`)
  const drop = database.prepare('DELETE FROM checkpoints WHERE id = ?')
  const dropAfter = database.prepare('DELETE FROM checkpoints WHERE run_id = ? AND step > ?')
  const summarise = database.prepare(`
    UPDATE runs SET
      start_sha256 = (SELECT sha256 FROM checkpoints WHERE run_id = @runId AND step = 0),
      weights_sha256 =
        (SELECT sha256 FROM checkpoints WHERE run_id = @runId ORDER BY step DESC LIMIT 1)
    WHERE id = @runId`)
  const one = database.prepare<[number, number], CheckpointRow>(
    'SELECT * FROM checkpoints WHERE run_id = ? AND id = ?'
  )
  const numbers = database
    .prepare<[number], number>('SELECT id FROM checkpoints WHERE run_id = ? ORDER BY step DESC')
    .pluck()

  const newestFirst = (runId: number): number[] => numbers.all(runId)

  function read(runId: number, checkpoint: number | 'last'): { id: number; state: TrainingState } {
    const id = checkpoint === 'last' ? newestFirst(runId).at(0) : checkpoint
    const row = id === undefined ? undefined : one.get(runId, id)
    if (row === undefined) {
      throw new DownhillError('not-found', `Run ${runId} has no such checkpoint.`, { runId })
    }
    return { id: row.id, state: toTrainingState(row) }
  }

  function readSound(runId: number, checkpoint: number): TrainingState | null {
    try {
      return read(runId, checkpoint).state
    } catch (error) {
      if (error instanceof DownhillError && error.code === 'checkpoint-damaged') return null
      throw error
    }
  }

  return {
    summaries: (runId) => summaries.all(runId).map((row) => toCheckpointSummary(runId, row)),

    bytes: (runId) => bytes.get(runId) ?? 0,

    add: (runId, checkpoint) => {
      if (sha256(checkpoint.parameters) !== checkpoint.sha256) {
        throw damaged(runId, checkpoint.epoch)
      }
      const sums = JSON.stringify(checkpoint.sums)
      const id = upsert.get({
        runId,
        epoch: checkpoint.epoch,
        step: checkpoint.step,
        onSchedule: Number(checkpoint.role === 'schedule'),
        isBest: Number(checkpoint.role === 'best'),
        sha256: checkpoint.sha256,
        size: checkpoint.parameters.byteLength,
        sums,
        stateSha256: stateSha256(checkpoint, sums),
        optimiserState: checkpoint.optimiserState,
        parameters: checkpoint.parameters
      })
      if (id === undefined) throw new Error('SQLite did not return the number of the checkpoint.')
      if (checkpoint.role === 'best') noLongerBest.run(runId, id)
      dropSuperseded.run(runId, id)
    },

    copy: (fromRun, toRun, step) => {
      copyAll.run({ fromRun, toRun, step })
      for (const id of newestFirst(toRun)) if (!readSound(toRun, id)) drop.run(id)
      markBest.run(toRun)
      summarise.run({ runId: toRun })
    },

    drop: (id) => void drop.run(id),
    dropAfter: (runId, step) => void dropAfter.run(runId, step),
    summarise: (runId) => void summarise.run({ runId }),

    read,
    readSound,
    newestFirst
  }
}

function toTrainingState(row: CheckpointRow): TrainingState {
  const { epoch, step, optimiser_state: optimiserState } = row
  const stateHash = stateSha256({ epoch, step, optimiserState }, row.sums)
  if (sha256(row.parameters) !== row.sha256 || stateHash !== row.state_sha256) {
    throw damaged(row.run_id, row.epoch)
  }
  const sums: RunningSums = JSON.parse(row.sums)
  return {
    epoch,
    step,
    parameters: new Uint8Array(row.parameters),
    optimiserState: optimiserState && new Uint8Array(optimiserState),
    sums
  }
}

function toCheckpointSummary(runId: number, row: SummaryRow): CheckpointSummary {
  const role = row.is_best ? 'best' : row.on_schedule ? 'schedule' : 'latest'
  return {
    id: row.id,
    runId,
    epoch: row.epoch,
    step: row.step,
    role,
    sha256: row.sha256,
    size: row.size,
    testAccuracy: row.test_accuracy
  }
}

function damaged(runId: number, epoch: number): DownhillError {
  return new DownhillError(
    'checkpoint-damaged',
    `The weights of run ${runId} after epoch ${epoch} do not match their SHA-256; they are not used.`,
    { runId, epoch }
  )
}
