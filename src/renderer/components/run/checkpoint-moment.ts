import type { CheckpointSummary, EpochMetrics, RunCurves, RunSummary } from '../../../shared/run'
import { stepsInEpoch } from '../../charts/run-charts'

/** Where a checkpoint stands along the x axis of the run's charts. */
export function epochOf(run: RunSummary, { step }: Pick<CheckpointSummary, 'step'>): number {
  return step / stepsInEpoch(run)
}

/** What was measured with exactly these weights: at the end of an epoch; within one there is nothing. */
export function metricsAt(
  curves: RunCurves | undefined,
  { step }: Pick<CheckpointSummary, 'step'>
): EpochMetrics | undefined {
  return curves?.epochs.find((metrics) => metrics.step === step)
}

/** The learning rate, before any schedule, with which a run took the step after this many. */
export function rateAt({ config, rateChanges }: RunSummary, step: number): number {
  return rateChanges.findLast((change) => change.step <= step)?.learningRate ?? config.learningRate
}

/** Whether anything is left to train after a checkpoint: only then can another run go on from it. */
export function canFork(run: RunSummary, { step }: Pick<CheckpointSummary, 'step'>): boolean {
  return step < run.totalSteps
}

/** The places whose ticks carry their epoch: as many as fit beside each other, first and last always. */
export function labelledPlaces(count: number, most: number): Set<number> {
  const stride = Math.max(1, Math.ceil((count - 1) / (most - 1)))
  const last = count - 1
  const places = new Set<number>()
  for (let place = 0; place < last; place += stride) {
    // two labels side by side must not touch
    if (place === 0 || last - place >= stride / 2 || stride === 1) places.add(place)
  }
  if (last >= 0) places.add(last)
  return places
}
