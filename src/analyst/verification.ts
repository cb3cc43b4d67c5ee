import { createHash } from 'node:crypto'
import type { EpochResult, Training } from '../engine/training'
import type { VerifyRun } from '../shared/analyst-protocol'
import type { EpochMetrics } from '../shared/run'
import type { Verification } from '../shared/verification'

/** What a run has left behind, to be compared with its repetition. */
export type StoredRun = Pick<VerifyRun, 'epochs' | 'checkpoints' | 'finalTraining'>

export interface Repetition {
  /** Full epochs repeated. */
  readonly epoch: number
  /** The last stored epoch. */
  readonly epochs: number
  /** Repeats up to `limit` steps, and compares what was stored there. Returns the verdict once it is known. */
  advance(limit: number): Verification | null
}

/** @param training at its start */
export function repeatRun(training: Training, stored: StoredRun): Repetition {
  const rows = new Map(stored.epochs.map((row) => [row.epoch, row]))
  const hashes = new Map(stored.checkpoints.map(({ step, sha256 }) => [step, sha256]))
  const checkpointSteps = [...hashes.keys()].toSorted((a, b) => a - b)
  const lastEpoch = Math.max(0, ...rows.keys())
  const lastStep = Math.max(lastEpoch * training.stepsPerEpoch, ...checkpointSteps)
  let verdict: Verification | null =
    rows.size + hashes.size === 0 ? { verdict: 'nothing-stored' } : null

  /** In the middle of an epoch, that epoch. */
  const differs = (): Verification => ({
    verdict: 'differs',
    epoch: Math.ceil(training.step / training.stepsPerEpoch)
  })

  function compare(epoch: EpochResult | null): void {
    const row = rows.get(training.step / training.stepsPerEpoch)
    const hash = hashes.get(training.step)
    const isSame =
      (!row || (epoch && isSameRow(epoch, row))) &&
      (hash === undefined || hash === hashOfWeights(training))
    if (!isSame) verdict = differs()
    else if (training.step >= lastStep) verdict = isSameEnd() ? identical() : differs()
    // ended before it came to all that was stored
    else if (training.isFinished || training.hasDiverged) {
      verdict = { verdict: 'differs', epoch: training.epoch + 1 }
    }
  }

  /** Averages over the training set are stored of finished runs alone. */
  function isSameEnd(): boolean {
    const { finalTraining } = stored
    if (finalTraining === null) return true
    if (!training.isFinished) return false
    const { trainingCost, trainingAccuracy } = training.measureTrainingSet()
    return (
      Object.is(trainingCost, finalTraining.trainingCost) &&
      Object.is(trainingAccuracy, finalTraining.trainingAccuracy)
    )
  }

  const identical = (): Verification => ({
    verdict: 'identical',
    epochs: stored.epochs.filter(({ epoch }) => epoch > 0).length,
    checkpoints: hashes.size
  })

  function nextStop(): number {
    return checkpointSteps.find((step) => step > training.step) ?? lastStep
  }

  let isBegun = false
  return {
    get epoch() {
      return training.epoch
    },
    epochs: lastEpoch,
    advance(limit) {
      if (verdict) return verdict
      if (isBegun) compare(training.advance(Math.min(limit, nextStop() - training.step)).epoch)
      else compare(training.evaluateStart())
      isBegun = true
      return verdict
    }
  }
}

/** Seconds may differ from one time to the next; nothing else may. */
function isSameRow(repeated: EpochResult, stored: EpochMetrics): boolean {
  const fields = Object.keys(repeated) as (keyof EpochResult)[]
  return fields.every((field) => Object.is(repeated[field], stored[field]))
}

/** SHA-256, hexadecimal; null where the weights are not finite, and none would have been stored. */
function hashOfWeights(training: Training): string | null {
  const position = training.position()
  return position && createHash('sha256').update(position.parameters).digest('hex')
}
