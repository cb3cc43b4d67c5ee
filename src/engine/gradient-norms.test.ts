import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gradientNorms } from './gradient-norms'
import type { Network } from './network'
import { networks, randomParameters, seeds } from './testing/arbitrary'

describe('gradientNorms', () => {
  it('takes weights and biases of a layer together', () => {
    const network: Network = { layers: [1, 2, 1], activation: 'tanh', output: 'linear' }
    // weights 1, -2 and biases 2, 4; then weights 0, 3 and the bias -4
    expect(gradientNorms(network, Float32Array.of(1, -2, 2, 4, 0, 3, -4))).toEqual([5, 5])
    expect(gradientNorms(network, Float32Array.of(0, 0, 0, 0, 0, 3, NaN))).toEqual([0, NaN])
  })

  it('leaves nothing out: together they are as long as the gradient', () => {
    fc.assert(
      fc.property(networks, seeds, (network, seed) => {
        const gradient = randomParameters(network, seed)
        const norms = gradientNorms(network, gradient)
        expect(norms).toHaveLength(network.layers.length - 1)
        expect(Math.hypot(...norms)).toBeCloseTo(Math.hypot(...gradient), 10)
      }),
      { seed: 1 }
    )
  })
})
