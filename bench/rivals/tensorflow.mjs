import { answer, load, versionOf } from './answering.mjs'

const CORE = '@tensorflow/tfjs-core'
const tf = await load(CORE)
const layersLibrary = await load('@tensorflow/tfjs-layers')
const { setThreadsCount } = await load('@tensorflow/tfjs-backend-wasm')
setThreadsCount(1)
await tf.setBackend('wasm')

let model, training, test, testLabels

/** For each example the sum of squared differences. */
const cost = (target, output) => tf.sum(tf.squaredDifference(target, output), -1)

function makeModel(startLayers) {
  const model = layersLibrary.sequential()
  for (const { inputs, outputs, weights, biases } of startLayers) {
    const layer = { units: outputs, inputShape: [inputs], activation: 'sigmoid' }
    const values = [tf.transpose(tf.tensor2d(weights, [outputs, inputs])), tf.tensor1d(biases)]
    model.add(layersLibrary.layers.dense({ ...layer, weights: values }))
  }
  return model
}

function asTensors({ count, inputSize, inputs, labels }, outputs) {
  // not oneHot: with this backend it answers zeros only
  const targets = new Float32Array(count * outputs)
  labels.forEach((label, index) => (targets[index * outputs + label] = 1))
  return {
    inputs: tf.tensor2d(inputs, [count, inputSize]),
    targets: tf.tensor2d(targets, [count, outputs])
  }
}

function firstOf(tensor, count) {
  return count === tensor.shape[0] ? tensor : tf.slice(tensor, 0, count)
}

await answer(`TensorFlow.js ${versionOf(CORE)} wasm`, {
  begin(startLayers, data) {
    tf.disposeVariables()
    tf.dispose([training ?? {}, test ?? {}])
    model = makeModel(startLayers)
    const { outputs } = startLayers[startLayers.length - 1]
    training = asTensors(data.training, outputs)
    test = asTensors(data.test, outputs)
    testLabels = data.test.labels
  },

  async train({ examples, batchSize, rate }) {
    model.compile({ optimizer: tf.train.sgd(rate), loss: cost })
    const { inputs, targets } = training
    // without pauses for a page to be drawn
    const options = { batchSize, epochs: 1, shuffle: true, verbose: 0, yieldEvery: 'never' }
    await model.fit(firstOf(inputs, examples), firstOf(targets, examples), options)
  },

  evaluate() {
    const answers = tf.tidy(() => tf.argMax(model.predictOnBatch(test.inputs), 1).dataSync())
    return testLabels.reduce((right, label, i) => right + (answers[i] === label ? 1 : 0), 0)
  }
})
