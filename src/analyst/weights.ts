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

type CheckpointQuestion = MeasureTrainingSet | MeasureTestSet | GradientNorms

/** What can be asked of fixed weights. */
export function askWeights(
  question: CheckpointQuestion,
  dataset: Dataset,
  engine: Engine
): TrainingSetResult | TestSetResult | number[] {
  const network = networkOfRun(question.config, dataset.info)
  engine.load(parametersFromBytes(question.parameters, network.layers), null)
  switch (question.type) {
    case 'measure-training-set': {
      const { set, members } = learntExamples(question, dataset, engine)
      return toTrainingSetResult(engine.evaluate(set, members), members.length)
    }
    case 'measure-test-set': {
      const { cost, correct } = engine.evaluate(engine.addExamples(dataset.test))
      return {
        testCost: Number.isFinite(cost) ? cost : null,
        testAccuracy: correct / dataset.test.count
      }
    }
    case 'gradient-norms': {
      const { set, members } = learntExamples(question, dataset, engine)
      return gradientNorms(network, engine.gradient(set, members))
    }
  }
}

/** What the run learnt from, as it saw it: what it held out or left aside is not among it. */
function learntExamples(
  { config }: CheckpointQuestion,
  { training }: Dataset,
  engine: Engine
): { set: ExampleSet; members: Uint32Array } {
  const members = splitTraining(training.count, config).training
  return { set: engine.addExamples(withShuffledLabels(training, members, config)), members }
}
