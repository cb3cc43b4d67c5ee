import { createHash } from 'node:crypto'
import { describe, expect, it, vi } from 'vitest'
import type { Dataset } from '../datasets/load'
import { createReferenceEngine } from '../engine/reference'
import { SMALL_CONFIG, SMALL_INFO } from '../engine/testing/small-run'
import { begin, TEST, TRAINING } from '../engine/testing/walk'
import type {
  AnalystMessage,
  AnalystQuestion,
  MeasureTestSet,
  MeasureTrainingSet,
  VerifyRun
} from '../shared/analyst-protocol'
import type { RunConfig } from '../shared/run-config'
import { createAnalyst } from './analyst'

const DATASET: Dataset = { info: SMALL_INFO, training: TRAINING, test: TEST }

const about = (changes: Partial<RunConfig> = {}) => ({
  id: 7,
  config: { ...SMALL_CONFIG, ...changes },
  datasetFolder: 'somewhere',
  fingerprint: SMALL_INFO.fingerprint
})

/** A run after two epochs, and the question about it. */
function trained(changes: Partial<RunConfig>): { question: MeasureTrainingSet; expected: unknown } {
  const { training } = begin(changes)
  while (training.epoch < 2) training.advance(100)
  const position = training.position()
  if (!position) throw new Error('The run diverged.')
  return {
    question: {
      type: 'measure-training-set',
      ...about(changes),
      parameters: position.parameters
    },
    expected: { type: 'answer', id: 7, value: training.measureTrainingSet() }
  }
}

/** The question whether a whole run can be repeated. */
function stored(): VerifyRun {
  const { training } = begin()
  const epochs = [{ ...training.evaluateStart(), engineSeconds: 0 }]
  while (!training.isFinished) {
    const { epoch } = training.advance(100)
    if (epoch) epochs.push({ ...epoch, engineSeconds: 1 })
  }
  const sha256 = createHash('sha256')
    .update(training.position()?.parameters ?? '')
    .digest('hex')
  const checkpoints = [{ step: training.step, sha256 }]
  return { type: 'verify', ...about(), rateChanges: [], epochs, checkpoints, finalTraining: null }
}

function createTools() {
  const createEngine = vi.fn(createReferenceEngine)
  return {
    createEngine,
    loadDataset: vi.fn(() => Promise.resolve(DATASET)),
    createWorkshop: () => ({ engine: createEngine }),
    tell: vi.fn<(message: AnalystMessage) => void>(),
    now: () => 0,
    breathe: () => Promise.resolve()
  }
}

