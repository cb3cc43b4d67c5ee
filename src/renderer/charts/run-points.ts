import { answersWithClasses } from '../../shared/dataset'
import type { EpochMetrics, RunCurves, RunSummary } from '../../shared/run'
import type { ChartPoint } from './model'
import { stepsInEpoch } from './run-charts'

/** What of a run can be drawn as a line. `block-cost` has a point for each stored block of steps, the others for each epoch. */
export const RUN_MEASURES = [
  'test-accuracy',
  'training-accuracy',
  'test-cost',
  'training-cost',
  'block-cost'
] as const
export type RunMeasure = (typeof RUN_MEASURES)[number]

export const RUN_AXES = ['epoch', 'step', 'examples', 'seconds'] as const
export type RunAxis = (typeof RUN_AXES)[number]

const READERS: Record<
  Exclude<RunMeasure, 'block-cost'>,
  (metrics: EpochMetrics) => number | null
> = {
  'test-accuracy': ({ testAccuracy }) => testAccuracy,
  'training-accuracy': ({ trainingAccuracy }) => trainingAccuracy,
  'test-cost': ({ testCost }) => testCost,
  'training-cost': ({ trainingCost }) => trainingCost
}

const NO_POINTS: readonly ChartPoint[] = []

/** Made once for each run's curves: a chart that is drawn anew finds the same points, and sees that by `===`. */
const made = new WeakMap<RunCurves, Map<string, readonly ChartPoint[]>>()

/**
 * One number of a run along one axis, ordered by x. Epochs without it are left out at the start; a
 * cost that is not a number is null. Along `seconds`, blocks after the last time known are left out.
 * @param images how many an epoch shows; without it, as many as its batches have room for
 */
export function runPoints(
  run: RunSummary,
  curves: RunCurves,
  measure: RunMeasure,
  axis: RunAxis,
  images = stepsInEpoch(run) * run.config.batchSize
): readonly ChartPoint[] {
  // along a curve nothing is right or wrong
  if (measure.endsWith('accuracy') && !answersWithClasses(run.layers)) return NO_POINTS
  let known = made.get(curves)
  if (!known) made.set(curves, (known = new Map()))
  // of the summary, only these two change what is drawn while the curves stay
  const key = [measure, axis, images, run.step, run.engineSeconds].join()
  let points = known.get(key)
  if (!points)
    known.set(key, (points = makePoints(curves, measure, xOfStep(run, curves, axis, images))))
  return points
}

function makePoints(
  curves: RunCurves,
  measure: RunMeasure,
  xAt: (step: number) => number
): ChartPoint[] {
  if (measure === 'block-cost') {
    return curves.points
      .map(({ step, cost }) => ({ x: xAt(step), y: cost }))
      .filter(({ x }) => !Number.isNaN(x))
  }
  const read = READERS[measure]
  return curves.epochs
    .map((metrics) => ({ x: xAt(metrics.step), y: read(metrics) }))
    .filter(({ x, y }) => x > 0 || y !== null)
}

/** Where a step stands along an axis; NaN where that is not known. */
export function xOfStep(
  run: RunSummary,
  curves: RunCurves,
  axis: RunAxis,
  images = stepsInEpoch(run) * run.config.batchSize
): (step: number) => number {
  const perEpoch = stepsInEpoch(run)
  const { batchSize } = run.config
  switch (axis) {
    case 'step':
      return (step) => step
    case 'epoch':
      return (step) => step / perEpoch
    case 'examples':
      // the last batch of an epoch may be smaller
      return (step) => Math.floor(step / perEpoch) * images + (step % perEpoch) * batchSize
    case 'seconds':
      return secondsOfStep(run, curves)
  }
}

/** Between the moments at which the time was taken, steps are assumed to have taken equally long. */
function secondsOfStep(run: RunSummary, curves: RunCurves): (step: number) => number {
  const taken = curves.epochs.map(({ step, engineSeconds }) => ({ step, seconds: engineSeconds }))
  const last = taken.at(-1)
  // a run that ended within an epoch knows its time there
  if (run.step > (last?.step ?? 0)) taken.push({ step: run.step, seconds: run.engineSeconds })
  if (taken[0]?.step !== 0) taken.unshift({ step: 0, seconds: 0 })
  let after = 0
  return (step) => {
    // steps are mostly asked for in order
    if (after > 0 && taken[after - 1].step > step) after = 0
    while (after < taken.length && taken[after].step < step) after++
    const next = taken.at(after)
    if (!next) return Number.NaN
    if (next.step === step || after === 0) return next.seconds
    const before = taken[after - 1]
    const share = (step - before.step) / (next.step - before.step)
    return before.seconds + share * (next.seconds - before.seconds)
  }
}
