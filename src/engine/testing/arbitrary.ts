import fc from 'fast-check'
import { randomStream } from '../../shared/random'
import { ACTIVATIONS, parameterCount } from '../../shared/run-config'
import type { Examples } from '../engine'
import type { Network, Output } from '../network'

export const OUTPUTS: readonly Output[] = ['sigmoid', 'softmax', 'linear']

/** Small networks of any kind, also without hidden layers and with single neurons. */
export const networks: fc.Arbitrary<Network> = fc.record({
  layers: fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 2, maxLength: 4 }),
  activation: fc.constantFrom(...ACTIVATIONS),
  output: fc.constantFrom(...OUTPUTS)
})

export const seeds = fc.integer({ min: 0, max: 4_294_967_295 })

/** Parameters of ordinary size: normal with standard deviation 1/2. */
export function randomParameters(network: Network, seed: number): Float32Array {
  const random = randomStream(seed, 'weights')
  return Float32Array.from({ length: parameterCount(network.layers) }, () => random.normal() / 2)
}

/** Examples that fit the network: values to meet where the output is linear, classes otherwise. */
export function randomExamples(network: Network, count: number, seed: number): Examples {
  const random = randomStream(seed, 'noise')
  const inputSize = network.layers[0]
  const outputs = network.layers[network.layers.length - 1]
  return {
    count,
    inputSize,
    inputs: Float32Array.from({ length: count * inputSize }, random.normal),
    answers:
      network.output === 'linear'
        ? { kind: 'values', targets: Float32Array.from({ length: count * outputs }, random.normal) }
        : {
            kind: 'classes',
            labels: Uint8Array.from({ length: count }, () => random.below(outputs))
          },
    imageWidth: 0
  }
}
