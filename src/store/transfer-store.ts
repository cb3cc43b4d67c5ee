import { costBlockLength, type RunStatus } from '../shared/run'
import type {
  CheckpointBytes,
  CheckpointRecord,
  ImportedRun,
  RunRecord,
  TransferredRun
} from '../shared/transfer'
import { stateSha256 } from './checkpoint-hash'
import { createCheckpointStore } from './checkpoint-store'
import { createCurveStore } from './curve-store'
import { inOrder } from './label-store'
import { DEFAULT_CHECKPOINT_POLICY } from './library-store'
import { toSummary, type RunRow, type StoredOrigin } from './run-rows'
import { findRun } from './run-store'
import type { StoreApi } from './store-api'
import { inTransaction, type StoreContext } from './transactions'

/** Runs on their way to another library, and from there. */
export type TransferStore = Pick<StoreApi, 'exportRun' | 'importRuns'>

interface CheckpointRow {
  id: number
  on_schedule: number
  is_best: number
  sha256: string
  optimiser_slots: number
}

export function createTransferStore(context: StoreContext): TransferStore {
  const { database, now } = context
  const find = findRun(context)
  const curves = createCurveStore(context)
  const checkpoints = createCheckpointStore(context)
  const rows = database.prepare<[number, number], CheckpointRow>(`
    SELECT id, on_schedule, is_best, sha256,
      coalesce(length(optimiser_state), 0) / size AS optimiser_slots
    FROM checkpoints WHERE run_id = ? AND step <= ? ORDER BY step`)
  const findUuid = database.prepare<
    [string],
    { id: number; name: string; step: number; deleted_at: number | null }
  >('SELECT id, name, step, deleted_at FROM runs WHERE uuid = ?')
  const restore = database.prepare('UPDATE runs SET deleted_at = NULL WHERE id = ?')
  const insertRun = database.prepare(`
    INSERT INTO runs (uuid, name, author, colour, config, layers, dataset, dataset_fingerprint,
      numerics, rate_changes, status, created_at, step, total_steps, epoch, block_length,
      final_training_cost, final_training_accuracy, engine_seconds, note, tags, forked_from,
      checkpoint_policy)
    VALUES (@uuid, @name, @author, 0, @config, @layers, @dataset, @datasetFingerprint,
      @numerics, @rateChanges, @status, @createdAt, @step, @totalSteps, @epoch, @blockLength,
      @finalCost, @finalAccuracy, @engineSeconds, @note, @tags, @forkedFrom,
      ${DEFAULT_CHECKPOINT_POLICY})`)
  const setColour = database.prepare('UPDATE runs SET colour = ? WHERE id = ?')
  const insertCheckpoint = database.prepare(`
    INSERT INTO checkpoints (run_id, epoch, step, on_schedule, is_best, sha256, size, sums,
      state_sha256, optimiser_state, parameters)
    VALUES (@runId, @epoch, @step, @onSchedule, @isBest, @sha256, @size, @sums,
      @stateSha256, @optimiserState, @parameters)`)
  const noWeights = database.prepare('UPDATE runs SET weights_sha256 = NULL WHERE id = ?')

  function exportRun(runId: number): TransferredRun {
    const row = find(runId)
    const run = toSummary(row, now())
    // a library of before may have a run that began again further back after a crash
    const isDone = ({ step }: { step: number }): boolean => step <= run.step
    const { points, epochs } = curves.curves(runId)
    const stored = rows.all(runId, run.step)
    const kept = stored.flatMap((checkpoint) => {
      const state = checkpoints.readSound(runId, checkpoint.id)
      // what is damaged stays behind: it must not keep the rest of the run here
      if (!state) return []
      const record: CheckpointRecord = {
        epoch: state.epoch,
        step: state.step,
        onSchedule: checkpoint.on_schedule === 1,
        isBest: checkpoint.is_best === 1,
        sha256: checkpoint.sha256,
        optimiserSlots: checkpoint.optimiser_slots,
        sums: state.sums
      }
      return { record, weights: state }
    })
    const record: RunRecord = {
      uuid: row.uuid,
      name: onOneLine(run.name),
      author: row.author,
      config: run.config,
      layers: run.layers,
      datasetFingerprint: run.datasetFingerprint,
      numerics: run.numerics,
      rateChanges: run.rateChanges,
      status: endedStatus(run.status),
      createdAt: run.createdAt,
      step: run.step,
      totalSteps: run.totalSteps,
      epoch: run.epoch,
      finalTraining: run.finalTraining,
      engineSeconds: run.engineSeconds,
      points: points.filter(isDone),
      epochs: epochs.filter(isDone),
      checkpoints: kept.map(({ record }) => record),
      ...wordsOf(row)
    }
    const weights = kept.map(({ weights: { parameters, optimiserState } }) => ({
      parameters,
      optimiserState
    }))
    const leftOut = stored.length - kept.length
    return { record, weights, ...(leftOut > 0 && { leftOut }) }
  }

  function importRun({ record, weights }: TransferredRun): ImportedRun {
    const known = findUuid.get(record.uuid)
    if (known !== undefined) {
      restore.run(known.id)
      const { id: runId, name, step, deleted_at: deletedAt } = known
      if (record.step > step) return { runId, name, outcome: 'behind' }
      return { runId, name, outcome: deletedAt === null ? 'present' : 'restored' }
    }
    const runId = addRun(record)
    curves.add(runId, record.points, record.epochs)
    record.checkpoints.forEach((checkpoint, index) => {
      addCheckpoint(runId, checkpoint, weights[index])
    })
    checkpoints.summarise(runId)
    if (record.status === 'diverged') noWeights.run(runId)
    return { runId, name: record.name, outcome: 'imported' }
  }

  function addRun(record: RunRecord): number {
    const { config, layers, rateChanges, finalTraining, createdAt, ...columns } = record
    const { uuid, name, author, datasetFingerprint, numerics, status } = columns
    const { step, totalSteps, epoch, engineSeconds } = columns
    const { lastInsertRowid } = insertRun.run({
      uuid,
      name,
      author,
      datasetFingerprint,
      numerics,
      status,
      step,
      totalSteps,
      epoch,
      engineSeconds,
      config: JSON.stringify(config),
      layers: JSON.stringify(layers),
      dataset: config.dataset,
      rateChanges: JSON.stringify(rateChanges),
      createdAt: Date.parse(createdAt),
      blockLength: record.blockLength ?? costBlockLength(totalSteps),
      note: record.note ?? '',
      tags: JSON.stringify(inOrder(record.tags ?? [])),
      forkedFrom: record.forkedFrom ? JSON.stringify(record.forkedFrom) : null,
      finalCost: finalTraining?.trainingCost ?? null,
      finalAccuracy: finalTraining?.trainingAccuracy ?? null
    })
    const runId = Number(lastInsertRowid)
    setColour.run(runId - 1, runId)
    return runId
  }

  function addCheckpoint(
    runId: number,
    { epoch, step, onSchedule, isBest, sha256, ...record }: CheckpointRecord,
    { parameters, optimiserState }: CheckpointBytes
  ): void {
    const sums = JSON.stringify(record.sums)
    insertCheckpoint.run({
      runId,
      epoch,
      step,
      onSchedule: Number(onSchedule),
      isBest: Number(isBest),
      sha256,
      size: parameters.byteLength,
      sums,
      stateSha256: stateSha256({ epoch, step, optimiserState }, sums),
      optimiserState,
      parameters
    })
  }

  return {
    // one transaction, so that a run that another process trains is seen at one moment
    exportRun: (runId) => database.transaction(() => exportRun(runId))(),
    importRuns: (runs) => inTransaction(database, () => runs.map(importRun))
  }
}

/** What is said of a run, where something is. */
function wordsOf(row: RunRow): Pick<RunRecord, 'note' | 'tags' | 'forkedFrom' | 'blockLength'> {
  const { note, total_steps: totalSteps, block_length: blockLength, forked_from } = row
  const tags: string[] = JSON.parse(row.tags)
  const forkedFrom: StoredOrigin | null = forked_from === null ? null : JSON.parse(forked_from)
  return {
    ...(note !== '' && { note: note.replaceAll(/[^\n\t\P{Cc}]/gu, ' ') }),
    ...(tags.length > 0 && { tags }),
    ...(forkedFrom && { forkedFrom: { ...forkedFrom, name: onOneLine(forkedFrom.name) } }),
    ...(blockLength !== costBlockLength(totalSteps) && { blockLength })
  }
}

/** As every name is shown. */
function onOneLine(name: string): string {
  return name.replaceAll(/\p{Cc}/gu, ' ')
}

/** A run that is under way here is, elsewhere, one that was stopped. */
function endedStatus(status: RunStatus): RunRecord['status'] {
  return status === 'queued' || status === 'running' || status === 'paused' ? 'stopped' : status
}
