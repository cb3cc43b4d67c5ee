import { activate, multiplyByDerivative } from './activations'
import { gatherInputs } from './dense-inputs'
import { fetchAhead } from './fetch-ahead'
import { ExampleSet, layerAt, LISTS, network, outputLayer, SOFTMAX } from './layout'
import { addListGradient } from './list-gradient'
import { multiplyList } from './list-product'
import { addBiasGradient, addMatrixGradient } from './matrix-gradient'
import { matrixProduct } from './matrix-product'
import { openList } from './open-list'
import { crossEntropy, crossEntropyDeltas, softmax } from './softmax'
import { squaredErrors } from './squares'
import { transpose } from './transpose'
import { scaleRows } from './vectors'

/** Activations of all layers for the examples order[0..count), count <= CHUNK. */
export function forward(set: ExampleSet, order: usize, count: i32, shifts: usize): void {
  gatherLabels(set, order, count)
  if (set.form == LISTS) multiplyLists(set, order, count, shifts)
  else {
    gatherInputs(set, order, count, shifts)
    multiplyDenseInputs(count)
  }
  finishForward(count)
}

/** labels[0..count) of the chunk at hand; 0 where the answers are values. */
function gatherLabels(set: ExampleSet, order: usize, count: i32): void {
  const labels = network.labels
  for (let at: usize = 0; at < <usize>count << 2; at += 4) {
    const label = set.labels ? <u32>load<u8>(set.labels + <usize>load<u32>(order + at)) : 0
    store<u32>(labels + at, label)
  }
}

/** Weighted sums of layer 0, example by example, over the ink alone. */
export function multiplyLists(set: ExampleSet, order: usize, count: i32, shifts: usize): void {
  const layer = layerAt(0)
  const rowBytes = layer.rowBytes
  let sums = layer.activations
  for (let i = 0; i < count; i++) {
    const place = order + (<usize>i << 2)
    fetchAhead(place)
    openList(set, load<u32>(place), shifts ? shifts + (<usize>i << 1) : 0, rowBytes)
    multiplyList(layer.weights, layer.biases, sums, rowBytes)
    sums += rowBytes
  }
}

/** Weighted sums of layer 0 from denseInputs[count][inputs]. */
export function multiplyDenseInputs(count: i32): void {
  const layer = layerAt(0)
  const rowBytes = layer.rowBytes
  matrixProduct(
    count, layer.inputs, rowBytes, network.denseInputs, network.denseRowBytes,
    layer.weights, rowBytes, layer.biases, layer.activations, rowBytes
  )
}

/** From the weighted sums of layer 0 to the output layer's activations. */
export function finishForward(count: i32): void {
  for (let index = 0; index < network.layerCount; index++) {
    const layer = layerAt(index)
    const rowBytes = layer.rowBytes
    const rows = layer.activations
    if (index > 0) {
      const before = layerAt(index - 1)
      matrixProduct(
        count, layer.inputs, rowBytes, before.activations, before.rowBytes,
        layer.weights, rowBytes, layer.biases, rows, rowBytes
      )
    }
    if (layer.activation == SOFTMAX) softmax(rows, count, layer.outputs, rowBytes)
    else activate(rows, <usize>count * rowBytes, layer.activation)
  }
}

/** The sum of the costs of the chunk at hand; writes the output layer's deltas. */
export function costsAndDeltas(set: ExampleSet, order: usize, count: i32): f64 {
  const layer = outputLayer()
  if (layer.activation != SOFTMAX) return squaredErrors(set, layer, order, count)
  crossEntropyDeltas(layer.activations, layer.deltas, count, layer.rowBytes)
  return crossEntropy(count)
}

/** The transposed weights through which deltas travel back. */
export function transposeWeights(): void {
  for (let index = 1; index < network.layerCount; index++) {
    const layer = layerAt(index)
    transpose(
      layer.inputs, layer.outputs, layer.weights, layer.rowBytes,
      layer.transposed, layerAt(index - 1).rowBytes
    )
  }
}

/**
 * Deltas of all layers, from the cost's derivatives that `costsAndDeltas` left at the output layer.
 */
export function backward(count: i32): void {
  const output = outputLayer()
  const outputBytes = <usize>count * output.rowBytes
  multiplyByDerivative(output.deltas, output.activations, outputBytes, output.activation)
  for (let index = network.layerCount - 1; index > 0; index--) {
    const layer = layerAt(index)
    const before = layerAt(index - 1)
    matrixProduct(
      count, layer.outputs, before.rowBytes, layer.deltas, layer.rowBytes,
      layer.transposed, before.rowBytes, 0, before.deltas, before.rowBytes
    )
    const bytes = <usize>count * before.rowBytes
    multiplyByDerivative(before.deltas, before.activations, bytes, before.activation)
  }
}

/**
 * Adds scale * gradient of the chunk's summed cost to what lies `displacement` bytes behind the
 * parameters: the gradient, or with 0 the parameters themselves.
 */
export function addGradient(
  set: ExampleSet,
  order: usize,
  count: i32,
  shifts: usize,
  displacement: usize,
  scale: f32
): void {
  for (let index = network.layerCount - 1; index >= 0; index--) {
    const layer = layerAt(index)
    const target = layer.weights + displacement
    addBiasGradient(count, layer.deltas, layer.rowBytes, layer.biases + displacement, scale)
    if (index > 0) {
      const before = layerAt(index - 1)
      addMatrixGradient(
        count, layer.inputs, before.activations, before.rowBytes,
        layer.deltas, layer.rowBytes, target, scale
      )
    } else if (set.form == LISTS) {
      addListGradients(set, order, count, shifts, target, scale)
    } else {
      addMatrixGradient(
        count, layer.inputs, network.denseInputs, network.denseRowBytes,
        layer.deltas, layer.rowBytes, target, scale
      )
    }
  }
}

/**
 * Layer 0: every list is walked once more, now adding to the rows that it read before. The deltas
 * are left multiplied by `scale`.
 */
export function addListGradients(
  set: ExampleSet,
  order: usize,
  count: i32,
  shifts: usize,
  target: usize,
  scale: f32
): void {
  const layer = layerAt(0)
  const rowBytes = layer.rowBytes
  let delta = layer.deltas
  // before the walks: V8 would move the multiplication into their loops
  scaleRows(delta, <usize>count * rowBytes, scale)
  for (let i = 0; i < count; i++) {
    const example = load<u32>(order + (<usize>i << 2))
    openList(set, example, shifts ? shifts + (<usize>i << 1) : 0, rowBytes)
    addListGradient(target, delta, rowBytes)
    delta += rowBytes
  }
}
