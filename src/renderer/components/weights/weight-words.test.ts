import { describe, expect, it } from 'vitest'
import { neuronFacts } from './weight-words'

describe('what is said of a neuron', () => {
  const layer = {
    inputs: 6,
    neurons: 2,
    weights: Float32Array.of(0.5, 0, 0, 0, 0, 0.25, 0.5, 1, -2, 0, 1, 0),
    biases: Float32Array.of(0, 0.75)
  }

  it('is its range, its bias, and where its strongest weight stands in the picture', () => {
    expect(neuronFacts(layer, 1, 3)).toEqual({
      neuron: 1,
      lowest: -2,
      highest: 1,
      bias: 0.75,
      pixel: { row: 1, column: 3, weight: -2 }
    })
    expect(neuronFacts(layer, 1, 2).pixel).toEqual({ row: 2, column: 1, weight: -2 })
  })

  it('names the first pixel where all weights are zero', () => {
    const zero = { ...layer, weights: new Float32Array(12) }
    expect(neuronFacts(zero, 0, 3).pixel).toEqual({ row: 1, column: 1, weight: 0 })
  })
})
