import { describeDataset } from '../datasets/card'
import type { Dataset } from '../datasets/load'
import type { EngineWorkshop } from '../engine/create-engine'
import { networkOfRun } from '../engine/network'
import { createTraining } from '../engine/training'
import type {
  AnalystAnswer,
  AnalystMessage,
  AnalystQuestion,
  DescribeDataset,
  StudyQuestion,
  VerifyRun
} from '../shared/analyst-protocol'
import type { DatasetCard } from '../shared/dataset'
import { DownhillError, toPlainError } from '../shared/errors'
import type { Verification } from '../shared/verification'
import { answerDoubt } from './doubt/answer'
import { keepOne } from './keep-one'
import { Studies } from './study/studies'
import { createStudyTools } from './study/study-tools'
import { materialOf, refuseCalledOff, type RunMaterial } from './study/task'
import { repeatRun } from './verification'
import { askWeights, labelsOf, type PreparedEngine } from './weights'

/** What is asked about a run. */
type RunQuestion = Exclude<AnalystQuestion, DescribeDataset>

/** What the analyst needs from outside; tests bring their own. */
export interface AnalystTools {
  loadDataset(folder: string, id: string): Promise<Dataset>
  createWorkshop(): EngineWorkshop
  tell(message: Extract<AnalystMessage, { type: 'progress' | 'study-progress' }>): void
  /** Milliseconds. */
  now(): number
  /** Lets messages in: resolves when those that wait have been heard. */
  breathe(): Promise<void>
}

/** Answers questions about stored weights and runs. */
export interface Analyst {
  /** Never rejects: what goes wrong is the answer. */
  answer(question: AnalystQuestion): Promise<AnalystMessage>
  /** Of effect on a run that is being repeated, and on studies; what is shorter is answered. */
  cancel(id: number): void
}

/** How long a run is repeated between two breaths, in milliseconds. */
const PORTION_TIME = 20

export function createAnalyst(tools: AnalystTools): Analyst {
  const datasets = keepOne<Promise<Dataset>>()
  const engines = keepOne<PreparedEngine>()
  const workshop = tools.createWorkshop()
  /** Of repeated runs: apart, so that a question asked meanwhile does not end their engine. */
  let apart: EngineWorkshop | undefined
  /** Repetitions and studies under way: one that is not among them any more has been called off. */
  const underWay = new Set<number>()
  const materials = keepOne<RunMaterial>()
  const studies = new Studies()

  async function load(folder: string, id: string): Promise<Dataset> {
    const dataset = datasets.get(JSON.stringify([folder, id]), () => tools.loadDataset(folder, id))
    return dataset.catch((error: unknown) => {
      // the next question may find the files in order
      datasets.forget()
      throw error
    })
  }

  async function findDataset(question: RunQuestion): Promise<Dataset> {
    const { config, datasetFolder, fingerprint } = question
    const dataset = await load(datasetFolder, config.dataset)
    if (dataset.info.fingerprint === fingerprint) return dataset
    throw new DownhillError(
      'dataset-mismatch',
      `The data set "${config.dataset}" is not the one that this run was trained on.`,
      { dataset: config.dataset }
    )
  }

  /** An engine that has taken in examples is worth keeping for the next question. */
  function findEngine({ config }: RunQuestion, { info }: Dataset): PreparedEngine {
    const network = networkOfRun(config, info)
    const key = JSON.stringify([info.fingerprint, network, labelsOf(config)])
    return engines.get(key, () => ({ engine: workshop.engine(network) }))
  }

  async function describe({ datasetFolder, dataset }: DescribeDataset): Promise<DatasetCard> {
    return describeDataset(await load(datasetFolder, dataset), datasetFolder)
  }

  async function verify(question: VerifyRun, dataset: Dataset): Promise<Verification> {
    const { id, config, rateChanges } = question
    apart ??= tools.createWorkshop()
    const training = createTraining({
      engine: apart.engine(networkOfRun(config, dataset.info)),
      config,
      training: dataset.training,
      test: dataset.test,
      from: null,
      rateChanges
    })
    const repetition = repeatRun(training, question)
    let portion = 1
    let toldEpoch = 0
    for (;;) {
      const begin = tools.now()
      const verdict = repetition.advance(portion)
      const time = Math.max(0.1, tools.now() - begin)
      portion = Math.max(1, Math.round((portion * PORTION_TIME) / time))
      if (repetition.epoch > toldEpoch && verdict?.verdict !== 'differs') {
        toldEpoch = repetition.epoch
        tools.tell({ type: 'progress', id, epoch: toldEpoch, epochs: repetition.epochs })
      }
      if (verdict) return verdict
      await tools.breathe()
      if (!underWay.has(id)) refuseCalledOff()
    }
  }

  async function study(question: StudyQuestion): Promise<AnalystAnswer> {
    const { id, config, rateChanges, fingerprint } = question
    const dataset = await findDataset(question)
    const key = JSON.stringify([fingerprint, config, rateChanges])
    const material = materials.get(key, () => materialOf(config, dataset, rateChanges))
    const findPrepared = (): PreparedEngine => findEngine(question, dataset)
    const isCalledOff = (): boolean => !underWay.has(id)
    const studyTools = createStudyTools({ ...tools, id, material, isCalledOff, findPrepared })
    // also while the data were loaded
    if (isCalledOff()) refuseCalledOff()
    return studies.answer(question, material, studyTools)
  }

  async function find(question: AnalystQuestion): Promise<AnalystAnswer> {
    if (question.type === 'study') return study(question)
    if (question.type === 'describe-dataset') return describe(question)
    const dataset = await findDataset(question)
    if (question.type === 'verify') return verify(question, dataset)
    const prepared = findEngine(question, dataset)
    if (question.type === 'doubt') return answerDoubt(question, dataset, prepared.engine)
    return askWeights(question, dataset, prepared)
  }

  return {
    async answer(question) {
      const { id } = question
      underWay.add(id)
      try {
        return { type: 'answer', id, value: await find(question) }
      } catch (error) {
        return { type: 'failed', id, error: toPlainError(error) }
      } finally {
        underWay.delete(id)
      }
    },
    cancel: (id) => void underWay.delete(id)
  }
}
