import { beforeEach, describe, expect, it } from 'vitest'
import type { Network } from '../engine/network'
import { parametersToBytes } from '../engine/network'
import { createReferenceEngine } from '../engine/reference'
import { DownhillError } from '../shared/errors'
import { createPredictor, type Predictor, type Weights } from './predictor'

const network: Network = { layers: [784, 10], activation: 'relu', output: 'softmax' }

/** Weights of a network that answers every image with one digit. */
function sayingAlways(digit: number, epoch: number): Weights {
  const parameters = new Float32Array(7850)
  parameters[7840 + digit] = 10
  return { network, parameters: parametersToBytes(parameters), epoch }
}

describe('createPredictor', () => {
  const image = new Uint8Array(784).fill(9)
  let stored: Map<string, Weights>
  let live: Map<number, Weights>
  let reads: string[]
  let enginesMade: number
  let predictor: Predictor

  beforeEach(() => {
    stored = new Map()
    live = new Map()
    reads = []
    enginesMade = 0
    predictor = createPredictor(
      {
        stored: async (runId, checkpoint) => {
          reads.push(`${runId} ${checkpoint}`)
          const weights = stored.get(`${runId} ${checkpoint}`)
          if (!weights) throw new DownhillError('not-found', 'There is no such checkpoint.')
          return weights
        },
        live: (runId) => live.get(runId)
      },
      (network) => {
        enginesMade++
        return createReferenceEngine(network)
      }
    )
  })

  const answer = async (runId: number, checkpoint: number | 'last' | 'live'): Promise<number> => {
    const [{ outputs }] = await predictor.predict(image, [{ runId, checkpoint }])
    return outputs.indexOf(Math.max(...outputs))
  }

  it('answers every source with its own weights, in their order', async () => {
    stored.set('1 5', sayingAlways(3, 2))
    stored.set('2 last', sayingAlways(8, 40))
    const predictions = await predictor.predict(image, [
      { runId: 2, checkpoint: 'last' },
      { runId: 1, checkpoint: 5 }
    ])
    expect(predictions.map(({ runId, epoch }) => ({ runId, epoch }))).toEqual([
      { runId: 2, epoch: 40 },
      { runId: 1, epoch: 2 }
    ])
    const [eight, three] = predictions.map(({ outputs }) => outputs.indexOf(Math.max(...outputs)))
    expect([eight, three]).toEqual([8, 3])
  })

  it('reads a checkpoint once for many drawings', async () => {
    stored.set('1 last', sayingAlways(3, 2))
    for (let stroke = 0; stroke < 5; stroke++) await answer(1, 'last')
    expect(reads).toEqual(['1 last'])
  })

  it('follows the weights of a run under way without a new engine for each', async () => {
    live.set(1, sayingAlways(3, 1))
    expect(await answer(1, 'live')).toBe(3)
    live.set(1, sayingAlways(7, 2))
    expect(await answer(1, 'live')).toBe(7)
    expect(enginesMade).toBe(1)
  })

  it('answers with the last checkpoint once the run has ended', async () => {
    stored.set('1 last', sayingAlways(4, 9))
    expect(await answer(1, 'live')).toBe(4)
  })

  it('asks for the last checkpoint again after news of the run', async () => {
    stored.set('1 last', sayingAlways(4, 9))
    await answer(1, 'last')
    stored.set('1 last', sayingAlways(5, 10))
    expect(await answer(1, 'last')).toBe(4)
    predictor.forget(1)
    expect(await answer(1, 'last')).toBe(5)
  })

  it('passes an error on, and does not keep it', async () => {
    await expect(answer(1, 'last')).rejects.toMatchObject({ code: 'not-found' })
    stored.set('1 last', sayingAlways(6, 1))
    expect(await answer(1, 'last')).toBe(6)
  })

  it('keeps the networks used last, and no more than eight', async () => {
    for (let runId = 1; runId <= 9; runId++) stored.set(`${runId} last`, sayingAlways(1, 1))
    for (let runId = 1; runId <= 8; runId++) await answer(runId, 'last')
    await answer(1, 'last')
    await answer(9, 'last')
    reads.length = 0
    await answer(1, 'last')
    await answer(2, 'last')
    expect(reads).toEqual(['2 last'])
  })

  it('answers many inputs with one set of weights, whatever is asked meanwhile', async () => {
    const plane: Network = { layers: [2, 3], activation: 'relu', output: 'softmax' }
    // each output is one bias: the answer depends on the weights alone
    const answering = (place: number, epoch: number): Weights => {
      const parameters = new Float32Array(9)
      parameters[6 + place] = 20
      return { network: plane, parameters: parametersToBytes(parameters), epoch }
    }
    const inputs = new Float32Array(2 * 3000)
    live.set(4, answering(0, 1))
    const first = predictor.outputs(inputs, { runId: 4, checkpoint: 'live' })
    await Promise.resolve()
    live.set(4, answering(2, 2))
    const second = predictor.outputs(inputs, { runId: 4, checkpoint: 'live' })
    const [one, other] = await Promise.all([first, second])
    expect([one.epoch, other.epoch, one.classes]).toEqual([1, 2, 3])
    expect(one.outputs).toHaveLength(9000)
    const answers = ({ outputs }: typeof one, place: number): boolean[] =>
      Array.from({ length: 3000 }, (_, example) => outputs[example * 3 + place] > 0.99)
    expect(answers(one, 0)).not.toContain(false)
    expect(answers(other, 2)).not.toContain(false)
  })

  it('refuses inputs that are no whole examples, and answers the next', async () => {
    stored.set('1 5', sayingAlways(3, 2))
    const source = { runId: 1, checkpoint: 5 }
    await expect(predictor.outputs(new Float32Array(785), source)).rejects.toThrow(/785 numbers/)
    expect((await predictor.outputs(new Float32Array(784), source)).outputs).toHaveLength(10)
  })
})
