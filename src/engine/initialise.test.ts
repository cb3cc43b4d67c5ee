import { describe, expect, it } from 'vitest'
import { INITIALISATIONS, type Initialisation } from '../shared/run-config'
import { startParameters } from './initialise'
import { layerViews, type Network } from './network'

const network: Network = { layers: [100, 80, 40], activation: 'sigmoid', output: 'softmax' }
const [hidden, last] = layerViews(network.layers)

function variance(values: Float32Array): number {
  return values.reduce((sum, value) => sum + value * value, 0) / values.length
}

describe('startParameters', () => {
  it.each(INITIALISATIONS)('draws "%s" by the seed', (initialisation) => {
    const start = startParameters(network, initialisation, 3)
    expect(startParameters(network, initialisation, 3)).toEqual(start)
    const other = startParameters(network, initialisation, 4)
    if (initialisation !== 'zero') expect(other).not.toEqual(start)
  })

  it.each<[Initialisation, number, number]>([
    ['scaled', 1 / 100, 1 / 80],
    ['he', 2 / 100, 1 / 80],
    ['xavier', 2 / 180, 2 / 120],
    ['normal', 1, 1]
  ])('draws "%s" with variances of %d and %d', (initialisation, ofHidden, ofLast) => {
    const start = startParameters(network, initialisation, 1)
    // 8,000 and 3,200 draws: the standard errors are 1.6 % and 2.5 %
    const relative = [
      variance(start.subarray(hidden.weights, hidden.biases)) / ofHidden,
      variance(start.subarray(last.weights, last.biases)) / ofLast
    ]
    for (const ratio of relative) expect(Math.abs(ratio - 1)).toBeLessThan(0.06)
    const mean = start.reduce((sum, value) => sum + value, 0) / start.length
    expect(Math.abs(mean)).toBeLessThan(3 * Math.sqrt(ofLast / start.length))
  })

  it('draws biases with "normal" only', () => {
    for (const initialisation of INITIALISATIONS) {
      const start = startParameters(network, initialisation, 1)
      const biases = [
        ...start.subarray(hidden.biases, last.weights),
        ...start.subarray(last.biases)
      ]
      const drawn = biases.filter((bias) => bias !== 0).length
      expect(drawn, initialisation).toBe(initialisation === 'normal' ? 120 : 0)
    }
  })

  it('is all 0 with "zero", and nowhere -0', () => {
    const start = startParameters(network, 'zero', 1)
    expect(start.every((value) => Object.is(value, 0))).toBe(true)
  })

  it('draws the same numbers for "scaled" and "he", hidden layers sqrt(2) larger', () => {
    const he = startParameters(network, 'he', 1)
    const scaled = startParameters(network, 'scaled', 1)
    for (let i = hidden.weights; i < hidden.biases; i++) {
      expect(he[i]).toBeCloseTo(scaled[i] * Math.SQRT2, 6)
    }
    expect(he.subarray(last.weights)).toEqual(scaled.subarray(last.weights))
  })

  it('keeps one layer as it is when another changes its size', () => {
    const start = startParameters(network, 'scaled', 1)
    const wider = startParameters({ ...network, layers: [100, 80, 20] }, 'scaled', 1)
    expect(wider.subarray(0, last.weights)).toEqual(start.subarray(0, last.weights))
    const layers = [50, 80, 40]
    const other = startParameters({ ...network, layers }, 'scaled', 1)
    expect(other.subarray(layerViews(layers)[1].weights)).toEqual(start.subarray(last.weights))
  })

  it('does not look at the activation', () => {
    const relu: Network = { ...network, activation: 'relu' }
    expect(startParameters(relu, 'scaled', 1)).toEqual(startParameters(network, 'scaled', 1))
  })
})
