import type { RunCurves, RunSummary } from '../../../shared/run'
import type { LiveState } from '../../../shared/trainer-protocol'

/**
 * The mean cost of the batches met so far in the epoch under way; before its first block is told, or
 * after the run's end, that of the last full epoch. Null if it is not a number.
 */
export function epochCostSoFar(run: RunSummary, curves: RunCurves | undefined): number | null {
  const epochStart = curves?.epochs.at(-1)?.step ?? 0
  const met = curves?.points.filter(({ step }) => step > epochStart) ?? []
  if (met.length === 0) return run.lastTrainingCost
  if (met.some(({ cost }) => cost === null)) return null
  return met.reduce((sum, { cost }) => sum + (cost ?? 0), 0) / met.length
}

/** The learning rate that holds now, before any schedule: as set, or as last changed by hand. */
export function rateInForce(run: RunSummary): number {
  return run.rateChanges.at(-1)?.learningRate ?? run.config.learningRate
}

/** Seconds to the end at the present speed; null while that is not known. */
export function secondsLeft(run: RunSummary, live: LiveState | undefined): number | null {
  if (!live || live.stepsPerSecond <= 0) return null
  return (run.totalSteps - live.step) / live.stepsPerSecond
}
