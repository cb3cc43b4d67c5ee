import { layerViews, type LayerView, type Network } from '../network'
import type { Arena } from './arena'

/** As assembly/layout.ts numbers them. */
const ACTIVATION_CODES = { sigmoid: 0, relu: 1, tanh: 2, softmax: 3, linear: 4 } as const

/** Examples under way at once: CHUNK in assembly/layout.ts. */
export const CHUNK = 128

/** Rows are padded to whole vectors of four float32 lanes. */
function padded(count: number): number {
  return Math.ceil(count / 4) * 4
}

export function rowBytes(outputs: number): number {
  return padded(outputs) * 4
}

/** One layer's place in memory: W[in][out, padded] and biases, and those of gradient and velocity. */
interface LayerPlace {
  view: LayerView
  weights: number
  biases: number
}

/** A network in the kernels' memory. */
export interface NetworkMemory {
  /** Address of the Network record. */
  record: number
  /** Bytes from a parameter to its velocity. */
  toVelocity: number
  layers: readonly LayerPlace[]
  /** The output layer's activations. */
  outputs: number
  /** Makes room for a whole chunk of dense inputs; until then there is room for one example. */
  makeRoomForDenseInputs(): void
  /** Where dense inputs go, [examples][inputs, padded]. */
  denseInputs(): number
}

/** Lays a network out in memory, all parameters 0 (see assembly/layout.ts for the records). */
export function placeNetwork(arena: Arena, network: Network): NetworkMemory {
  const views = layerViews(network.layers)
  const inputSize = network.layers[0]
  const weightBytes = sum(views.map((view) => weightMatrixBytes(view)))
  const biasBytes = sum(views.map((view) => rowBytes(view.outputs)))

  const parameters = arena.allocate(weightBytes + biasBytes)
  const gradient = arena.allocate(weightBytes + biasBytes)
  const velocity = arena.allocate(weightBytes + biasBytes)

  let weights = parameters
  let biases = parameters + weightBytes
  const layers: LayerPlace[] = []
  const layerRecords: number[] = []
  let outputs = 0
  for (const [index, view] of views.entries()) {
    const isLast = index === views.length - 1
    const row = rowBytes(view.outputs)
    const activations = arena.allocate(CHUNK * row)
    const deltas = arena.allocate(CHUNK * row)
    const transposed =
      index === 0 ? 0 : arena.allocate(padded(view.outputs) * rowBytes(view.inputs))
    const activation = ACTIVATION_CODES[isLast ? network.output : network.activation]
    layers.push({ view, weights, biases })
    layerRecords.push(view.inputs, view.outputs, row, activation)
    layerRecords.push(weights, biases, transposed, activations, deltas)
    weights += weightMatrixBytes(view)
    biases += row
    outputs = activations
  }

  const entries = inputSize + Math.ceil(inputSize / 255) + 1
  const inputRow = rowBytes(inputSize)
  const words = [
    views.length,
    arena.allocateWords(layerRecords),
    gradient - parameters,
    velocity - parameters,
    parameters,
    weightBytes,
    biasBytes,
    arena.allocate(inputRow),
    inputRow,
    arena.allocate(entries * 8),
    arena.allocate(CHUNK * 4),
    arena.allocate(CHUNK * 4),
    arena.allocate(CHUNK * 4)
  ]
  const DENSE_INPUTS = 7
  const record = arena.allocateWords(words)

  let hasRoom = false
  return {
    record,
    toVelocity: velocity - parameters,
    layers,
    outputs,
    makeRoomForDenseInputs() {
      if (hasRoom) return
      hasRoom = true
      const address = arena.allocate(CHUNK * inputRow)
      arena.words(record, words.length)[DENSE_INPUTS] = address
    },
    denseInputs: () => arena.words(record, words.length)[DENSE_INPUTS]
  }
}

function weightMatrixBytes(view: LayerView): number {
  return padded(view.inputs) * rowBytes(view.outputs)
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

/** Writes the flat layout W[out][in], biases (network.ts) into memory; `displacement` behind the parameters. */
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

/** The reverse. */
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
