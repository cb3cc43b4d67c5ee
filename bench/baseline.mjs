import { readFileSync } from 'node:fs'
import { WARM_UPS_HERE } from './contender.mjs'
import { cpuSeconds } from './cpu-time.mjs'

/*
 * A kernel to compare with: a WebAssembly module that trains sigmoid networks on half the sum of
 * squared differences, over lists of ink like the engine's own, and that expects this layout of its
 * memory.
 */
const GREY_VALUES = 1024
const LAYER_TABLE = 2048
const LAYER_RECORD_BYTES = 64
const FIRST_FREE = 65_536
const PAGE = 65_536
const CHUNK = 128
/** Rows kept free on both sides of the first layer's weights. */
const SPARE_ROWS = 60
const SIGMOID = 0
const QUADRATIC = 0

const padded = (count) => Math.ceil(count / 4) * 4

/** @param {string} file a compiled kernel @returns {import('./contender.mjs').Contender} */
export function loadBaseline(file) {
  const module = new WebAssembly.Module(readFileSync(file))
  let kernel, memory, layers, training, test

  return {
    name: 'baseline',
    warmUps: WARM_UPS_HERE,
    // its lists are of bytes
    enters: ({ dataset }) => dataset.training.inputs instanceof Uint8Array,

    async begin({ layers: sizes, dataset, parameters }) {
      memory = new GrowingMemory()
      const abort = () => {
        throw new Error('The baseline gave up.')
      }
      const env = { memory: memory.memory, abort }
      kernel = new WebAssembly.Instance(module, { env }).exports
      kernel.initConsts()
      kernel.seed(1n)
      const greys = Float32Array.from({ length: 256 }, (_, grey) => grey / 255)
      memory.floats(GREY_VALUES, 256).set(greys)
      layers = placeLayers(memory, sizes)
      loadParameters(memory, layers, parameters)
      training = takeIn(kernel, memory, dataset.training, layers[0].row * 4)
      test = takeIn(kernel, memory, dataset.test, layers[0].row * 4)
    },

    train: async ({ examples, batchSize, rate }) =>
      cpuSeconds(() => {
        const { order, count, starts, labels } = training
        kernel.shuffle(order, count)
        const momentum = 0
        const weightsKept = 1
        // its cost is half of ours, and so is its gradient
        kernel.train(
          ...[layers.length, order, examples, batchSize, starts, labels],
          ...[QUADRATIC, 2 * rate, momentum, weightsKept, CHUNK, 0]
        )
      }),

    async evaluate() {
      const { order, count, starts, labels } = test
      let correct = 0
      const seconds = cpuSeconds(() => {
        correct = kernel.evaluate(layers.length, order, count, starts, labels, QUADRATIC, CHUNK)
      })
      return { seconds, correct }
    }
  }
}

/** Hands out addresses, and grows when it has to. */
class GrowingMemory {
  memory = new WebAssembly.Memory({ initial: 16 })
  #top = FIRST_FREE

  allocate(bytes) {
    const address = this.#top
    this.#top = Math.ceil((this.#top + bytes + 64) / 64) * 64
    const missing = Math.ceil((this.#top - this.memory.buffer.byteLength) / PAGE)
    if (missing > 0) this.memory.grow(missing)
    return address
  }

  floats = (address, count) => new Float32Array(this.memory.buffer, address, count)
  words = (address, count) => new Uint32Array(this.memory.buffer, address, count)
  bytes = (address, count) => new Uint8Array(this.memory.buffer, address, count)
}

function placeLayers(memory, sizes) {
  return sizes.slice(1).map((outputs, index) => {
    const inputs = sizes[index]
    const row = padded(outputs) * 4
    const spare = index === 0 ? SPARE_ROWS * row : 0
    const matrix = () => memory.allocate(padded(inputs) * row + 2 * spare) + spare
    const weights = matrix()
    const biases = memory.allocate(row)
    const activations = memory.allocate(CHUNK * row)
    const deltas = memory.allocate(CHUNK * row)
    const transposed = index === 0 ? 0 : memory.allocate(row * padded(inputs))
    const gradient = [matrix(), memory.allocate(row)]
    const record = [inputs, outputs, row / 4, weights, biases, activations, deltas, transposed]
    const address = LAYER_TABLE + index * LAYER_RECORD_BYTES
    memory.words(address, 11).set([...record, ...gradient, SIGMOID])
    return { inputs, outputs, row: row / 4, weights, biases }
  })
}

/** From W[out][in] to its W[in][out, padded]. */
function loadParameters(memory, layers, parameters) {
  let next = 0
  for (const { inputs, outputs, row, weights, biases } of layers) {
    const target = memory.floats(weights, inputs * row)
    for (let output = 0; output < outputs; output++) {
      for (let input = 0; input < inputs; input++) target[input * row + output] = parameters[next++]
    }
    memory.floats(biases, outputs).set(parameters.subarray(next, (next += outputs)))
  }
}

/** Makes lists of the pictures, one picture after the other. */
function takeIn(kernel, memory, { count, inputSize, inputs, answers }, rowBytes) {
  const starts = memory.allocate((count + 1) * 4)
  const labels = memory.allocate(count)
  memory.bytes(labels, count).set(answers.labels)
  const order = memory.allocate(count * 4)
  memory.words(order, count).set(Uint32Array.from({ length: count }, (_, index) => index))
  const images = memory.allocate(inputs.length)
  memory.bytes(images, inputs.length).set(inputs)
  const ink = inputs.reduce((sum, grey) => sum + (grey > 0 ? 1 : 0), 0)
  const entries = memory.allocate(2 * ink + 4 * count)
  kernel.buildSparse(images, count, inputSize, rowBytes, entries, starts)
  return { starts, labels, order, count }
}
