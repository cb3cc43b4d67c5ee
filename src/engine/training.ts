import type { EpochMetrics, RateChange, TrainingSetResult } from '../shared/run'
import { stepsPerEpoch, type RunConfig } from '../shared/run-config'
import type { RunningSums, TrainingState } from '../shared/trainer-protocol'
import {
  STATE_SLOTS,
  type Engine,
  type Evaluation,
  type Examples,
  type Optimiser,
  type StepPlan
} from './engine'
import { startParameters } from './initialise'
import { parametersFromBytes, parametersToBytes } from './network'
import { epochOrder, epochShifts, shuffleLabels, splitTraining } from './order'
import { learningRateAt } from './schedule'

/** What the engine knows of an epoch; whoever holds a clock adds the seconds. */
export type EpochResult = Omit<EpochMetrics, 'engineSeconds'>

/** The sums of the epoch under way: costs and answers as they were met, example by example. */
export type EpochSums = Pick<RunningSums, 'epochCost' | 'epochCorrect' | 'epochExamples'>

/** Where a training stands: all that decides how it goes on. */
export type Position = Omit<TrainingState, 'sums'> & { sums: EpochSums }

export interface Advance {
  /** The mean cost of each step's batch. The last is not finite where the training diverged. */
  costs: Float64Array
  /** The epoch that ended with the last of these steps, if one did. */
  epoch: EpochResult | null
}

export interface TrainingSetup {
  engine: Engine
  config: RunConfig
  training: Examples
  test: Examples
  /** Where to go on; null: from the random start that the seed decides. */
  from: Position | null
  /** Changes of the learning rate that were made before, also after `from`. */
  rateChanges: readonly RateChange[]
}

/**
 * A run of gradient descent, step by step, with no clock: walked in any portions, cut anywhere and
 * taken up again, it comes to the same parameters and metrics, bit for bit.
 */
export interface Training {
  readonly stepsPerEpoch: number
  readonly totalSteps: number
  /** Steps done. */
  readonly step: number
  /** Full epochs done. */
  readonly epoch: number
  readonly isFinished: boolean
  /** A cost or a parameter is not finite any more: further steps would teach nothing. */
  readonly hasDiverged: boolean
  /** The rate of the last step, or of the first before any. */
  readonly learningRate: number
  readonly sums: Readonly<EpochSums>
  /** The row of epoch 0: how the random start does. */
  evaluateStart(): EpochResult
  /** Walks up to `limit` steps, and never past the end of the epoch, which it evaluates. */
  advance(limit: number): Advance
  /** Null, and diverged from now on, where the parameters are not finite. */
  position(): Position | null
  /**
   * Another learning rate from the next step on; what was to change later does no more. Returns the
   * change, to be told to `createTraining` when the run is repeated.
   */
  changeRate(learningRate: number): RateChange
  /** The averages over all examples learnt from, with the weights of now. */
  measureTrainingSet(): TrainingSetResult
}

