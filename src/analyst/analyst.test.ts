import { describe, expect, it, vi } from 'vitest'
import type { Dataset } from '../datasets/load'
import { createReferenceEngine } from '../engine/reference'
import { SMALL_CONFIG, SMALL_INFO } from '../engine/testing/small-run'
import { begin, TEST, TRAINING } from '../engine/testing/walk'
import type { AnalystQuestion } from '../shared/analyst-protocol'
import { createAnalyst } from './analyst'

const DATASET: Dataset = { info: SMALL_INFO, training: TRAINING, test: TEST }

/** A run after two epochs, and the question about it. */
function trained(heldOut: number): { question: AnalystQuestion; expected: unknown } {
  const { training } = begin({ heldOut })
  while (training.epoch < 2) training.advance(100)
  const position = training.position()
  if (!position) throw new Error('The run diverged.')
  const question: AnalystQuestion = {
    type: 'measure-training-set',
    id: 7,
    config: { ...SMALL_CONFIG, heldOut },
    datasetFolder: 'somewhere',
    fingerprint: SMALL_INFO.fingerprint,
    parameters: position.parameters
  }
  return { question, expected: { type: 'answer', id: 7, value: training.measureTrainingSet() } }
}

function createTools() {
  return {
    loadDataset: vi.fn(() => Promise.resolve(DATASET)),
    createEngine: vi.fn(createReferenceEngine)
  }
}

describe('the analyst', () => {
  it.each([0, 7])('measures what the run learnt from, with %d held out', async (heldOut) => {
    const { question, expected } = trained(heldOut)
    expect(await createAnalyst(createTools()).answer(question)).toEqual(expected)
  })

  it('keeps data and engine from one question to the next', async () => {
    const tools = createTools()
    const analyst = createAnalyst(tools)
    const first = trained(0)
    const second = trained(7)
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

  it('says what is wrong, and answers the next question', async () => {
    const tools = createTools()
    tools.loadDataset.mockRejectedValueOnce(new Error('unreadable'))
    const analyst = createAnalyst(tools)
    const { question, expected } = trained(0)
    expect(await analyst.answer(question)).toMatchObject({
      type: 'failed',
      id: 7,
      error: { code: 'internal', message: 'unreadable' }
    })
    expect(await analyst.answer({ ...question, fingerprint: 'beef' })).toMatchObject({
      type: 'failed',
      error: { code: 'dataset-mismatch' }
    })
    expect(await analyst.answer({ ...question, parameters: new Uint8Array(3) })).toMatchObject({
      type: 'failed',
      error: { message: expect.stringMatching(/has 55 parameters/) }
    })
    expect(await analyst.answer(question)).toEqual(expected)
  })
})
