import { expect, test } from '@playwright/test'
import { sampleNetworks } from '../../src/courier/testing/networks'
import { toOnnx } from '../../src/courier/weights/onnx'
import { parametersFromBytes } from '../../src/engine/network'
import { createReferenceEngine } from '../../src/engine/reference'
import { answersOfRuntime } from './runtime'

const ROWS = 7
const PIXELS = 784
const CLASSES = 10

/** Grey values as pictures have them: much paper, some ink. */
const inputs = Float32Array.from({ length: ROWS * PIXELS }, (_, i) => {
  const grey = (i * 7919) % 511
  return grey > 255 ? 0 : grey / 255
})

for (const { network, stored } of sampleNetworks()) {
  const { layers, activation, output } = network
  test(`ONNX Runtime answers as the engine does: ${layers.join('-')} ${activation} ${output}`, () => {
    const engine = createReferenceEngine(network)
    const parameters = Buffer.concat(stored.tensors.map(({ bytes }) => bytes))
    engine.load(parametersFromBytes(parameters, layers), null)

    const found = answersOfRuntime(toOnnx(stored), inputs, ROWS)
    expect(found).toMatchObject({ input: 'pixels', output: 'outputs', shape: [ROWS, CLASSES] })
    for (let row = 0; row < ROWS; row++) {
      const wanted = engine.outputs(inputs.subarray(row * PIXELS, (row + 1) * PIXELS))
      for (let place = 0; place < CLASSES; place++) {
        const difference = Math.abs(found.outputs[row * CLASSES + place] - wanted[place])
        expect(difference).toBeLessThan(1e-5)
      }
    }
  })
}
