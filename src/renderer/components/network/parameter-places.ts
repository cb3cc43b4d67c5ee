/**
 * Where a parameter stands in the network. Layers are counted from 1, the first one with neurons of its own;
 * neurons and inputs from 0. `input` null: the bias.
 */
export interface ParameterPlace {
  layer: number
  neuron: number
  input: number | null
}

/** Where the parameters of one layer begin in the flat layout: W[out][in], then the biases. */
export interface LayerSpan {
  layer: number
  inputs: number
  neurons: number
  weights: number
  biases: number
}

/** @param layers Sizes from input to output. */
export function layerSpans(layers: readonly number[]): LayerSpan[] {
  let offset = 0
  return layers.slice(1).map((neurons, before) => {
    const inputs = layers[before]
    const span = {
      layer: before + 1,
      inputs,
      neurons,
      weights: offset,
      biases: offset + inputs * neurons
    }
    offset += (inputs + 1) * neurons
    return span
  })
}

/** @throws RangeError for a place outside of the network. */
export function indexOfParameter(
  layers: readonly number[],
  { layer, neuron, input }: ParameterPlace
): number {
  const span = layerSpans(layers).at(layer - 1)
  if (!span || layer < 1 || neuron >= span.neurons || (input ?? 0) >= span.inputs) {
    throw new RangeError(`A ${layers.join('-')} network has no such parameter.`)
  }
  return input === null ? span.biases + neuron : span.weights + neuron * span.inputs + input
}

/** @throws RangeError for an index beyond the last parameter. */
export function placeOfParameter(layers: readonly number[], index: number): ParameterPlace {
  const span = layerSpans(layers).find(({ biases, neurons }) => index < biases + neurons)
  if (!span || index < 0) {
    throw new RangeError(`A ${layers.join('-')} network has no parameter ${index}.`)
  }
  const { layer, inputs, weights, biases } = span
  if (index >= biases) return { layer, neuron: index - biases, input: null }
  const place = index - weights
  return { layer, neuron: Math.floor(place / inputs), input: place % inputs }
}

/** The same parameters with those changed that were changed by hand. */
export function withEdits(
  parameters: Float32Array,
  edits: readonly { index: number; value: number }[]
): Float32Array {
  if (edits.length === 0) return parameters
  const changed = parameters.slice()
  for (const { index, value } of edits) changed[index] = value
  return changed
}
