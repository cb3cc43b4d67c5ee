import { hasClasses, type DatasetInfo } from '../../shared/dataset'
import { PRESETS } from '../../shared/presets'
import { PLAIN_SETTINGS, type FieldProblem, type RunConfig } from '../../shared/run-config'
import type { Pace } from '../../shared/trainer-protocol'
import { trainingImages } from './training-size'

type Settings = Omit<RunConfig, 'dataset' | 'seed'>

/** Tried on each of the sets that are made, under three seeds: all end near the noise that cannot be learnt. */
const FOR_POINTS: Settings = {
  ...PLAIN_SETTINGS,
  hiddenLayers: [16, 16],
  activation: 'tanh',
  initialisation: 'xavier',
  cost: 'cross-entropy',
  batchSize: 10,
  learningRate: 0.3,
  epochs: 200
}
const FOR_CURVES: Settings = {
  ...FOR_POINTS,
  hiddenLayers: [8, 8],
  cost: 'quadratic',
  learningRate: 0.1,
  epochs: 300
}

/** Settings that work for a data set: what the form is filled with when its kind changes. */
export function settingsFor({ id, kind }: DatasetInfo, seed: number): RunConfig {
  const pictures = id === PRESETS.plain.dataset ? PRESETS.plain : PRESETS['best-98']
  const settings = { pictures, points: FOR_POINTS, curve: FOR_CURVES }[kind]
  return { ...settings, dataset: id, seed }
}

/**
 * The settings of one data set for another: kept where both are of a kind, but for what does not fit the
 * other; else those that work for it.
 */
export function settingsForOther(
  config: RunConfig,
  from: DatasetInfo | undefined,
  to: DatasetInfo
): RunConfig {
  if (from?.kind !== to.kind) return settingsFor(to, config.seed)
  const left = to.trainingCount - config.heldOut
  return {
    ...config,
    dataset: to.id,
    heldOut: left > 0 ? config.heldOut : 0,
    subset: config.subset < to.trainingCount ? config.subset : 0
  }
}

/** How the examples of a data set are dealt out to a run. */
export interface Split {
  training: number
  /** Kept from training to compare settings on. */
  validation: number
  /** Of the training part, and not used. */
  unused: number
  test: number
}

/** Negative nowhere, whatever was typed. */
export function splitOf(info: DatasetInfo, config: Pick<RunConfig, 'heldOut' | 'subset'>): Split {
  const validation = Math.min(config.heldOut, info.trainingCount)
  const training = Math.max(0, trainingImages(info, { subset: config.subset, heldOut: validation }))
  return {
    training,
    validation,
    unused: info.trainingCount - validation - training,
    test: info.testCount
  }
}

/**
 * What of settings that are sound by themselves asks for more examples than there are, as whoever plans
 * the run would find.
 */
export function sizeProblems(
  { trainingCount }: DatasetInfo,
  { heldOut, subset }: Pick<RunConfig, 'heldOut' | 'subset'>
): FieldProblem[] {
  const tooLarge = (field: 'heldOut' | 'subset', max: number): FieldProblem[] => [
    { field, problem: 'too-large', values: { max } }
  ]
  // at least one is left to learn from
  if (heldOut >= trainingCount) return tooLarge('heldOut', trainingCount - 1)
  const left = trainingCount - heldOut
  return subset > left ? tooLarge('subset', left) : []
}

/** Seconds in which a run on a few hundred points is worth watching: flat out it is over in a blink. */
const SECONDS_TO_WATCH = 12

/** The pace to begin with: flat out for pictures, slow enough to be seen for points and curves. */
export function usualPace({ kind }: DatasetInfo, totalSteps: number): Pace {
  if (kind === 'pictures') return null
  return Math.max(1, Number((totalSteps / SECONDS_TO_WATCH).toPrecision(2)))
}

/** Costs to choose from: a curve has no classes whose shares cross-entropy could compare. */
export function costsFor(info: DatasetInfo | undefined): readonly RunConfig['cost'][] {
  return info && !hasClasses(info) ? ['quadratic'] : ['quadratic', 'cross-entropy']
}
