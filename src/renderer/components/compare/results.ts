import { shownAccuracy } from '../../composables/shown-accuracy'
import { epochsTo, VISIBLE_DIFFERENCE } from '../../../shared/comparison'
import type { RunCurves, RunSummary } from '../../../shared/run'

/** What a run came to, in numbers that two runs can be compared by. */
export const RESULTS = [
  'final-accuracy',
  'best-accuracy',
  'held-out-accuracy',
  'test-cost',
  'training-cost',
  'epochs-to-90',
  'epochs-to-95',
  'engine-time'
] as const
export type ResultKind = (typeof RESULTS)[number]

/** How its numbers are written: a share, a cost, epochs, or seconds. */
export const UNITS: Record<ResultKind, 'share' | 'cost' | 'epochs' | 'seconds'> = {
  'final-accuracy': 'share',
  'best-accuracy': 'share',
  'held-out-accuracy': 'share',
  'test-cost': 'cost',
  'training-cost': 'cost',
  'epochs-to-90': 'epochs',
  'epochs-to-95': 'epochs',
  'engine-time': 'seconds'
}

/** Whether more of it is better. */
export function moreIsBetter(kind: ResultKind): boolean {
  return UNITS[kind] === 'share'
}

/** The number, or null where there is none: not measured, never reached, or not a number. */
export function resultOf(
  kind: ResultKind,
  run: RunSummary,
  curves: RunCurves | undefined
): number | null {
  const value = read(kind, run, curves)
  return value === null || !Number.isFinite(value) ? null : value
}

function read(kind: ResultKind, run: RunSummary, curves: RunCurves | undefined): number | null {
  switch (kind) {
    case 'final-accuracy':
      return shownAccuracy(run, run.lastTestAccuracy)
    case 'best-accuracy':
      return shownAccuracy(run, run.bestTestAccuracy)
    case 'held-out-accuracy':
      return shownAccuracy(run, run.lastHeldOutAccuracy)
    case 'test-cost':
      return run.status === 'diverged' ? null : run.lastTestCost
    case 'training-cost':
      return run.status === 'diverged' ? null : run.lastTrainingCost
    case 'epochs-to-90':
      return epochsTo(0.9, curves?.epochs ?? [])
    case 'epochs-to-95':
      return epochsTo(0.95, curves?.epochs ?? [])
    case 'engine-time':
      return run.engineSeconds
  }
}

export interface Delta {
  /** This run's number less the baseline's. */
  difference: number
  verdict: 'better' | 'worse' | 'same'
}

/** Differences below these say nothing: shares of the test set, and of the baseline's number. */
const SAME_SHARE = VISIBLE_DIFFERENCE
const SAME_RATIO = 0.01
/** The same run once more takes a little longer or shorter: a share, and seconds. */
const SAME_TIME = { ratio: 0.05, seconds: 0.05 }

/** How a run's number stands against the baseline's; null where one of them has none. */
export function deltaOf(
  kind: ResultKind,
  own: number | null,
  baseline: number | null
): Delta | null {
  if (own === null || baseline === null) return null
  // below one epoch it is only known that it was within the first
  const known = (value: number): number => (UNITS[kind] === 'epochs' ? Math.max(value, 1) : value)
  const difference = known(own) - known(baseline)
  const same = leastVisible(kind, baseline)
  if (Math.abs(difference) < same || difference === 0) return { difference, verdict: 'same' }
  return { difference, verdict: difference > 0 === moreIsBetter(kind) ? 'better' : 'worse' }
}

function leastVisible(kind: ResultKind, baseline: number): number {
  const unit = UNITS[kind]
  if (unit === 'share') return SAME_SHARE
  if (unit === 'seconds') return Math.max(baseline * SAME_TIME.ratio, SAME_TIME.seconds)
  return Math.abs(baseline) * SAME_RATIO
}

/** Quadratic cost and cross-entropy measure differently, and a penalty is part of neither. */
export function costsCompare(one: RunSummary, other: RunSummary): boolean {
  return one.config.cost === other.config.cost
}
