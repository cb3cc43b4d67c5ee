import type { Activation, Cost } from '../../../shared/run-config'
import type { ExamplePass } from '../../../shared/study'
import { layerSpans } from '../network/parameter-places'

/** A connection: layers from 1, the first one with neurons of its own; neurons and inputs from 0. */
export interface Connection {
  layer: number
  neuron: number
  input: number
}

/** f'(z), told by the answer a = f(z). */
export function steepness(a: number, activation: Activation): number {
  switch (activation) {
    case 'sigmoid':
      return a * (1 - a)
    case 'relu':
      return a > 0 ? 1 : 0
    case 'tanh':
      return 1 - a * a
    case 'step':
      return 0
  }
}

/** What a layer is given: the pixels, 0..1, or the answers of the layer before. */
export function inputsOf(pass: ExamplePass, layer: number): readonly number[] {
  return layer === 1 ? Array.from(pass.image, (grey) => grey / 255) : pass.layers[layer - 2].a
}

/** delta = 2 (a - y) f'(z) of one output, or for cross-entropy with softmax a - y. */
export interface OutputError {
  neuron: number
  a: number
  wanted: number
  /** null for cross-entropy, where it cancels out. */
  steepness: number | null
  delta: number
}

export function outputError(pass: ExamplePass, neuron: number, cost: Cost): OutputError {
  const { a, delta } = pass.layers[pass.layers.length - 1]
  return {
    neuron,
    a: a[neuron],
    wanted: pass.wanted[neuron],
    steepness: cost === 'cross-entropy' ? null : steepness(a[neuron], 'sigmoid'),
    delta: delta[neuron]
  }
}

/** delta = (sum over the layer after of w * delta) * f'(z) of one hidden neuron. */
export interface HiddenError {
  layer: number
  neuron: number
  /** What each neuron of the layer after sends back, the largest by size first. */
  sentBack: { neuron: number; weight: number; delta: number; product: number }[]
  sum: number
  steepness: number
  delta: number
}

/**
 * @param parameters Before the step, in the flat layout.
 * @param layers Sizes from input to output.
 */
export function hiddenError(
  pass: ExamplePass,
  parameters: Float32Array,
  layers: readonly number[],
  { layer, neuron }: Pick<Connection, 'layer' | 'neuron'>,
  activation: Activation
): HiddenError {
  const after = layerSpans(layers)[layer]
  const sentBack = pass.layers[layer].delta.map((delta, to) => {
    const weight = parameters[after.weights + to * after.inputs + neuron]
    return { neuron: to, weight, delta, product: weight * delta }
  })
  return {
    layer,
    neuron,
    sum: sentBack.reduce((sum, { product }) => sum + product, 0),
    sentBack: sentBack.sort((one, other) => Math.abs(other.product) - Math.abs(one.product)),
    steepness: steepness(pass.layers[layer - 1].a[neuron], activation),
    delta: pass.layers[layer - 1].delta[neuron]
  }
}

/**
 * The neurons whose errors are told with a connection: the one that it leads to, and the one of the other
 * formula that is next to it. A connection of the output layer comes from a hidden neuron, if there is one; with
 * one further ahead, the output of the right answer is told.
 */
export function toldNeurons(
  layers: readonly number[],
  connection: Connection,
  label: number
): { output: number; hidden: Pick<Connection, 'layer' | 'neuron'> | null } {
  const last = layers.length - 1
  const { layer, neuron, input } = connection
  if (layer < last) return { output: label, hidden: { layer, neuron } }
  return { output: neuron, hidden: last > 1 ? { layer: last - 1, neuron: input } : null }
}

/** The connection of a layer along which the batch's gradient is largest; the first of equals. */
export function steepestConnection(
  gradient: Float32Array,
  layers: readonly number[],
  layer: number
): Connection {
  const { inputs, neurons, weights } = layerSpans(layers)[layer - 1]
  let best = 0
  for (let place = 1; place < inputs * neurons; place++) {
    if (Math.abs(gradient[weights + place]) > Math.abs(gradient[weights + best])) best = place
  }
  return { layer, neuron: Math.floor(best / inputs), input: best % inputs }
}
