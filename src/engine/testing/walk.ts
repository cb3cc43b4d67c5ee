import type { RateChange } from '../../shared/run'
import type { RunConfig } from '../../shared/run-config'
import type { Engine } from '../engine'
import { networkOfRun, type Network } from '../network'
import { createReferenceEngine } from '../reference'
import { createTraining, type EpochResult, type Position, type Training } from '../training'
import { SMALL_CONFIG, SMALL_INFO, smallExamples } from './small-run'

export const TRAINING = smallExamples(40, 1)
export const TEST = smallExamples(20, 2)

/** A small run, its settings changed in part; on the reference engine, or another. */
export function begin(
  changes: Partial<RunConfig> = {},
  from: Position | null = null,
  createEngine: (network: Network) => Engine = createReferenceEngine,
  rateChanges: readonly RateChange[] = []
): { training: Training; engine: Engine } {
  const config = { ...SMALL_CONFIG, ...changes }
  const engine = createEngine(networkOfRun(config, SMALL_INFO))
  return {
    engine,
    training: createTraining({ engine, config, training: TRAINING, test: TEST, from, rateChanges })
  }
}

export interface Story {
  costs: number[]
  epochs: EpochResult[]
}

/** Walks in portions of steps to the end, or to a step. */
export function walk(training: Training, portions: () => number, until = Infinity): Story {
  const story: Story = { costs: [], epochs: [] }
  while (!training.isFinished && !training.hasDiverged && training.step < until) {
    const { costs, epoch } = training.advance(Math.min(portions(), until - training.step))
    story.costs.push(...costs)
    if (epoch) story.epochs.push(epoch)
  }
  return story
}
