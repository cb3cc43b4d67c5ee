import type { Activation } from '../../shared/run-config'
import { message, text, wholeNumber, bytes } from './protobuf'
import { asTexts } from './safetensors'
import { factsOf, type StoredNetwork, type Tensor } from './stored-network'

/** What every reader of the last years knows: version 7 of the format, 13 of the operators (both of 2020). */
const FORMAT_VERSION = 7
const OPERATORS_VERSION = 13

// numbers of types in the format
const FLOAT32 = 1
const ATTRIBUTE_WHOLE_NUMBER = 2

const ZERO: Tensor = { name: 'zero', shape: [], bytes: new Uint8Array(4) }

/**
 * An ONNX model: `pixels`, float32[N, 784] in 0..1, to `outputs`, float32[N, 10], for any number N of
 * pictures at once. For each layer a Gemm (weights times inputs plus biases) and its activation.
 */
export function toOnnx(network: StoredNetwork): Uint8Array {
  const { layers, config, output } = network
  const last = layers.length - 1
  const nodes = layers.slice(1).flatMap((_, index) => {
    const number = index + 1
    const from = number === 1 ? 'pixels' : `a${number - 1}`
    const to = number === last ? 'outputs' : `a${number}`
    const sum = `z${number}`
    const weighted = node('Gemm', [from, `W${number}`, `b${number}`], sum, { transB: 1 })
    return [
      weighted,
      ...(number === last ? answer(output, sum, to) : fire(config.activation, sum, to))
    ]
  })
  const usesZero = config.activation === 'step' && last > 1
  const graph = [
    ...nodes,
    text(2, 'downhill'),
    ...[...network.tensors, ...(usesZero ? [ZERO] : [])].map(initializer),
    message(11, valueInfo('pixels', layers[0])),
    message(12, valueInfo('outputs', layers[last]))
  ]
  const facts = Object.entries(asTexts(factsOf(network)))
  return Buffer.concat([
    wholeNumber(1, FORMAT_VERSION),
    text(2, 'Downhill'),
    text(3, network.program),
    message(7, graph),
    message(8, [text(1, ''), wholeNumber(2, OPERATORS_VERSION)]),
    ...facts.map(([key, value]) => message(14, [text(1, key), text(2, value)]))
  ])
}

function answer(output: StoredNetwork['output'], from: string, to: string): Uint8Array[] {
  switch (output) {
    case 'softmax':
      return [node('Softmax', [from], to, { axis: 1 })]
    case 'sigmoid':
      return [node('Sigmoid', [from], to)]
    case 'linear':
      return [node('Identity', [from], to)]
  }
}

function fire(activation: Activation, from: string, to: string): Uint8Array[] {
  switch (activation) {
    case 'sigmoid':
      return [node('Sigmoid', [from], to)]
    case 'relu':
      return [node('Relu', [from], to)]
    case 'tanh':
      return [node('Tanh', [from], to)]
    case 'step':
      // all or nothing: 1 from 0 on
      return [
        node('GreaterOrEqual', [from, ZERO.name], `${to}_fires`),
        node('Cast', [`${to}_fires`], to, { to: FLOAT32 })
      ]
  }
}

function node(
  operator: string,
  inputs: string[],
  output: string,
  attributes: Record<string, number> = {}
): Uint8Array {
  return message(1, [
    ...inputs.map((input) => text(1, input)),
    text(2, output),
    text(3, `${operator}_${output}`),
    text(4, operator),
    ...Object.entries(attributes).map(([name, value]) =>
      message(5, [text(1, name), wholeNumber(3, value), wholeNumber(20, ATTRIBUTE_WHOLE_NUMBER)])
    )
  ])
}

/** Numbers that the model brings along. */
function initializer({ name, shape, bytes: numbers }: Tensor): Uint8Array {
  const dimensions = shape.map((size) => wholeNumber(1, size))
  return message(5, [...dimensions, wholeNumber(2, FLOAT32), text(8, name), bytes(9, numbers)])
}

/** What comes in or goes out: rows of `size` numbers, any number N of them. */
function valueInfo(name: string, size: number): Uint8Array[] {
  const shape = message(2, [message(1, [text(2, 'N')]), message(1, [wholeNumber(1, size)])])
  const tensorType = message(1, [wholeNumber(1, FLOAT32), shape])
  return [text(1, name), message(2, [tensorType])]
}
