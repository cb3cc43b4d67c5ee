import { describe, expect, it } from 'vitest'
import { indexOfParameter, placeOfParameter, withEdits } from './parameter-places'

const LAYERS = [4, 3, 2]

describe('the place of a parameter', () => {
  it('follows the flat layout: the weights of a layer, then its biases', () => {
    expect(placeOfParameter(LAYERS, 0)).toEqual({ layer: 1, neuron: 0, input: 0 })
    expect(placeOfParameter(LAYERS, 7)).toEqual({ layer: 1, neuron: 1, input: 3 })
    expect(placeOfParameter(LAYERS, 13)).toEqual({ layer: 1, neuron: 1, input: null })
    expect(placeOfParameter(LAYERS, 15)).toEqual({ layer: 2, neuron: 0, input: 0 })
    expect(placeOfParameter(LAYERS, 22)).toEqual({ layer: 2, neuron: 1, input: null })
  })

  it('leads back to its index, for every parameter', () => {
    for (let index = 0; index < 23; index++) {
      expect(indexOfParameter(LAYERS, placeOfParameter(LAYERS, index))).toBe(index)
    }
  })

  it('is not to be had outside of the network', () => {
    expect(() => placeOfParameter(LAYERS, 23)).toThrow(RangeError)
    expect(() => placeOfParameter(LAYERS, -1)).toThrow(RangeError)
    expect(() => indexOfParameter(LAYERS, { layer: 1, neuron: 3, input: 0 })).toThrow(RangeError)
    expect(() => indexOfParameter(LAYERS, { layer: 2, neuron: 0, input: 3 })).toThrow(RangeError)
    expect(() => indexOfParameter(LAYERS, { layer: 0, neuron: 0, input: 0 })).toThrow(RangeError)
  })
})

it('changes what was edited, in a copy', () => {
  const stored = Float32Array.of(1.5, -2, 0.25)
  expect([...withEdits(stored, [{ index: 1, value: 8 }])]).toEqual([1.5, 8, 0.25])
  expect([...stored]).toEqual([1.5, -2, 0.25])
})
