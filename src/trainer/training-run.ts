import { createHash } from 'node:crypto'
import type { Engine } from '../engine/engine'
import { networkOfRun, parametersToBytes } from '../engine/network'
import { createTraining, type EpochResult } from '../engine/training'
import type { Dataset } from '../datasets/load'
import { scoreToCompare, reasonsToKeep } from '../shared/checkpoint-policy'
import type {
  CheckpointPolicy,
  CheckpointRole,
  EpochMetrics,
  TrainingSetResult
} from '../shared/run'
import type {
  LiveState,
  NewCheckpoint,
  TrainerCommand,
  TrainingState
} from '../shared/trainer-protocol'
import { createCostBlocks } from './cost-blocks'
import { noNews, type News } from './metric-buffer'

/** The order to start a run. */
export type StartCommand = Extract<TrainerCommand, { type: 'start' }>

/** A training together with what is told of it: blocks of its curve, epochs, checkpoints, seconds. */
export interface TrainingRun {
  /** No step follows: all were taken, or the run diverged. */
  readonly isOver: boolean
  readonly hasDiverged: boolean
  /** The row and the weights of epoch 0, where the run begins there. */
  begin(): News
  /** Walks up to `limit` steps, and not past the end of the epoch. */
  walk(limit: number): News & { steps: number }
  /** The state of now, unless it is kept already, or there is none to go on from. */
  keepLatest(): News
  /** Another learning rate from the next step on, and not before the step given. */
  changeRate(learningRate: number, notBefore?: number): News
  /** Which weights are kept from the next epoch on. */
  setCheckpointPolicy(policy: CheckpointPolicy): void
  /** What is told when no step follows; the training set is measured unless the run diverged. */
  end(): News & { finalTraining: TrainingSetResult | null }
  place(): Pick<LiveState, 'step' | 'epoch' | 'learningRate' | 'engineSeconds'>
  /** The weights of now, as bytes. */
  parameters(): Uint8Array
}

/** `now` is in milliseconds; only the engine's own work is counted in the run's seconds. */
export function createTrainingRun(
  { config, from, rateChanges, bestScore: bestStored, ...start }: StartCommand,
  { info, training: examples, test }: Dataset,
  createEngine: (network: Engine['network']) => Engine,
  now: () => number
): TrainingRun {
  const engine = createEngine(networkOfRun(config, info))
  const training = createTraining({ engine, config, training: examples, test, from, rateChanges })
  const blocks = createCostBlocks(
    training.totalSteps,
    training.step,
    from?.sums ?? { blockCost: 0, blockSteps: 0 }
  )
  let engineSeconds = from?.sums.engineSeconds ?? 0
  let bestScore = bestStored
  let policy = start.checkpointPolicy
  let lastKeptStep = from?.step ?? -1

  function timed<Result>(work: () => Result): Result {
    const begin = now()
    const result = work()
    engineSeconds += (now() - begin) / 1000
    return result
  }

  /** The state of now with its hash, once for each reason to keep it. */
  function keep(reasons: readonly CheckpointRole[]): NewCheckpoint[] {
    const position = reasons.length > 0 ? training.position() : null
    if (!position) return []
    const state: TrainingState = {
      ...position,
      sums: { ...position.sums, ...blocks.sums(), engineSeconds }
    }
    const sha256 = createHash('sha256').update(state.parameters).digest('hex')
    lastKeptStep = state.step
    return reasons.map((role) => ({ ...state, role, sha256 }))
  }

  /** An epoch's row, and its weights where there is a reason to keep them. */
  function tellEpoch(result: EpochResult): Pick<News, 'epochs' | 'checkpoints'> {
    const epoch: EpochMetrics = { ...result, engineSeconds }
    const score = scoreToCompare(epoch, engine.network.layers)
    const checkpoints = keep(reasonsToKeep(epoch.epoch, config.epochs, score, bestScore, policy))
    bestScore = Math.max(score, bestScore ?? -Infinity)
    return { epochs: [epoch], checkpoints }
  }

  return {
    get isOver() {
      return training.isFinished || training.hasDiverged
    },
    get hasDiverged() {
      return training.hasDiverged
    },
    begin: () =>
      training.step > 0
        ? noNews()
        : { ...noNews(), ...tellEpoch(timed(() => training.evaluateStart())) },
    walk(limit) {
      const { costs, epoch } = timed(() => training.advance(limit))
      const points = blocks.add(costs)
      const told = epoch ? tellEpoch(epoch) : {}
      return { ...noNews(), points, ...told, steps: costs.length }
    },
    keepLatest: () => ({
      ...noNews(),
      checkpoints: training.step === lastKeptStep ? [] : keep(['latest'])
    }),
    changeRate: (learningRate, notBefore) => ({
      ...noNews(),
      rateChanges: [training.changeRate(learningRate, notBefore)]
    }),
    setCheckpointPolicy: (next) => {
      policy = next
    },
    end: () => ({
      ...noNews(),
      points: blocks.end(),
      finalTraining: training.hasDiverged ? null : timed(() => training.measureTrainingSet())
    }),
    place: () => ({
      step: training.step,
      epoch: training.epoch,
      learningRate: training.learningRate,
      engineSeconds
    }),
    parameters: () => parametersToBytes(engine.parameters())
  }
}
