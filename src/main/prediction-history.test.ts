import { describe, expect, it } from 'vitest'
import { parametersToBytes, type Network } from '../engine/network'
import { createReferenceEngine } from '../engine/reference'
import { DownhillError } from '../shared/errors'
import type { CheckpointSummary } from '../shared/run'
import { predictionHistory, type HistoryTools } from './prediction-history'
import type { Weights } from './predictor'

const network: Network = { layers: [784, 10], activation: 'relu', output: 'softmax' }
const image = new Uint8Array(784).fill(9)

/** Weights of a network that answers every image with one digit. */
function sayingAlways(digit: number): Weights {
  const parameters = new Float32Array(7850)
  parameters[7840 + digit] = 10
  return { network, parameters: parametersToBytes(parameters), epoch: digit }
}

function tools(stored: HistoryTools['stored'], steps: number[]): HistoryTools & { made: number } {
  const summaries = steps.map((step): CheckpointSummary => ({
    id: 100 + step,
    runId: 1,
    epoch: step,
    step,
    role: 'schedule',
    sha256: '',
    size: 0,
    testAccuracy: null
  }))
  const used = {
    made: 0,
    checkpoints: async () => summaries,
    stored,
    createEngine(wanted: Network) {
      used.made++
      return createReferenceEngine(wanted)
    }
  }
  return used
}

const going = new AbortController().signal

describe('predictionHistory', () => {
  it('answers with the weights of every checkpoint, in the order of training, on one engine', async () => {
    const used = tools(async (_run, id) => sayingAlways(id - 100), [5, 2, 9])
    const told: number[][] = []
    const { moments, damaged } = await predictionHistory(
      { runId: 1, image },
      used,
      going,
      (done, of) => told.push([done, of])
    )
    expect(moments.map(({ checkpointId, step }) => [checkpointId, step])).toEqual([
      [102, 2],
      [105, 5],
      [109, 9]
    ])
    expect(moments.map(({ outputs }) => outputs.indexOf(Math.max(...outputs)))).toEqual([2, 5, 9])
    expect(damaged).toEqual([])
    expect(told).toEqual([
      [0, 3],
      [1, 3],
      [2, 3]
    ])
    expect(used.made).toBe(1)
  })

  it('leaves out the damaged ones and says so, and leaves out those that are gone', async () => {
    const used = tools(
      async (_run, id) => {
        if (id === 102) throw new DownhillError('checkpoint-damaged', 'damaged')
        if (id === 105) throw new DownhillError('not-found', 'gone')
        return sayingAlways(1)
      },
      [2, 5, 9]
    )
    const history = await predictionHistory({ runId: 1, image }, used, going, () => undefined)
    expect(history.moments.map(({ step }) => step)).toEqual([9])
    expect(history.damaged).toEqual([{ checkpointId: 102, epoch: 2 }])
  })

  it('fails where reading fails otherwise', async () => {
    const used = tools(async () => {
      throw new DownhillError('store-unavailable', 'no disk')
    }, [2])
    const asked = predictionHistory({ runId: 1, image }, used, going, () => undefined)
    await expect(asked).rejects.toMatchObject({ code: 'store-unavailable' })
  })

  it('ends when it is called off', async () => {
    const off = new AbortController()
    let reads = 0
    const used = tools(async () => {
      reads++
      off.abort()
      return sayingAlways(1)
    }, [2, 5, 9])
    const asked = predictionHistory({ runId: 1, image }, used, off.signal, () => undefined)
    await expect(asked).rejects.toMatchObject({ code: 'cancelled' })
    expect(reads).toBe(1)
  })
})
