import type { Dataset } from '../datasets/load'
import type { Engine, ExampleSet } from '../engine/engine'
import { networkOfRun, parametersFromBytes } from '../engine/network'
import { splitTraining } from '../engine/order'
import { gradientNorms } from '../engine/gradient-norms'
import { toTrainingSetResult, withShuffledLabels } from '../engine/training'
import type {
  GradientNorms,
  MeasureTestSet,
  MeasureTrainingSet,
  TestSetResult
} from '../shared/analyst-protocol'
import type { TrainingSetResult } from '../shared/run'
import type { RunConfig } from '../shared/run-config'

type CheckpointQuestion = MeasureTrainingSet | MeasureTestSet | GradientNorms

/** An engine with what it has taken in: each set once, however often it is asked about. */
export interface PreparedEngine {
  engine: Engine
  training?: ExampleSet
  test?: ExampleSet
}

/** Runs of which this is the same saw the same labels. */
export function labelsOf({ shuffledLabels, seed, heldOut, subset }: RunConfig): unknown {
  return shuffledLabels > 0 ? [shuffledLabels, seed, heldOut, subset] : null
}

/** What can be asked of fixed weights. `prepared` is for their network, and for the run's labels. */
export function askWeights(
  question: CheckpointQuestion,
  { info, training, test }: Dataset,
  prepared: PreparedEngine
): TrainingSetResult | TestSetResult | number[] {
  const { config } = question
  const { engine } = prepared
  const network = networkOfRun(config, info)
  engine.load(parametersFromBytes(question.parameters, network.layers), null)
  if (question.type === 'measure-test-set') {
    prepared.test ??= engine.addExamples(test)
    const { cost, correct } = engine.evaluate(prepared.test)
    return { testCost: Number.isFinite(cost) ? cost : null, testAccuracy: correct / test.count }
  }
  // what the run learnt from, as it saw it: what it held out or left aside is not among it
  const members = splitTraining(training.count, config).training
  prepared.training ??= engine.addExamples(withShuffledLabels(training, members, config))
  return question.type === 'gradient-norms'
    ? gradientNorms(network, engine.gradient(prepared.training, members))
    : toTrainingSetResult(engine.evaluate(prepared.training, members), members.length)
}
