import type { Dataset } from '../../datasets/load'
import type { EngineWorkshop } from '../../engine/create-engine'
import type { Engine, Examples, ExampleSet } from '../../engine/engine'
import { networkOfRun, type Network } from '../../engine/network'
import { splitTraining } from '../../engine/order'
import { withShuffledLabels } from '../../engine/training'
import type { RunConfig } from '../../shared/run-config'

/** What costs are taken of: a network without weights, and examples. */
export interface Ground {
  network: Network
  examples: Examples
  /** The mean cost of the network with these parameters over the examples. */
  cost(parameters: Float32Array): number
}

/** The first `count` examples that the run learns from, with the answers that it learns: a class or one value each. */
export function firstLearnt({ training }: Dataset, config: RunConfig, count: number): Examples {
  const { training: members } = splitTraining(training.count, config)
  const { answers, inputs, inputSize, imageWidth } = withShuffledLabels(training, members, config)
  const chosen = members.subarray(0, count)
  const copies = new (inputs instanceof Uint8Array ? Uint8Array : Float32Array)(
    chosen.length * inputSize
  )
  chosen.forEach((index, place) => {
    copies.set(inputs.subarray(index * inputSize, (index + 1) * inputSize), place * inputSize)
  })
  return {
    count: chosen.length,
    inputSize,
    inputs: copies,
    answers:
      answers.kind === 'classes'
        ? { kind: 'classes', labels: Uint8Array.from(chosen, (index) => answers.labels[index]) }
        : { kind: 'values', targets: Float32Array.from(chosen, (index) => answers.targets[index]) },
    imageWidth
  }
}

/** @param workshop whose next engine ends this ground */
export function prepareGround(
  dataset: Dataset,
  config: RunConfig,
  count: number,
  workshop: EngineWorkshop
): Ground {
  const network = networkOfRun(config, dataset.info)
  const examples = firstLearnt(dataset, config, count)
  let prepared: { engine: Engine; set: ExampleSet } | undefined
  return {
    network,
    examples,
    cost(parameters) {
      if (!prepared) {
        const engine = workshop.engine(network)
        prepared = { engine, set: engine.addExamples(examples) }
      }
      const { engine, set } = prepared
      engine.load(parameters, null)
      return engine.evaluate(set).cost
    }
  }
}
