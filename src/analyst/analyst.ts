import type { Dataset } from '../datasets/load'
import type { Engine, ExampleSet } from '../engine/engine'
import { networkOfRun, parametersFromBytes, type Network } from '../engine/network'
import { splitTraining } from '../engine/order'
import { toTrainingSetResult } from '../engine/training'
import type { AnalystMessage, AnalystQuestion } from '../shared/analyst-protocol'
import { DownhillError, toPlainError } from '../shared/errors'
import type { TrainingSetResult } from '../shared/run'

/** What the analyst needs from outside; tests bring their own. */
export interface AnalystTools {
  loadDataset(folder: string, id: string): Promise<Dataset>
  createEngine(network: Network): Engine
}

/** Answers questions about stored weights, one after the other. */
export interface Analyst {
  /** Never rejects: what goes wrong is the answer. */
  answer(question: AnalystQuestion): Promise<AnalystMessage>
}

/** An engine that has taken in the training examples: worth keeping for the next question. */
interface Prepared {
  engine: Engine
  training: ExampleSet
}

export function createAnalyst({ loadDataset, createEngine }: AnalystTools): Analyst {
  const kept = { dataset: keepOne<Promise<Dataset>>(), engine: keepOne<Prepared>() }

  async function findDataset({ config, datasetFolder }: AnalystQuestion): Promise<Dataset> {
    const key = JSON.stringify([datasetFolder, config.dataset])
    try {
      return await kept.dataset.get(key, () => loadDataset(datasetFolder, config.dataset))
    } catch (error) {
      // the next question may find the files in order
      kept.dataset.forget()
      throw error
    }
  }

  function prepare(network: Network, { info, training }: Dataset): Prepared {
    return kept.engine.get(JSON.stringify([info.fingerprint, network]), () => {
      const engine = createEngine(network)
      return { engine, training: engine.addExamples(training) }
    })
  }

  async function measureTrainingSet(question: AnalystQuestion): Promise<TrainingSetResult> {
    const { config, fingerprint, parameters } = question
    const dataset = await findDataset(question)
    if (dataset.info.fingerprint !== fingerprint) {
      throw new DownhillError(
        'dataset-mismatch',
        `The data set "${config.dataset}" is not the one that these weights were trained on.`,
        { dataset: config.dataset }
      )
    }
    const network = networkOfRun(config, dataset.info)
    const { engine, training } = prepare(network, dataset)
    engine.load(parametersFromBytes(parameters, network.layers), null)
    // what the run held out it did not learn from
    const members = splitTraining(training.count, config.heldOut, config.seed).training
    return toTrainingSetResult(engine.evaluate(training, members), members.length)
  }

  return {
    async answer(question) {
      const { id } = question
      try {
        return { type: 'answer', id, value: await measureTrainingSet(question) }
      } catch (error) {
        return { type: 'failed', id, error: toPlainError(error) }
      }
    }
  }
}

/** Keeps what was made last, for as long as the same is asked for. */
function keepOne<Value>(): { get(key: string, make: () => Value): Value; forget(): void } {
  let kept: { key: string; value: Value } | null = null
  return {
    get(key, make) {
      if (kept?.key !== key) kept = { key, value: make() }
      return kept.value
    },
    forget() {
      kept = null
    }
  }
}
