import type { Dataset } from '../../datasets/load'
import type { Engine, Examples, ExampleSet } from '../../engine/engine'
import { networkOfRun, type Network } from '../../engine/network'
import { splitTraining } from '../../engine/order'
import { createStepPlans, type StepPlans } from '../../engine/step-plans'
import { withShuffledLabels } from '../../engine/training'
import { DownhillError } from '../../shared/errors'
import type { RateChange } from '../../shared/run'
import type { RunConfig } from '../../shared/run-config'

/** What a run learns, and in which order. */
export interface RunMaterial {
  config: RunConfig
  network: Network
  /** The training part with the labels that the run sees. */
  training: Examples
  test: Examples
  /** Those of the training part that are learnt from, in ascending order. */
  members: Uint32Array
  plans: StepPlans
}

export function materialOf(
  config: RunConfig,
  { info, training, test }: Dataset,
  rateChanges: readonly RateChange[]
): RunMaterial {
  const members = splitTraining(training.count, config).training
  return {
    config,
    network: networkOfRun(config, info),
    training: withShuffledLabels(training, members, config),
    test,
    members,
    plans: createStepPlans(config, members, rateChanges)
  }
}

/** An engine of the run's network, and what the run learns in it. */
export interface StudyEngine {
  engine: Engine
  training: ExampleSet
}

/** What a study works with while it lasts. */
export interface StudyTools {
  /** To be asked for again after every breath, and loaded anew: other questions use the same. */
  engine(): StudyEngine
  /** Milliseconds. */
  now(): number
  /** Tells how far it is. */
  tell(done: number, of: number): void
  isCalledOff(): boolean
  /** Lets other questions in. */
  rest(): Promise<void>
  /** The same. @throws DownhillError 'cancelled' where this one was called off meanwhile. */
  breathe(): Promise<void>
}

export function refuseCalledOff(): never {
  throw new DownhillError('cancelled', 'It was called off.')
}

/** How long a study works between two breaths, in milliseconds. */
export const PORTION_TIME = 20

/**
 * Does `of` equal pieces of work in portions of some milliseconds, with a breath after each.
 * @param work does pieces `from` .. `to` - 1
 * @param tell hears after each portion how many are done
 * @param portionTime in milliseconds
 */
export async function inPortions(
  { now, breathe }: Pick<StudyTools, 'now' | 'breathe'>,
  of: number,
  work: (from: number, to: number) => void,
  tell: (done: number, of: number) => void = () => undefined,
  portionTime = PORTION_TIME
): Promise<void> {
  let portion = 1
  for (let done = 0; done < of;) {
    const to = Math.min(of, done + portion)
    const begin = now()
    work(done, to)
    const time = Math.max(0.1, now() - begin)
    portion = Math.max(1, Math.min(8 * portion, Math.round(((to - done) * portionTime) / time)))
    done = to
    tell(done, of)
    await breathe()
  }
}
