import { describe, expect, it } from 'vitest'
import { passDrawing } from './shown-pass'

/** Two pixels, two hidden neurons, two outputs. */
const LAYERS = [2, 2, 2]
// W of the hidden layer, its biases; W of the outputs, their biases
const PARAMETERS = Float32Array.of(1, -2, 0.5, 0, 0.25, -0.25, 2, 0, -1, 1, 0, 0.5)
const IMAGE = Uint8Array.of(255, 51)

describe('a drawing in the network', () => {
  it('is summed up layer by layer, and the largest output is the answer', () => {
    const pass = passDrawing(IMAGE, PARAMETERS, LAYERS, { activation: 'relu', cost: 'quadratic' })
    const hidden = [1 - 0.4 + 0.25, 0.5 - 0.25]
    const outputs = [2 * hidden[0], -hidden[0] + hidden[1] + 0.5]
    pass.layers[0].a.forEach((a, neuron) => expect(a).toBeCloseTo(hidden[neuron], 12))
    pass.layers[1].z.forEach((z, neuron) => expect(z).toBeCloseTo(outputs[neuron], 12))
    pass.layers[1].a.forEach((a, neuron) =>
      expect(a).toBeCloseTo(1 / (1 + Math.exp(-outputs[neuron])), 12)
    )
    expect(pass.answer).toBe(0)
    expect(pass.example).toBeNull()
  })

  it('is answered in shares that add up to one where the outputs are a softmax', () => {
    const config = { activation: 'step', cost: 'cross-entropy' } as const
    const { layers } = passDrawing(IMAGE, PARAMETERS, LAYERS, config)
    expect(layers[0].a).toEqual([1, 1])
    expect(layers[1].z).toEqual([2, 0.5])
    expect(layers[1].a[0]).toBeCloseTo(Math.exp(2) / (Math.exp(2) + Math.exp(0.5)), 12)
    expect(layers[1].a[0] + layers[1].a[1]).toBeCloseTo(1, 12)
  })

  it('is answered by the first of equal outputs', () => {
    const zero = new Float32Array(PARAMETERS.length)
    const config = { activation: 'sigmoid', cost: 'quadratic' } as const
    expect(passDrawing(IMAGE, zero, LAYERS, config).answer).toBe(0)
  })
})
