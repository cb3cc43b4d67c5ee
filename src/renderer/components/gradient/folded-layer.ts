import type { LayerSpan } from '../network/parameter-places'

/** Wider rows than this are folded: a column stays a column. */
const WIDEST = 64

/**
 * One layer's part of the long column, folded into rows so that it fits: neuron after neuron, each on
 * rows of its own (those of the first layer are then the pictures of its neurons), the biases last.
 */
export interface FoldedLayer {
  /** Cells in a row. */
  width: number
  rows: number
  /** The parameter in a cell; null where a row is not full. */
  indexAt: (row: number, column: number) => number | null
  /** @param index a parameter of this layer */
  cellOf: (index: number) => { row: number; column: number }
}

/** @param pictureWidth Pixels in a row of the input picture; null where the inputs are no picture. */
export function foldLayer(span: LayerSpan, pictureWidth: number | null): FoldedLayer {
  const { layer, inputs, neurons, weights, biases } = span
  const width = layer === 1 && pictureWidth !== null ? pictureWidth : Math.min(inputs, WIDEST)
  const rowsEach = Math.ceil(inputs / width)
  const firstOfBiases = rowsEach * neurons
  return {
    width,
    rows: firstOfBiases + Math.ceil(neurons / width),
    indexAt(row, column) {
      if (row >= firstOfBiases) {
        const bias = (row - firstOfBiases) * width + column
        return bias < neurons ? biases + bias : null
      }
      const input = (row % rowsEach) * width + column
      return input < inputs ? weights + Math.floor(row / rowsEach) * inputs + input : null
    },
    cellOf(index) {
      const inBiases = index >= biases
      const place = inBiases ? index - biases : (index - weights) % inputs
      const first = inBiases ? firstOfBiases : Math.floor((index - weights) / inputs) * rowsEach
      return { row: first + Math.floor(place / width), column: place % width }
    }
  }
}
