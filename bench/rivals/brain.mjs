import { answer, load, shuffle, versionOf } from './answering.mjs'

const PACKAGE = 'brain.js'
const { default: brain } = await load(PACKAGE)

let net, outputs, training, test

function asPatterns({ count, inputSize, inputs, labels }) {
  return Array.from({ length: count }, (_, index) => {
    const output = new Float32Array(outputs)
    output[labels[index]] = 1
    return { input: inputs.subarray(index * inputSize, (index + 1) * inputSize), output }
  })
}

function isRight({ input, output }) {
  const answers = net.runInput(input)
  return output[answers.indexOf(Math.max(...answers))] === 1
}

await answer(`${PACKAGE} ${versionOf(PACKAGE)}`, {
  begin(layers, data) {
    net = new brain.NeuralNetwork({ activation: 'sigmoid' })
    net.sizes = [layers[0].inputs, ...layers.map((layer) => layer.outputs)]
    net.initialize()
    net.setActivation()
    layers.forEach(({ inputs, weights, biases }, index) => {
      biases.forEach((bias, node) => {
        net.biases[index + 1][node] = bias
        net.weights[index + 1][node].set(weights.subarray(node * inputs, (node + 1) * inputs))
      })
    })
    outputs = layers[layers.length - 1].outputs
    training = asPatterns(data.training)
    test = asPatterns(data.test)
  },

  /** It learns from one example at a time. */
  train({ examples, rate }) {
    // its cost has a factor 1/2, and so has its gradient; set past its checks, which refuse a
    // momentum of 0
    Object.assign(net.trainOpts, { learningRate: 2 * rate, momentum: 0 })
    const order = shuffle(Uint32Array.from(training.keys()))
    for (const index of order.subarray(0, examples)) net.trainPattern(training[index])
  },

  evaluate: () => test.filter(isRight).length
})
