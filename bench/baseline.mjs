import { readFileSync } from 'node:fs'

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

const padded = (count) => Math.ceil(count / 4) * 4

/**
 * @param {string} file a compiled kernel
 * @returns {(layers: number[], mnist: object) => import('./contest.mjs').Contender}
 */
export function loadBaseline(file) {
  const module = new WebAssembly.Module(readFileSync(file))
  return (layers, mnist) => contender(module, layers, mnist)
}

function contender(module, sizes, { training, test }) {
  const memory = new WebAssembly.Memory({ initial: 16 })
  const abort = () => {
    throw new Error('The baseline gave up.')
  }
  const { exports: kernel } = new WebAssembly.Instance(module, { env: { memory, abort } })
  kernel.initConsts()

  let top = FIRST_FREE
  const allocate = (bytes) => {
    const address = top
    top = Math.ceil((top + bytes + 64) / 64) * 64
    const missing = Math.ceil((top - memory.buffer.byteLength) / PAGE)
    if (missing > 0) memory.grow(missing)
    return address
  }
  const floats = (address, count) => new Float32Array(memory.buffer, address, count)
  const words = (address, count) => new Uint32Array(memory.buffer, address, count)
  const bytes = (address, count) => new Uint8Array(memory.buffer, address, count)

  floats(GREY_VALUES, 256).set(Float32Array.from({ length: 256 }, (_, grey) => grey / 255))
  const layers = sizes.slice(1).map((outputs, index) => {
    const inputs = sizes[index]
    const row = padded(outputs) * 4
    const spare = index === 0 ? SPARE_ROWS * row : 0
    const matrix = () => allocate(padded(inputs) * row + 2 * spare) + spare
    const weights = matrix()
    const biases = allocate(row)
    const activations = allocate(CHUNK * row)
    const deltas = allocate(CHUNK * row)
    const transposed = index === 0 ? 0 : allocate(row * padded(inputs))
    const gradient = [matrix(), allocate(row)]
    const record = [inputs, outputs, row / 4, weights, biases, activations, deltas, transposed]
    const sigmoid = 0
    words(LAYER_TABLE + index * LAYER_RECORD_BYTES, 11).set([...record, ...gradient, sigmoid])
    return { inputs, outputs, row: row / 4, weights, biases }
  })

  /**
   * Makes lists of the pictures, one picture after the other; returns where they start, and the
   * labels.
   */
  const takeIn = ({ count, inputSize, inputs, answers }) => {
    const starts = allocate((count + 1) * 4)
    const labels = allocate(count)
    bytes(labels, count).set(answers.labels)
    const images = allocate(inputs.length)
    bytes(images, inputs.length).set(inputs)
    const ink = inputs.reduce((sum, grey) => sum + (grey > 0 ? 1 : 0), 0)
    const entries = allocate(2 * ink + 4 * count)
    kernel.buildSparse(images, count, inputSize, layers[0].row * 4, entries, starts)
    return { starts, labels, count }
  }
  const begin = performance.now()
  const trainingSet = takeIn(training)
  const millisecondsToTakeIn = performance.now() - begin
  const testSet = takeIn(test)
  const order = allocate(training.count * 4)
  const testOrder = allocate(test.count * 4)
  words(testOrder, test.count).set(Uint32Array.from({ length: test.count }, (_, i) => i))

  return {
    millisecondsToTakeIn,
    start() {
      kernel.seed(1n)
      for (const layer of layers) {
        const weights = floats(layer.weights, layer.inputs * layer.row)
        const spread = 2 * Math.sqrt(3 / layer.inputs)
        for (let input = 0; input < layer.inputs; input++) {
          for (let out = 0; out < layer.outputs; out++) {
            weights[input * layer.row + out] = spread * (kernel.uniform() - 0.5)
          }
        }
        floats(layer.biases, layer.row).fill(0)
      }
    },
    train(newOrder, batchSize, rate) {
      words(order, newOrder.length).set(newOrder)
      const { starts, labels } = trainingSet
      const quadratic = 0
      const momentum = 0
      const weightsKept = 1
      // its cost is half of ours, and so is its gradient
      kernel.train(
        ...[layers.length, order, newOrder.length, batchSize, starts, labels],
        ...[quadratic, 2 * rate, momentum, weightsKept, CHUNK, 0]
      )
    },
    countRight() {
      const { starts, labels, count } = testSet
      return kernel.evaluate(layers.length, testOrder, count, starts, labels, 0, CHUNK)
    }
  }
}
