import type { Database } from 'better-sqlite3'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PRESETS } from '../../shared/presets'
import type { CheckpointRole, CostPoint, EpochMetrics } from '../../shared/run'
import type { LiveState, NewCheckpoint } from '../../shared/trainer-protocol'
import { sha256 } from '../checkpoint-hash'
import { openDatabase } from '../connection'
import { createStoreServer } from '../server'
import type { Lease, NewRun, StoreApi, StoredBatch } from '../store-api'

/** A store in a folder of its own, with a clock that stands still until it is set. */
export interface TemporaryStore {
  file: string
  database: Database
  store: StoreApi
  clock: { time: number }
  remove(): void
}

export const START_TIME = Date.UTC(2025, 2, 1, 12)
export const LEASE_TIME = 10_000

export function temporaryFolder(): { folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'downhill-store-'))
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

export function temporaryStore(): TemporaryStore {
  const { folder, remove } = temporaryFolder()
  const file = join(folder, 'downhill.sqlite')
  const clock = { time: START_TIME }
  const { database } = openDatabase(file)
  // no test cuts the power, and waiting for the disk would take most of the time
  database.pragma('synchronous = OFF')
  return {
    file,
    database,
    store: createStoreServer({ database, now: () => clock.time }),
    clock,
    remove: () => {
      database.close()
      remove()
    }
  }
}

export function lease(owner: string, now = START_TIME): Lease {
  return { owner, expiresAt: now + LEASE_TIME }
}

export const STEPS_PER_EPOCH = 6000

export function newRun(changes: Partial<NewRun> = {}): NewRun {
  return {
    config: PRESETS.plain,
    layers: [784, 16, 16, 10],
    datasetFingerprint: 'f'.repeat(64),
    numerics: 2,
    totalSteps: 30 * STEPS_PER_EPOCH,
    ...changes
  }
}

export function metrics(epoch: number, changes: Partial<EpochMetrics> = {}): EpochMetrics {
  return {
    epoch,
    step: epoch * STEPS_PER_EPOCH,
    trainingCost: epoch === 0 ? null : 1 / epoch,
    trainingAccuracy: epoch === 0 ? null : 1 - 0.5 / epoch,
    testCost: 1 / (epoch + 1),
    testAccuracy: 1 - 1 / (epoch + 2),
    heldOutCost: null,
    heldOutAccuracy: null,
    learningRate: 1.5,
    engineSeconds: epoch,
    ...changes
  }
}

export function point(block: number, cost: number | null = 1 / (block + 1)): CostPoint {
  return { block, step: (block + 1) * 90, cost }
}

export function live(epoch: number): LiveState {
  return {
    step: epoch * STEPS_PER_EPOCH,
    epoch,
    paused: false,
    stepsPerSecond: 10_000,
    learningRate: 1.5,
    engineSeconds: epoch
  }
}

/** A checkpoint whose bytes depend on its step. */
export function checkpoint(
  epoch: number,
  role: CheckpointRole,
  changes: Partial<NewCheckpoint> = {}
): NewCheckpoint {
  const step = changes.step ?? epoch * STEPS_PER_EPOCH
  const parameters = Uint8Array.from({ length: 400 }, (_, i) => (i * 7 + step) % 251)
  return {
    role,
    epoch,
    step,
    parameters,
    optimiserState: null,
    sums: {
      epochCost: 1.5,
      epochCorrect: 3,
      epochExamples: 10,
      blockCost: 0.25,
      blockSteps: 1,
      engineSeconds: epoch
    },
    sha256: sha256(parameters),
    ...changes
  }
}

export function batch(epoch: number, changes: Partial<StoredBatch> = {}): StoredBatch {
  const nothing = { points: [], checkpoints: [], rateChanges: [] }
  return { ...nothing, epochs: [metrics(epoch)], live: live(epoch), ...changes }
}
