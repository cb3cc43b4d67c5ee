import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { randomStream } from '../shared/random'
import { createInputSlope } from './input-gradient'
import { parameterCount } from '../shared/run-config'
import type { Network } from './network'

const NETWORKS: Network[] = [
  { layers: [6, 5, 4, 3], activation: 'sigmoid', output: 'sigmoid' },
  { layers: [6, 5, 3], activation: 'tanh', output: 'softmax' },
  { layers: [6, 4, 2], activation: 'tanh', output: 'linear' },
  { layers: [6, 3], activation: 'relu', output: 'softmax' }
]

describe('the gradient with respect to the inputs', () => {
  it.each(NETWORKS)('is what the cost does when an input is moved: $layers', (network) => {
    fc.assert(
      fc.property(fc.nat({ max: 1e6 }), (seed) => {
        const random = randomStream(seed, 'noise')
        const parameters = Float64Array.from(
          { length: parameterCount(network.layers) },
          random.normal
        )
        const inputs = Float64Array.from({ length: 6 }, random.uniform)
        const wanted = new Float64Array(network.layers[network.layers.length - 1])
        wanted[0] = 1
        const slope = createInputSlope(network, parameters)
        const gradient = slope(inputs, wanted).gradient.slice()
        const move = 1e-5
        for (let input = 0; input < 6; input++) {
          const moved = (by: number): number =>
            slope(
              inputs.map((value, place) => (place === input ? value + by : value)),
              wanted
            ).cost
          const measured = (moved(move) - moved(-move)) / (2 * move)
          expect(Math.abs(measured - gradient[input])).toBeLessThan(1e-7 * (1 + Math.abs(measured)))
        }
      }),
      { seed: 1, numRuns: 30 }
    )
  })
})
