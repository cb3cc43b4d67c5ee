import { expect, it } from 'vitest'
import { weightedSum } from './weighted-sum'

// 3 inputs, 2 neurons, 1 output: weights, then biases, layer by layer
const PARAMETERS = Float32Array.of(1, 2, 3, -4, 0.5, 0, 0.25, -0.5, 2, -8, 16)
const LAYERS = [3, 2, 1]

it('adds the largest products, the rest and the bias', () => {
  const sum = weightedSum(PARAMETERS, LAYERS, 1, 1, [1, 0.5, 0.75], 1)
  expect(sum).toEqual({
    largest: [{ input: 0, weight: -4, activation: 1, product: -4 }],
    others: { count: 2, sum: 0.25 },
    bias: -0.5,
    z: -4.25
  })
})

it('ranks by size, whatever the sign, and takes the weights of its own layer', () => {
  const { largest, others, z } = weightedSum(PARAMETERS, LAYERS, 2, 0, [0.5, 0.25], 5)
  expect(largest.map(({ input, product }) => [input, product])).toEqual([
    [1, -2],
    [0, 1]
  ])
  expect(others).toEqual({ count: 0, sum: 0 })
  expect(z).toBe(15)
})

it('ranks equal products by their inputs: where all weights are zero, ink comes first', () => {
  const zero = new Float32Array(PARAMETERS.length)
  const { largest } = weightedSum(zero, LAYERS, 1, 0, [0, 0.5, 1], 2)
  expect(largest.map(({ input }) => input)).toEqual([2, 1])
})
