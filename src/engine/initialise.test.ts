import { describe, expect, it } from 'vitest'
import { startParameters } from './initialise'
import { layerViews, type Network } from './network'

const network: Network = { layers: [100, 80, 10], activation: 'sigmoid', output: 'softmax' }
const [hidden, last] = layerViews(network.layers)

function deviation(values: Float32Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length)
}

describe('startParameters', () => {
  it('draws the same weights for the same seed, and others for another', () => {
    const start = startParameters(network, 3)
    expect(startParameters(network, 3)).toEqual(start)
    expect(startParameters(network, 4)).not.toEqual(start)
  })

  it('starts at 1 / sqrt(inputs), with biases of 0', () => {
    const start = startParameters(network, 1)
    expect(deviation(start.subarray(hidden.weights, hidden.biases)) * 10).toBeCloseTo(1, 1)
    expect(deviation(start.subarray(last.weights, last.biases)) * Math.sqrt(80)).toBeCloseTo(1, 1)
    expect(start.subarray(hidden.biases, last.weights).every((bias) => bias === 0)).toBe(true)
    expect(start.subarray(last.biases).every((bias) => bias === 0)).toBe(true)
  })

  it('starts hidden ReLU layers sqrt(2) larger, and the output layer not', () => {
    const start = startParameters({ ...network, activation: 'relu' }, 1)
    const plain = startParameters(network, 1)
    for (let i = hidden.weights; i < hidden.biases; i++) {
      expect(start[i]).toBeCloseTo(plain[i] * Math.SQRT2, 6)
    }
    expect(start.subarray(last.weights)).toEqual(plain.subarray(last.weights))
  })

  it('keeps one layer as it is when another changes its size', () => {
    const wider = startParameters({ ...network, layers: [100, 80, 20] }, 1)
    const firstLayer = startParameters(network, 1).subarray(0, last.weights)
    expect(wider.subarray(0, last.weights)).toEqual(firstLayer)
  })

  it('has these very bits on every machine', () => {
    const sum = startParameters(network, 2_024).reduce((total, value) => total + value, 0)
    expect(sum).toBe(-3.117649810455987)
  })
})
