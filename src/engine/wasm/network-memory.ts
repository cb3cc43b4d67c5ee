import { layerViews, type LayerView, type Network } from '../network'
import type { Arena } from './arena'
import { placeRecords, setField, type RecordFields } from './records'

/** As assembly/layout.ts numbers them. */
export const ACTIVATION_CODES = {
  sigmoid: 0,
  relu: 1,
  tanh: 2,
  softmax: 3,
  linear: 4,
  step: 5
} as const

/** Examples under way at once: CHUNK in assembly/layout.ts. */
const CHUNK = 128

/** A row offset and a value. */
const DECODED_ENTRY_BYTES = 8

/** Entries of a list at most: one a pixel, and those that bridge gaps of 255. */
export function longestList(inputSize: number): number {
  return inputSize + Math.ceil(inputSize / 255)
}

/** Rows are padded to whole vectors of four float32 lanes. */
function padded(count: number): number {
  return Math.ceil(count / 4) * 4
}

export function rowBytes(outputs: number): number {
  return padded(outputs) * 4
}

/**
 * One layer's place in memory: W[in][out, padded] and biases.
 */
interface LayerPlace {
  view: LayerView
  weights: number
  biases: number
}

/** A network in the kernels' memory. */
export interface NetworkMemory {
  /** Address of its record. */
  record: number
  /** Bytes from a parameter to its place in the gradient buffer, which is 0 between calls. */
  toGradient: number
  /** Bytes from a parameter to what the optimiser remembers of it: its two slots (engine.ts). */
  toSlots: readonly [number, number]
  layers: readonly LayerPlace[]
  /** All weights and biases, padding included. */
  weights: number
  bytes: number
  /** The output layer's activations. */
  outputs: number
  /** Where dense inputs go, [examples][inputs, padded]. */
  denseInputs: number
  /** Makes room for a whole chunk of dense inputs; until then there is room for one example. */
  makeRoomForDenseInputs(): void
}

/** Lays a network out in memory, all parameters 0. */
export function placeNetwork(arena: Arena, network: Network): NetworkMemory {
  const views = layerViews(network.layers)
  const weightBytes = sum(views.map(weightMatrixBytes))
  const biasBytes = Math.ceil(sum(views.map((view) => rowBytes(view.outputs))) / 64) * 64
  const weights = arena.allocate(weightBytes + biasBytes)
  const displaced = (): number => arena.allocate(weightBytes + biasBytes) - weights
  const [toGradient, toVelocity, toSquares] = [displaced(), displaced(), displaced()]
  const layers = placeParameters(views, weights, weights + weightBytes)
  const records = layers.map((layer, index) => layerRecord(arena, network, layer, index))

  const inputSize = network.layers[0]
  const denseRowBytes = rowBytes(inputSize)
  const perExample = (): number => arena.allocate(CHUNK * 4)
  const fields: RecordFields<'network'> = {
    layerCount: layers.length,
    layers: placeRecords(arena, 'layer', records),
    toGradient,
    toVelocity,
    toSquares,
    weights,
    weightBytes,
    biasBytes,
    denseInputs: arena.allocate(denseRowBytes),
    denseRowBytes,
    decodedList: arena.allocate(longestList(inputSize) * DECODED_ENTRY_BYTES),
    labels: perExample(),
    softmaxRest: perExample(),
    softmaxGap: perExample()
  }
  const record = placeRecords(arena, 'network', [fields])
  const place = {
    record,
    toGradient,
    toSlots: [toVelocity, toSquares] as const,
    layers,
    weights,
    bytes: weightBytes + biasBytes,
    outputs: records[records.length - 1].activations,
    denseInputs: fields.denseInputs,
    makeRoomForDenseInputs(): void {
      if (place.denseInputs !== fields.denseInputs) return
      place.denseInputs = arena.allocate(CHUNK * denseRowBytes)
      setField(arena, 'network', record, 'denseInputs', place.denseInputs)
    }
  }
  return place
}

/** All weights one after the other, then all biases. */
function placeParameters(
  views: readonly LayerView[],
  weights: number,
  biases: number
): LayerPlace[] {
  return views.map((view) => {
    const place = { view, weights, biases }
    weights += weightMatrixBytes(view)
    biases += rowBytes(view.outputs)
    return place
  })
}

function layerRecord(
  arena: Arena,
  network: Network,
  { view, weights, biases }: LayerPlace,
  index: number
): RecordFields<'layer'> {
  const { inputs, outputs } = view
  const isLast = index === network.layers.length - 2
  return {
    inputs,
    outputs,
    rowBytes: rowBytes(outputs),
    activation: ACTIVATION_CODES[isLast ? network.output : network.activation],
    weights,
    biases,
    transposed: index === 0 ? 0 : arena.allocate(padded(outputs) * rowBytes(inputs)),
    activations: arena.allocate(CHUNK * rowBytes(outputs)),
    deltas: arena.allocate(CHUNK * rowBytes(outputs))
  }
}

function weightMatrixBytes(view: LayerView): number {
  return padded(view.inputs) * rowBytes(view.outputs)
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

/**
 * Writes the flat layout W[out][in], biases (network.ts) into memory; `displacement` behind the
 * parameters.
 */
export function writeParameters(
  arena: Arena,
  memory: NetworkMemory,
  flat: Float32Array,
  displacement: number
): void {
  for (const { view, weights, biases } of memory.layers) {
    const row = padded(view.outputs)
    const matrix = arena.floats(weights + displacement, padded(view.inputs) * row).fill(0)
    for (let out = 0; out < view.outputs; out++) {
      const from = view.weights + out * view.inputs
      for (let input = 0; input < view.inputs; input++) {
        matrix[input * row + out] = flat[from + input]
      }
    }
    const line = arena.floats(biases + displacement, row).fill(0)
    line.set(flat.subarray(view.biases, view.biases + view.outputs))
  }
}

/** Sets what lies `displacement` behind the parameters to 0. */
export function clearParameters(arena: Arena, memory: NetworkMemory, displacement: number): void {
  arena.bytes(memory.weights + displacement, memory.bytes).fill(0)
}

/** Reads them back. */
export function readParameters(
  arena: Arena,
  memory: NetworkMemory,
  count: number,
  displacement: number
): Float32Array {
  const flat = new Float32Array(count)
  for (const { view, weights, biases } of memory.layers) {
    const row = padded(view.outputs)
    const matrix = arena.floats(weights + displacement, padded(view.inputs) * row)
    for (let out = 0; out < view.outputs; out++) {
      const to = view.weights + out * view.inputs
      for (let input = 0; input < view.inputs; input++) {
        flat[to + input] = matrix[input * row + out]
      }
    }
    flat.set(arena.floats(biases + displacement, view.outputs), view.biases)
  }
  return flat
}
