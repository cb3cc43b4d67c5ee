import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parameterCount } from '../shared/run-config'
import { addGradient, forward } from './backpropagation'
import type { Examples } from './engine'
import { readInputs, wantedOutputs, type Shift } from './examples'
import { createInkReader } from './ink'
import type { Network } from './network'
import { OUTPUT_LAYERS } from './output-layers'
import { createPreciseNetwork } from './precise'
import { networks, randomExamples, randomParameters, seeds } from './testing/arbitrary'
import { SMALL_NETWORK, smallExamples } from './testing/small-run'

interface Found {
  costs: number[]
  gradient: number[]
  slopes: number[]
  outputs: number[]
}

/** As the reference engine does it, one example after the other. */
function expected(
  network: Network,
  parameters: Float32Array,
  examples: Examples,
  shift: Shift | null
): Found {
  const output = OUTPUT_LAYERS[network.output]
  const sum = new Float64Array(parameters.length)
  const found: Found = { costs: [], gradient: [], slopes: [], outputs: [] }
  for (let index = 0; index < examples.count; index++) {
    const pass = forward(network, parameters, readInputs(examples, index, shift))
    const wanted = wantedOutputs(network, examples, index)
    found.costs.push(output.cost(pass.z, wanted))
    found.outputs.push(...output.value(pass.z))
    const own = new Float64Array(parameters.length)
    addGradient(network, parameters, pass, wanted, own)
    found.slopes.push(...own)
    own.forEach((slope, i) => (sum[i] += slope))
  }
  found.gradient.push(...sum)
  return found
}

function precisely(
  network: Network,
  parameters: Float32Array,
  examples: Examples,
  shift: Shift | null
): Found {
  const precise = createPreciseNetwork(network, parameters)
  const read = createInkReader(examples)
  const sums = new Float64Array(precise.firstLayer)
  const found: Found = { costs: [], gradient: [], slopes: [], outputs: [] }
  for (let index = 0; index < examples.count; index++) {
    const ink = read(examples, index, shift)
    const wanted = wantedOutputs(network, examples, index)
    precise.sumFirst(ink, sums)
    found.costs.push(precise.cost(sums, wanted))
    found.outputs.push(...precise.outputs())
    precise.backward(wanted)
    precise.addGradient(ink)
    const [inputs, neurons] = network.layers
    for (let i = 0; i < (inputs + 1) * neurons; i++) {
      const input = i < inputs * neurons ? ink.inputs[i % inputs] : 1
      const neuron = i < inputs * neurons ? Math.floor(i / inputs) : i - inputs * neurons
      found.slopes.push(precise.firstDelta(neuron) * input)
    }
    for (let i = (inputs + 1) * neurons; i < parameters.length; i++) {
      found.slopes.push(precise.laterSlope(i))
    }
  }
  found.gradient.push(...precise.takeGradient())
  return found
}

function expectEqual(found: Found, wanted: Found): void {
  for (const name of ['costs', 'outputs', 'slopes', 'gradient'] as const) {
    expect(found[name]).toHaveLength(wanted[name].length)
    wanted[name].forEach((value, index) => expect(found[name][index]).toBeCloseTo(value, 11))
  }
}

describe('the precise network', () => {
  it('has the costs, outputs and slopes of the reference', () => {
    fc.assert(
      fc.property(networks, seeds, (network, seed) => {
        const examples = randomExamples(network, 3, seed)
        const parameters = randomParameters(network, seed)
        expectEqual(
          precisely(network, parameters, examples, null),
          expected(network, parameters, examples, null)
        )
      }),
      { seed: 1, numRuns: 100 }
    )
  })

  it.each([null, { dx: 1, dy: -1 }])('reads pictures of bytes, shifted by %j', (shift) => {
    const examples = smallExamples(7, 3)
    const parameters = randomParameters(SMALL_NETWORK, 4)
    expectEqual(
      precisely(SMALL_NETWORK, parameters, examples, shift),
      expected(SMALL_NETWORK, parameters, examples, shift)
    )
  })

  it('takes changed parameters of any layer, and begins its gradient anew', () => {
    const examples = smallExamples(3, 5)
    const before = randomParameters(SMALL_NETWORK, 6)
    const after = randomParameters(SMALL_NETWORK, 7)
    const precise = createPreciseNetwork(SMALL_NETWORK, before)
    const read = createInkReader(examples)
    const sums = new Float64Array(precise.firstLayer)
    const wanted = wantedOutputs(SMALL_NETWORK, examples, 0)
    const gradient = (): Float64Array => {
      const ink = read(examples, 0, null)
      precise.sumFirst(ink, sums)
      precise.cost(sums, wanted)
      precise.backward(wanted)
      precise.addGradient(ink)
      return precise.takeGradient()
    }
    const own = gradient()
    after.forEach((value, index) => precise.set(index, value))
    expect(gradient()).not.toEqual(own)
    before.forEach((value, index) => precise.set(index, value))
    expect(gradient()).toEqual(own)
    expect(precise.takeGradient()).toEqual(new Float64Array(parameterCount(SMALL_NETWORK.layers)))
  })
})