/** @throws RangeError when more examples are held out than there are, or `from` does not fit. */
export function createTraining(setup: TrainingSetup): Training {
  const { engine, config, test, from } = setup
  const { training: members, heldOut } = splitTraining(setup.training.count, config)
  const training = withShuffledLabels(setup.training, members, config)
  const optimiser: Optimiser =
    config.optimiser === 'momentum'
      ? { kind: 'momentum', momentum: config.momentum }
      : { kind: config.optimiser }
  const slots = STATE_SLOTS[config.optimiser]
  const batchSize = Math.min(config.batchSize, members.length)
  const stepsAnEpoch = stepsPerEpoch(members.length, batchSize)
  const totalSteps = stepsAnEpoch * config.epochs
  const trainingSet = engine.addExamples(training)
  const testSet = engine.addExamples(test)

  let rateChanges = [...setup.rateChanges]
  let step = from?.step ?? 0
  let hasDiverged = false
  let sums: EpochSums = from ? { ...from.sums } : noSums()
  let plan: EpochPlan | null = null
  loadStart()

  const epochsDone = (): number => Math.floor(step / stepsAnEpoch)
  const rateAt = (index: number): number =>
    learningRateAt({ config, stepsPerEpoch: stepsAnEpoch, totalSteps, changes: rateChanges }, index)
  const lastRate = (): number => rateAt(Math.max(0, step - 1))

  function loadStart(): void {
    const { layers } = engine.network
    if (from) {
      const state = from.optimiserState && parametersFromBytes(from.optimiserState, layers, slots)
      engine.load(parametersFromBytes(from.parameters, layers), state)
    } else {
      engine.load(startParameters(engine.network, config.initialisation, config.seed), null)
    }
  }

  /** Drawn once an epoch, when its first step is due. */
  function planOf(epoch: number): EpochPlan {
    if (plan?.epoch !== epoch) {
      plan = {
        epoch,
        order: epochOrder(members, config.seed, epoch),
        shifts: epochShifts(members.length, config.shift, config.seed, epoch)
      }
    }
    return plan
  }

  /** The engine's orders for `count` steps from here, all of one epoch. */
  function nextSteps(count: number): StepPlan {
    const { order, shifts } = planOf(epochsDone())
    const first = (step % stepsAnEpoch) * batchSize
    const end = Math.min(first + count * batchSize, members.length)
    return {
      order: order.subarray(first, end),
      batchSize,
      rates: Float32Array.from({ length: count }, (_, index) => rateAt(step + index)),
      optimiser,
      firstStep: step,
      reduction: config.reduction,
      penalty: config.l2 / members.length,
      shifts: shifts && shifts.subarray(2 * first, 2 * end)
    }
  }

  function advance(limit: number): Advance {
    const count = Math.min(limit, stepsAnEpoch - (step % stepsAnEpoch), totalSteps - step)
    if (count <= 0 || hasDiverged) return { costs: new Float64Array(0), epoch: null }
    const orders = nextSteps(count)
    const results = engine.train(trainingSet, orders)
    const broken = results.costs.findIndex((cost) => !Number.isFinite(cost))
    if (broken >= 0) {
      // the same step is named, however many were walked at once
      hasDiverged = true
      step += broken + 1
      return { costs: results.costs.slice(0, broken + 1), epoch: null }
    }
    results.costs.forEach((cost, index) => {
      sums.epochCost += cost * Math.min(batchSize, orders.order.length - index * batchSize)
    })
    sums.epochCorrect += results.correct
    sums.epochExamples += orders.order.length
    step += count
    return { costs: results.costs, epoch: step % stepsAnEpoch === 0 ? endEpoch() : null }
  }

  function endEpoch(): EpochResult {
    const { epochCost, epochCorrect, epochExamples } = sums
    sums = noSums()
    const result = evaluate(finite(epochCost / epochExamples), epochCorrect / epochExamples)
    if (result.testCost === null || !areFinite(engine.parameters())) hasDiverged = true
    return result
  }

  function evaluate(trainingCost: number | null, trainingAccuracy: number | null): EpochResult {
    const onTest = engine.evaluate(testSet)
    const onHeldOut = heldOut.length > 0 ? engine.evaluate(trainingSet, heldOut) : null
    return {
      epoch: epochsDone(),
      step,
      trainingCost,
      trainingAccuracy,
      testCost: finite(onTest.cost),
      testAccuracy: onTest.correct / testSet.count,
      heldOutCost: onHeldOut && finite(onHeldOut.cost),
      heldOutAccuracy: onHeldOut && onHeldOut.correct / heldOut.length,
      learningRate: lastRate()
    }
  }

  return {
    stepsPerEpoch: stepsAnEpoch,
    totalSteps,
    get step() {
      return step
    },
    get epoch() {
      return epochsDone()
    },
    get isFinished() {
      return step >= totalSteps
    },
    get hasDiverged() {
      return hasDiverged
    },
    get learningRate() {
      return lastRate()
    },
    get sums() {
      return sums
    },
    // a rate that was changed before the first step is none of the start's
    evaluateStart: () => ({ ...evaluate(null, null), learningRate: config.learningRate }),
    advance,
    position() {
      const parameters = engine.parameters()
      const state = slots > 0 ? engine.optimiserState(slots) : null
      if (!areFinite(parameters) || (state && !areFinite(state))) hasDiverged = true
      if (hasDiverged) return null
      return {
        epoch: epochsDone(),
        step,
        parameters: parametersToBytes(parameters),
        optimiserState: state && parametersToBytes(state),
        sums: { ...sums }
      }
    },
    changeRate(learningRate) {
      const change = { step, learningRate }
      rateChanges = [...rateChanges.filter((earlier) => earlier.step < step), change]
      return change
    },
    measureTrainingSet: () =>
      toTrainingSetResult(engine.evaluate(trainingSet, members), members.length)
  }
}

/** The examples as this run learns them: with a share of its members' labels dealt out anew. */
export function withShuffledLabels(
  examples: Examples,
  members: Uint32Array,
  config: RunConfig
): Examples {
  const { answers } = examples
  if (config.shuffledLabels === 0 || answers.kind === 'values') return examples
  return {
    ...examples,
    answers: { kind: 'classes', labels: shuffleLabels(answers.labels, members, config) }
  }
}

interface EpochPlan {
  epoch: number
  order: Uint32Array
  shifts: Int8Array | null
}

/** The averages over `count` examples as they are told and stored. */
export function toTrainingSetResult(
  { cost, correct }: Evaluation,
  count: number
): TrainingSetResult {
  return { trainingCost: finite(cost), trainingAccuracy: correct / count }
}

function noSums(): EpochSums {
  return { epochCost: 0, epochCorrect: 0, epochExamples: 0 }
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null
}

function areFinite(values: Float32Array): boolean {
  // a plain loop: `every` takes several times as long
  for (let index = 0; index < values.length; index++) {
    if (!Number.isFinite(values[index])) return false
  }
  return true
}
