import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { loadDataset } from '../datasets/load'
import { createWorkshop } from '../engine/create-engine'
import { networkOfRun, parametersFromBytes } from '../engine/network'
import { createReferenceEngine } from '../engine/reference'
import { createTraining } from '../engine/training'
import type { AnalystQuestion, StudyRequest, VerifyRun } from '../shared/analyst-protocol'
import type { CheckpointSummary, EpochMetrics } from '../shared/run'
import { PLAIN_SETTINGS, type RunConfig } from '../shared/run-config'
import type { StudyInput, StudyResponses, StudySubject } from '../shared/study'
import { createAnalyst } from './analyst'
import { prepareGround } from './landscape/ground'

const POINTS: RunConfig = {
  ...PLAIN_SETTINGS,
  dataset: 'spiral:count=100,noise=0.03,seed=1',
  hiddenLayers: [6, 5],
  activation: 'tanh',
  cost: 'cross-entropy',
  batchSize: 8,
  learningRate: 0.2,
  optimiser: 'momentum',
  momentum: 0.5,
  heldOut: 10,
  epochs: 3,
  seed: 4
}
const CURVE: RunConfig = {
  ...POINTS,
  dataset: 'wave:count=100,noise=0.1,seed=1',
  cost: 'quadratic',
  learningRate: 0.05
}

/** The run as it was trained, by the engine that trains. */
async function trained(config: RunConfig) {
  const dataset = await loadDataset('nowhere', config.dataset)
  const { info, training: examples, test } = dataset
  const network = networkOfRun(config, info)
  const engine = createWorkshop().engine(network)
  const training = createTraining({
    engine,
    config,
    training: examples,
    test,
    from: null,
    rateChanges: []
  })
  const epochs: EpochMetrics[] = [{ ...training.evaluateStart(), engineSeconds: 0 }]
  const checkpoints: Pick<CheckpointSummary, 'step' | 'sha256'>[] = []
  while (!training.isFinished) {
    const { epoch } = training.advance(1000)
    if (!epoch) continue
    epochs.push({ ...epoch, engineSeconds: 1 })
    const parameters = training.position()?.parameters ?? new Uint8Array()
    const sha256 = createHash('sha256').update(parameters).digest('hex')
    checkpoints.push({ step: epoch.step, sha256 })
  }
  return { dataset, network, training, epochs, checkpoints }
}

const analyst = createAnalyst({
  loadDataset,
  createWorkshop,
  tell: () => undefined,
  now: () => performance.now(),
  breathe: () => Promise.resolve()
})

async function answer(question: AnalystQuestion): Promise<unknown> {
  const message = await analyst.answer(question)
  if (message.type !== 'answer') throw new Error(JSON.stringify(message))
  return message.value
}

async function study<Subject extends StudySubject>(
  config: RunConfig,
  fingerprint: string,
  subject: Subject,
  input: Omit<StudyInput<Subject>, 'at'>
): Promise<StudyResponses[Subject]> {
  const at = { runId: 1, step: 9, edits: [] }
  const value = await answer({
    type: 'study',
    id: 1,
    config,
    datasetFolder: 'nowhere',
    fingerprint,
    // the subject and its input belong together, which the compiler cannot follow here
    study: { subject, input: { ...input, at } } as StudyRequest,
    from: null,
    rateChanges: []
  })
  return value as StudyResponses[Subject]
}

