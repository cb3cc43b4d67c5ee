import { describe, expect, it } from 'vitest'
import { firstLayerOf, strongest, weightsInto } from './first-layer'

/** Stored numbers, at an odd place in a larger buffer, as a message may bring them. */
function stored(numbers: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(1 + numbers.length * 4)
  const view = new DataView(bytes.buffer)
  numbers.forEach((number, place) => view.setFloat32(1 + place * 4, number, true))
  return bytes.subarray(1)
}

describe('the first layer', () => {
  // 3 inputs, 2 neurons, then an output layer that does not concern it
  const parameters = stored([1, 2, 3, -4, 5, 6, 0.5, -0.5, 9, 9, 9])

  it('is read neuron by neuron, then its biases', () => {
    const layer = firstLayerOf(parameters, [3, 2, 1])
    expect([...weightsInto(layer, 0)]).toEqual([1, 2, 3])
    expect([...weightsInto(layer, 1)]).toEqual([-4, 5, 6])
    expect([...layer.biases]).toEqual([0.5, -0.5])
    expect([layer.inputs, layer.neurons]).toEqual([3, 2])
  })

  it('is not read out of too few bytes', () => {
    expect(() => firstLayerOf(parameters.subarray(0, 28), [3, 2, 1])).toThrow(RangeError)
  })
})

describe('the strongest weight', () => {
  it('is the one farthest from zero, on either side', () => {
    expect(strongest(Float32Array.of(1, -4, 3))).toBe(4)
    expect(strongest(Float32Array.of(1, 4, -3))).toBe(4)
  })

  it('is none among weights that are no numbers', () => {
    expect(strongest(Float32Array.of(Number.NaN, -Infinity, 2))).toBe(2)
    expect(strongest(new Float32Array())).toBe(0)
  })
})
