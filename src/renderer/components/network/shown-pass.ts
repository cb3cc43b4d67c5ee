import type { ExamplePass, LayerPass } from '../../../shared/study'
import type { RunConfig } from '../../../shared/run-config'
import { answeringOf, answerTo, othersOf } from './activation-curve'
import { layerSpans } from './parameter-places'

/** What a picture does in the network: of an example, or of a drawing, which has no label and so no cost. */
export interface ShownPass extends Pick<ExamplePass, 'image' | 'answer'> {
  layers: readonly Pick<LayerPass, 'z' | 'a'>[]
  /** null: it is a drawing. */
  example: ExamplePass | null
}

const WHITE = 255

/**
 * Passes a drawing through the network, in float64.
 * @param image Grey values, 0 = paper, 255 = ink, as many as there are inputs.
 */
export function passDrawing(
  image: Uint8Array,
  parameters: Float32Array,
  layers: readonly number[],
  config: Pick<RunConfig, 'activation' | 'cost'>
): ShownPass {
  const passed: Pick<LayerPass, 'z' | 'a'>[] = []
  let before = Array.from(image, (grey) => grey / WHITE)
  for (const { layer, inputs, neurons, weights, biases } of layerSpans(layers)) {
    const z = Array.from({ length: neurons }, (_, neuron) => {
      let sum = parameters[biases + neuron]
      const first = weights + neuron * inputs
      for (let input = 0; input < inputs; input++) sum += parameters[first + input] * before[input]
      return sum
    })
    const answering = answeringOf(config, layer, layers.length - 1)
    const a = z.map((each, neuron) => {
      if (answering !== 'softmax') return answerTo(each, answering)
      const { others, shift } = othersOf(z, neuron)
      return answerTo(each, answering, others, shift)
    })
    passed.push({ z, a })
    before = a
  }
  return { image, answer: placeOfLargest(before), layers: passed, example: null }
}

/** The first of equals; a NaN is never larger. */
function placeOfLargest(outputs: readonly number[]): number {
  return outputs.reduce((best, output, place) => (output > outputs[best] ? place : best), 0)
}