describe('the analyst', () => {
  it.each<Partial<RunConfig>>([
    { heldOut: 0 },
    { heldOut: 7, subset: 12 },
    { shuffledLabels: 0.9 }
  ])('measures what the run learnt from, with %j', async (changes) => {
    const { question, expected } = trained(changes)
    expect(await createAnalyst(createTools()).answer(question)).toEqual(expected)
  })

  it('measures the test set', async () => {
    const { question } = trained({})
    const { training } = begin()
    while (training.epoch < 1) training.advance(100)
    const { epoch } = training.advance(100)
    const asked: MeasureTestSet = { ...question, type: 'measure-test-set' }
    expect(await createAnalyst(createTools()).answer(asked)).toEqual({
      type: 'answer',
      id: 7,
      value: { testCost: epoch?.testCost, testAccuracy: epoch?.testAccuracy }
    })
  })

  it('gives a norm for each layer, of the gradient over what was learnt from', async () => {
    const { question } = trained({ heldOut: 7 })
    const analyst = createAnalyst(createTools())
    const norms = async (config: RunConfig): Promise<unknown> => {
      const answer = await analyst.answer({ ...question, type: 'gradient-norms', config })
      return 'value' in answer ? answer.value : answer
    }
    const all = await norms(question.config)
    expect(all).toEqual([expect.any(Number), expect.any(Number)])
    expect(await norms({ ...question.config, heldOut: 0 })).not.toEqual(all)
  })

  it('keeps data and engine from one question to the next', async () => {
    const tools = createTools()
    const analyst = createAnalyst(tools)
    const first = trained({})
    const second = trained({ heldOut: 9 })
    // also when the second comes before the first is answered
    const answers = [first, second, first].map(({ question }) => analyst.answer(question))
    expect(await Promise.all(answers)).toEqual([first.expected, second.expected, first.expected])
    expect(tools.loadDataset).toHaveBeenCalledOnce()
    expect(tools.createEngine).toHaveBeenCalledOnce()
    const { question } = first
    await analyst.answer({ ...question, config: { ...question.config, activation: 'relu' } })
    expect(tools.createEngine).toHaveBeenCalledTimes(2)
    expect(tools.loadDataset).toHaveBeenCalledOnce()
  })

  it('takes examples in once, however often it is asked, and anew with other labels', async () => {
    const tools = createTools()
    const addExamples = vi.fn<ReturnType<typeof createReferenceEngine>['addExamples']>()
    tools.createEngine.mockImplementation((network) => {
      const engine = createReferenceEngine(network)
      return { ...engine, addExamples: addExamples.mockImplementation(engine.addExamples) }
    })
    const analyst = createAnalyst(tools)
    const { question, expected } = trained({ shuffledLabels: 0.9 })
    for (let time = 0; time < 3; time++) expect(await analyst.answer(question)).toEqual(expected)
    await analyst.answer({ ...question, type: 'gradient-norms' })
    expect(addExamples).toHaveBeenCalledTimes(1)
    const other = trained({ shuffledLabels: 0.5 })
    expect(await analyst.answer(other.question)).toEqual(other.expected)
    expect(addExamples).toHaveBeenCalledTimes(2)
  })

  it('repeats a run, and tells each epoch', async () => {
    const tools = createTools()
    const answer = await createAnalyst(tools).answer(stored())
    const value = { verdict: 'identical', epochs: 3, checkpoints: 1 }
    expect(answer).toEqual({ type: 'answer', id: 7, value })
    expect(tools.tell.mock.calls).toEqual(
      [1, 2, 3].map((epoch) => [{ type: 'progress', id: 7, epoch, epochs: 3 }])
    )
  })

  it('does not tell of an epoch that came out otherwise', async () => {
    const tools = createTools()
    const question = stored()
    question.epochs[2].testAccuracy += 0.1
    expect(await createAnalyst(tools).answer(question)).toMatchObject({
      value: { verdict: 'differs', epoch: 2 }
    })
    expect(tools.tell.mock.calls).toEqual([[{ type: 'progress', id: 7, epoch: 1, epochs: 3 }]])
  })

  it('answers questions while it repeats a run', async () => {
    const analyst = createAnalyst(createTools())
    const { question, expected } = trained({})
    const repeated = analyst.answer(stored())
    expect(await analyst.answer({ ...question, id: 8 })).toEqual({ ...Object(expected), id: 8 })
    expect(await repeated).toMatchObject({ value: { verdict: 'identical' } })
  })

  it('lets a repetition be called off', async () => {
    const tools = createTools()
    const analyst = createAnalyst({ ...tools, tell: () => analyst.cancel(7) })
    expect(await analyst.answer(stored())).toMatchObject({
      type: 'failed',
      error: { code: 'cancelled' }
    })
    expect(await createAnalyst(tools).answer(stored())).toMatchObject({ type: 'answer' })
  })

  it('says what is wrong, and answers the next question', async () => {
    const tools = createTools()
    tools.loadDataset.mockRejectedValueOnce(new Error('unreadable'))
    const analyst = createAnalyst(tools)
    const { question, expected } = trained({})
    const failure = async (changes: Partial<MeasureTrainingSet>): Promise<unknown> => {
      const asked: AnalystQuestion = { ...question, ...changes }
      const answer = await analyst.answer(asked)
      return answer.type === 'failed' ? answer.error : answer
    }
    expect(await failure({})).toMatchObject({ code: 'internal', message: 'unreadable' })
    expect(await failure({ fingerprint: 'beef' })).toMatchObject({ code: 'dataset-mismatch' })
    expect(await failure({ parameters: new Uint8Array(3) })).toMatchObject({
      message: expect.stringMatching(/has 55 parameters/)
    })
    expect(await analyst.answer(question)).toEqual(expected)
  })
})
