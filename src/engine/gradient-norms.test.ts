import { expect, it } from 'vitest'
import { gradientNorms } from './gradient-norms'

it('the gradient norms take weights and biases of a layer together', () => {
  const network = { layers: [1, 2, 1], activation: 'tanh', output: 'linear' } as const
  // layer 1: two weights, two biases; layer 2: two weights, one bias
  const gradient = Float32Array.of(1, -1, 1, -1, 2, 3, 6)
  expect(gradientNorms(network, gradient)).toEqual([2, 7])
})
