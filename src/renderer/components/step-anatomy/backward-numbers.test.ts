import { describe, expect, it } from 'vitest'
import type { ExamplePass } from '../../../shared/study'
import {
  hiddenError,
  inputsOf,
  outputError,
  steepestConnection,
  steepness,
  toldNeurons
} from './backward-numbers'

const LAYERS = [4, 2, 2]
// W1 2x4, b1 2, W2 2x2, b2 2
const PARAMETERS = Float32Array.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.5, -2, 3, 0.25, 0, 0)

const PASS: ExamplePass = {
  example: { part: 'training', index: 0 },
  image: Uint8Array.of(0, 51, 255, 0),
  label: 1,
  answer: 0,
  layers: [
    { z: [0, 0], a: [0.5, 0.8], delta: [0.7, -0.3] },
    { z: [0, 0], a: [0.9, 0.2], delta: [0.1, -0.4] }
  ],
  wanted: [0, 1],
  terms: [0.81, 0.64],
  cost: 1.45
}

describe('the numbers of backpropagation', () => {
  it('begin with how far off an output is, and how steeply it answers', () => {
    const error = outputError(PASS, 1, 'quadratic')
    expect(error).toMatchObject({ neuron: 1, a: 0.2, wanted: 1, delta: -0.4 })
    expect(error.steepness).toBeCloseTo(0.16, 12)
  })

  it('need no steepness with cross-entropy', () => {
    expect(outputError(PASS, 1, 'cross-entropy').steepness).toBeNull()
  })

  it('send each error back along the weights that led to it, the largest first', () => {
    const at = { layer: 1, neuron: 1 }
    const error = hiddenError(PASS, PARAMETERS, LAYERS, at, 'sigmoid')
    expect(error.sentBack.map(({ neuron, weight }) => [neuron, weight])).toEqual([
      [0, -2],
      [1, 0.25]
    ])
    expect(error.sum).toBeCloseTo(-2 * 0.1 + 0.25 * -0.4, 12)
    expect(error.steepness).toBeCloseTo(0.8 * 0.2, 12)
    expect(error.delta).toBe(-0.3)
  })

  it('take ink as what comes into the first layer, and answers into the others', () => {
    expect(inputsOf(PASS, 1)).toEqual([0, 0.2, 1, 0])
    expect(inputsOf(PASS, 2)).toEqual([0.5, 0.8])
  })
})

describe('the neurons that are told with a connection', () => {
  it('are both its ends in the output layer', () => {
    const connection = { layer: 2, neuron: 0, input: 1 }
    expect(toldNeurons(LAYERS, connection, 1)).toEqual({
      output: 0,
      hidden: { layer: 1, neuron: 1 }
    })
  })

  it('are its end and the output of the right answer further ahead', () => {
    const connection = { layer: 1, neuron: 1, input: 3 }
    expect(toldNeurons(LAYERS, connection, 1)).toEqual({
      output: 1,
      hidden: { layer: 1, neuron: 1 }
    })
  })

  it('are one output alone where nothing is hidden', () => {
    expect(toldNeurons([4, 2], { layer: 1, neuron: 0, input: 2 }, 1)).toEqual({
      output: 0,
      hidden: null
    })
  })
})

it('follows the weight of a layer with the largest slope, whatever its sign, and no bias', () => {
  const gradient = new Float32Array(16)
  gradient[2] = 0.4
  gradient[5] = -0.5
  gradient[8] = 9
  expect(steepestConnection(gradient, LAYERS, 1)).toEqual({ layer: 1, neuron: 1, input: 1 })
  gradient[12] = -0.1
  expect(steepestConnection(gradient, LAYERS, 2)).toEqual({ layer: 2, neuron: 1, input: 0 })
})

it('knows how steep each activation is where it answers a', () => {
  expect(steepness(0.25, 'sigmoid')).toBe(0.1875)
  expect(steepness(0.5, 'tanh')).toBe(0.75)
  expect([steepness(3, 'relu'), steepness(0, 'relu')]).toEqual([1, 0])
  expect(steepness(1, 'step')).toBe(0)
})