describe.each([
  ['points', POINTS],
  ['a curve', CURVE]
])('a run on %s', (_kind, config) => {
  it('is repeated to the last bit', async () => {
    const { dataset, training, epochs, checkpoints } = await trained(config)
    const question: VerifyRun = {
      type: 'verify',
      id: 1,
      config,
      datasetFolder: 'nowhere',
      fingerprint: dataset.info.fingerprint,
      rateChanges: [],
      epochs,
      checkpoints,
      finalTraining: training.measureTrainingSet()
    }
    expect(await answer(question)).toMatchObject({ verdict: 'identical', epochs: 3 })
    const last = { ...epochs[3], testCost: (epochs[3].testCost ?? 0) + 1e-9 }
    const otherwise = { ...question, epochs: [...epochs.slice(0, 3), last] }
    expect(await answer(otherwise)).toEqual({ verdict: 'differs', epoch: 3 })
  })

  it('is gone on with from its middle, to the same end', async () => {
    const { dataset, network, training } = await trained(config)
    const begin = (from: Parameters<typeof createTraining>[0]['from']) =>
      createTraining({
        engine: createWorkshop().engine(network),
        config,
        training: dataset.training,
        test: dataset.test,
        from,
        rateChanges: []
      })
    const first = begin(null)
    first.advance(7)
    const second = begin(first.position())
    while (!second.isFinished) second.advance(1000)
    expect(second.position()?.parameters).toEqual(training.position()?.parameters)
  })

  it('is studied, and costs what the reference says', async () => {
    const { dataset, network } = await trained(config)
    const { fingerprint } = dataset.info
    const weights = await study(config, fingerprint, 'study.weights', {})
    const parameters = parametersFromBytes(weights.parameters, network.layers)
    const reference = createReferenceEngine(network)
    reference.load(parameters, null)
    const test = reference.addExamples(dataset.test)

    const costs = await study(config, fingerprint, 'study.costs', { part: 'test', most: 3 })
    const expected = reference.evaluate(test)
    expect(costs.cost).toBeCloseTo(expected.cost, 6)
    expect(costs).toMatchObject({ correct: expected.correct, count: 20 })
    expect(costs.worst[0].image).toHaveLength(0)

    const first = { part: 'test', index: 0 } as const
    const pass = await study(config, fingerprint, 'study.example', { example: first })
    const { answers } = dataset.test
    expect(pass.label).toBe(answers.kind === 'classes' ? answers.labels[0] : -1)
    if (answers.kind === 'values') expect(pass.wanted).toEqual([answers.targets[0]])
    expect(pass.cost).toBeCloseTo(reference.evaluate(test, Uint32Array.of(0)).cost, 6)

    const over = { kind: 'example', example: first } as const
    const { gradient } = await study(config, fingerprint, 'study.gradient', { over })
    const steps = parametersFromBytes(gradient, network.layers)
    reference.gradient(test, Uint32Array.of(0)).forEach((slope, index) => {
      expect(steps[index]).toBeCloseTo(slope, 5)
    })
    const step = await study(config, fingerprint, 'study.step', { place: 0 })
    expect(step.batchSize).toBe(8)
    const sizes = { sizes: [1, 8], draws: 2, seed: 1 }
    await expect(study(config, fingerprint, 'study.batches', sizes)).resolves.toBeTruthy()
    const nudge = {
      over: { kind: 'batch' as const },
      deltas: [{ index: 0, delta: 1 }],
      factors: [1]
    }
    await expect(study(config, fingerprint, 'study.nudge', nudge)).resolves.toBeTruthy()
  })

  it('has a landscape over what it learns from', async () => {
    const { dataset, network, training } = await trained(config)
    const parameters = parametersFromBytes(
      training.position()?.parameters ?? new Uint8Array(),
      network.layers
    )
    const ground = prepareGround(dataset, config, 1000, createWorkshop())
    expect(ground.examples.count).toBe(70)
    expect(ground.cost(parameters)).toBeCloseTo(training.measureTrainingSet().trainingCost ?? 0, 5)
  })

  it('is measured on its data set alone', async () => {
    const { dataset, training } = await trained(config)
    const question = {
      type: 'measure-test-set',
      id: 1,
      config,
      datasetFolder: 'nowhere',
      parameters: training.position()?.parameters ?? new Uint8Array()
    } as const
    const { fingerprint } = dataset.info
    expect(await answer({ ...question, fingerprint })).toHaveProperty('testCost')
    const other = await analyst.answer({ ...question, fingerprint: 'f'.repeat(64) })
    expect(other).toMatchObject({ type: 'failed', error: { code: 'dataset-mismatch' } })
  })
})
