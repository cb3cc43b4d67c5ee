import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addGradient, forward } from './backpropagation'
import { passExample } from './example-pass'
import { readInputs, wantedOutputs } from './examples'
import { layerViews } from './network'
import { OUTPUT_LAYERS } from './output-layers'
import { networks, randomExamples, randomParameters, seeds } from './testing/arbitrary'

describe('the pass of one example', () => {
  it('keeps the numbers that forward and backpropagation come by', () => {
    fc.assert(
      fc.property(networks, seeds, (network, seed) => {
        const examples = randomExamples(network, 1, seed)
        const parameters = randomParameters(network, seed)
        const inputs = readInputs(examples, 0, null)
        const wanted = wantedOutputs(network, examples, 0)
        const { layers, cost } = passExample(network, parameters, inputs, wanted)

        const pass = forward(network, parameters, inputs)
        const gradient = new Float64Array(parameters.length)
        addGradient(network, parameters, pass, wanted, gradient)
        expect(cost).toBe(OUTPUT_LAYERS[network.output].cost(pass.z, wanted))
        expect(layers.at(-1)?.z).toEqual(pass.z)
        expect(layers.slice(0, -1).map(({ a }) => a)).toEqual(pass.activations.slice(1))
        layerViews(network.layers).forEach(({ biases, outputs }, layer) => {
          const slopes = gradient.subarray(biases, biases + outputs)
          layers[layer].delta.forEach((delta, out) => expect(delta).toBeCloseTo(slopes[out], 12))
        })
      }),
      { seed: 2, numRuns: 100 }
    )
  })
})
