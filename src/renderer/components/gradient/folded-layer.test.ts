import { describe, expect, it } from 'vitest'
import { layerSpans } from '../network/parameter-places'
import { foldLayer } from './folded-layer'

describe('a folded layer', () => {
  const [first, second] = layerSpans([6, 2, 3])

  it('shows the first layer as the pictures of its neurons, one below the other', () => {
    const fold = foldLayer(first, 3)
    expect([fold.width, fold.rows]).toEqual([3, 5])
    const rows = Array.from({ length: fold.rows }, (_, row) =>
      [0, 1, 2].map((column) => fold.indexAt(row, column))
    )
    expect(rows).toEqual([
      [0, 1, 2],
      [3, 4, 5],
      [6, 7, 8],
      [9, 10, 11],
      [12, 13, null]
    ])
  })

  it('gives each neuron of later layers a row, and the biases more than one where they need it', () => {
    const fold = foldLayer(second, 3)
    expect([fold.width, fold.rows]).toEqual([2, 5])
    expect(fold.indexAt(2, 1)).toBe(second.weights + 5)
    expect(fold.indexAt(4, 0)).toBe(second.biases + 2)
    expect(fold.indexAt(4, 1)).toBeNull()
  })

  it('finds each parameter where it shows it', () => {
    for (const span of layerSpans([784, 16, 100, 10])) {
      const fold = foldLayer(span, 28)
      for (let index = span.weights; index < span.biases + span.neurons; index++) {
        const { row, column } = fold.cellOf(index)
        if (fold.indexAt(row, column) !== index) throw new Error(`${index} is elsewhere`)
      }
      expect(fold.width).toBeLessThanOrEqual(64)
    }
  })
})
