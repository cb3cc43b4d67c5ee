import type { EpochMetrics, RateChange, TrainingSetResult } from '../shared/run'
import type { RunConfig } from '../shared/run-config'
import type { RunningSums, TrainingState } from '../shared/trainer-protocol'
import { STATE_SLOTS, type Engine, type Evaluation, type Examples } from './engine'
import { startParameters } from './initialise'
import { parametersFromBytes, parametersToBytes } from './network'
import { shuffleLabels, splitTraining } from './order'
import { createStepPlans } from './step-plans'

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
  /**
   * A cost is not finite any more, or at the end of an epoch a parameter: further steps would teach
   * nothing. Seen at the same step in whatever portions the run is walked.
   */
  readonly hasDiverged: boolean
  /** The rate of the last step, or of the first before any. */
  readonly learningRate: number
  readonly sums: Readonly<EpochSums>
  /** The row of epoch 0: how the random start does. */
  evaluateStart(): EpochResult
  /** Walks one step or more, up to `limit`, and never past the end of the epoch, which it evaluates. */
  advance(limit: number): Advance
  /** Null where something in it is not finite: there is nothing to go on from. */
  position(): Position | null
  /**
   * Another learning rate from the next step on, and not before the step given; what was to change
   * later does no more. Returns the change, to be told to `createTraining` when the run is repeated.
   */
  changeRate(learningRate: number, notBefore?: number): RateChange
  /** The averages over all examples learnt from, with the weights of now. */
  measureTrainingSet(): TrainingSetResult
}

/** @throws RangeError when more examples are held out than there are, or `from` does not fit. */
export function createTraining(setup: TrainingSetup): Training {
  const { engine, config, test, from } = setup
  const { training: members, heldOut } = splitTraining(setup.training.count, config)
  const training = withShuffledLabels(setup.training, members, config)
  const slots = STATE_SLOTS[config.optimiser]
  const plans = createStepPlans(config, members, setup.rateChanges)
  const { batchSize, totalSteps } = plans
  const trainingSet = engine.addExamples(training)
  const testSet = engine.addExamples(test)

  let step = from?.step ?? 0
  let hasDiverged = false
  let sums: EpochSums = from ? { ...from.sums } : noSums()
  loadStart()

  const epochsDone = (): number => Math.floor(step / plans.stepsPerEpoch)
  const lastRate = (): number => plans.rateAt(Math.max(0, step - 1))

  function loadStart(): void {
    const { layers } = engine.network
    if (from) {
      // nothing where something belongs is refused too: the run would go on as another one
      const state = parametersFromBytes(from.optimiserState ?? new Uint8Array(0), layers, slots)
      engine.load(parametersFromBytes(from.parameters, layers), state)
    } else {
      engine.load(startParameters(engine.network, config.initialisation, config.seed), null)
    }
  }

  function advance(limit: number): Advance {
    const count = plans.portion(step, limit)
    if (count <= 0 || hasDiverged) return { costs: new Float64Array(0), epoch: null }
    const orders = plans.plan(step, count)
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
    return { costs: results.costs, epoch: step % plans.stepsPerEpoch === 0 ? endEpoch() : null }
  }

  function endEpoch(): EpochResult {
    const { epochCost, epochCorrect, epochExamples } = sums
    sums = noSums()
    const result = evaluate(finite(epochCost / epochExamples), epochCorrect / epochExamples)
    if (result.testCost === null || !isFiniteState()) hasDiverged = true
    return result
  }

  function isFiniteState(): boolean {
    return areFinite(engine.parameters()) && areFinite(engine.optimiserState(slots))
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
    stepsPerEpoch: plans.stepsPerEpoch,
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
      if (hasDiverged || !areFinite(parameters) || (state && !areFinite(state))) return null
      return {
        epoch: epochsDone(),
        step,
        parameters: parametersToBytes(parameters),
        optimiserState: state && parametersToBytes(state),
        sums: { ...sums }
      }
    },
    changeRate(learningRate, notBefore = 0) {
      const change = { step: Math.max(step, notBefore), learningRate }
      plans.changeRate(change)
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
