import { fairRace } from '../../../shared/fair-race'
import type { EpochMetrics, RunCurves, RunSummary } from '../../../shared/run'

/** When a share of the training images was right for the first time. */
export interface Milestone {
  epoch: number
  /** Of the engine, since the start. */
  seconds: number
}

export interface SideFacts {
  /** Full epochs done. */
  epochs: number
  toHalf: Milestone | null
  toMost: Milestone | null
  /** With the labels that it learns: of the final weights, once they are measured; else as met during the last epoch. */
  trainingAccuracy: number | null
  trainingCost: number | null
  testAccuracy: number | null
}

/** Of the training images. */
export const HALF_SHARE = 0.5
export const MOST_SHARE = 0.9

export function factsOf(run: RunSummary, curves: RunCurves | undefined): SideFacts {
  const epochs = curves?.epochs ?? []
  const last = epochs.at(-1)
  return {
    epochs: last?.epoch ?? 0,
    toHalf: firstAt(epochs, HALF_SHARE),
    toMost: firstAt(epochs, MOST_SHARE),
    trainingAccuracy: run.finalTraining?.trainingAccuracy ?? last?.trainingAccuracy ?? null,
    trainingCost: run.finalTraining?.trainingCost ?? last?.trainingCost ?? null,
    testAccuracy: last?.testAccuracy ?? null
  }
}

function firstAt(epochs: readonly EpochMetrics[], share: number): Milestone | null {
  const found = epochs.find(({ trainingAccuracy }) => (trainingAccuracy ?? 0) >= share)
  return found ? { epoch: found.epoch, seconds: found.engineSeconds } : null
}

export type DuelRace = 'fair' | 'unsettled' | 'unfair'

/** Whether two runs differ in their labels alone: the data are not the same, all else of a fair race is. */
export function duelRace(truth: RunSummary, shuffled: RunSummary): DuelRace {
  const { sameStart, sameOrder, sameLength } = fairRace([truth, shuffled])
  const strip = ({ config }: RunSummary): string => JSON.stringify({ ...config, shuffledLabels: 0 })
  if (sameStart === false || !sameOrder || strip(truth) !== strip(shuffled)) return 'unfair'
  return sameStart === null || !sameLength ? 'unsettled' : 'fair'
}

/** How far apart some numbers lie. */
export interface Spread {
  lowest: number
  highest: number
  mean: number
}

/** Null for none. */
export function spreadOf(values: readonly number[]): Spread | null {
  if (values.length === 0) return null
  return {
    lowest: Math.min(...values),
    highest: Math.max(...values),
    mean: values.reduce((sum, value) => sum + value, 0) / values.length
  }
}
