import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parameterCount } from '../shared/run-config'
import { layerViews, networkOfRun, parametersFromBytes, parametersToBytes } from './network'
import { networks, randomParameters, seeds } from './testing/arbitrary'
import { SMALL_CONFIG, SMALL_INFO, SMALL_NETWORK } from './testing/small-run'

describe('the network of a run', () => {
  it('follows from settings and data', () => {
    expect(networkOfRun(SMALL_CONFIG, SMALL_INFO)).toEqual(SMALL_NETWORK)
    const quadratic = networkOfRun({ ...SMALL_CONFIG, cost: 'quadratic' }, SMALL_INFO)
    expect(quadratic.output).toBe('sigmoid')
  })
})

describe('the flat layout', () => {
  it('has weights, then biases, layer by layer', () => {
    expect(layerViews([3, 2, 1])).toEqual([
      { inputs: 3, outputs: 2, weights: 0, biases: 6 },
      { inputs: 2, outputs: 1, weights: 8, biases: 10 }
    ])
  })

  it('is as long as there are parameters', () => {
    fc.assert(
      fc.property(networks, ({ layers }) => {
        const last = layerViews(layers)[layers.length - 2]
        expect(last.biases + last.outputs).toBe(parameterCount(layers))
      }),
      { seed: 1 }
    )
  })
})

describe('stored parameters', () => {
  it('are float32, little-endian', () => {
    const bytes = parametersToBytes(Float32Array.of(1, -2.5))
    expect([...bytes]).toEqual([0, 0, 0x80, 0x3f, 0, 0, 0x20, 0xc0])
  })

  it('come back as they were, from any place in a larger buffer', () => {
    fc.assert(
      fc.property(networks, seeds, fc.nat({ max: 5 }), (network, seed, offset) => {
        const parameters = randomParameters(network, seed)
        const larger = new Uint8Array(offset + parameters.length * 4 + 3).fill(7)
        larger.set(parametersToBytes(parameters), offset)
        const bytes = larger.subarray(offset, offset + parameters.length * 4)
        expect(parametersFromBytes(bytes, network.layers)).toEqual(parameters)
        // Node's buffers are views of a larger one, and cut without copying
        expect(parametersFromBytes(Buffer.from(bytes), network.layers)).toEqual(parameters)
      }),
      { seed: 1 }
    )
  })

  it('are copies, both ways', () => {
    const parameters = Float32Array.of(1, 2)
    const bytes = parametersToBytes(parameters.subarray(1))
    const read = parametersFromBytes(parametersToBytes(parameters), [1, 1])
    parameters.fill(9)
    expect(bytes).toEqual(parametersToBytes(Float32Array.of(2)))
    const again = parametersToBytes(read)
    read.fill(9)
    expect(parametersFromBytes(again, [1, 1])).toEqual(Float32Array.of(1, 2))
    again.fill(0)
    expect(read).toEqual(Float32Array.of(9, 9))
  })

  it('may be several sets, and are refused where their number does not fit', () => {
    const two = parametersToBytes(Float32Array.of(1, 2, 3, 4))
    expect(parametersFromBytes(two, [1, 1], 2)).toEqual(Float32Array.of(1, 2, 3, 4))
    expect(() => parametersFromBytes(two, [1, 1])).toThrow(/1-1 network has 2 parameters, 8 bytes/)
    expect(() => parametersFromBytes(two.subarray(1), [1, 1], 2)).toThrow(RangeError)
    expect(() => parametersFromBytes(two, [1, 1], 0)).toThrow(RangeError)
  })
})
