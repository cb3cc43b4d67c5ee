import { networkLayers, type DatasetInfo } from '../shared/dataset'
import { parameterCount, type Activation, type Cost, type RunConfig } from '../shared/run-config'

/** softmax goes with the cross-entropy cost, sigmoid and linear with the sum of squared differences. */
export type Output = 'sigmoid' | 'softmax' | 'linear'

/** A fully connected network, weights aside. */
export interface Network {
  /** Neurons a layer, from input to output; at least two layers. */
  layers: readonly number[]
  /** Of the hidden layers. */
  activation: Activation
  /** Of the output layer; it decides the cost. */
  output: Output
}

export function outputForCost(cost: Cost): Output {
  return cost === 'cross-entropy' ? 'softmax' : 'sigmoid'
}

/** The network that a run with these settings trains on this data set. */
export function networkOfRun(config: RunConfig, dataset: DatasetInfo): Network {
  return {
    layers: networkLayers(dataset, config.hiddenLayers),
    activation: config.activation,
    output: outputForCost(config.cost)
  }
}

/** Where one layer's numbers stand in the flat parameter array. */
export interface LayerView {
  inputs: number
  outputs: number
  /** weights[out * inputs + in] starts here. */
  weights: number
  /** biases[out] starts here. */
  biases: number
}

/**
 * The flat layout of all parameters, and the one that checkpoints store and hashes cover: per layer
 * the weights W[out][in], then the biases; float32, little-endian, no padding.
 */
export function layerViews(layers: readonly number[]): LayerView[] {
  const views: LayerView[] = []
  let offset = 0
  for (let layer = 1; layer < layers.length; layer++) {
    const inputs = layers[layer - 1]
    const outputs = layers[layer]
    views.push({ inputs, outputs, weights: offset, biases: offset + inputs * outputs })
    offset += (inputs + 1) * outputs
  }
  return views
}

/** The stored form of parameters: little-endian on every machine. */
export function parametersToBytes(parameters: Float32Array): Uint8Array {
  const bytes = new Uint8Array(parameters.length * 4)
  const view = new DataView(bytes.buffer)
  parameters.forEach((value, index) => view.setFloat32(index * 4, value, true))
  return bytes
}

/**
 * Reads `sets` sets of parameters, one after the other.
 * @throws RangeError when the bytes are not the parameters of a network with these layers.
 */
export function parametersFromBytes(
  bytes: Uint8Array,
  layers: readonly number[],
  sets = 1
): Float32Array {
  const count = parameterCount(layers) * sets
  if (bytes.byteLength !== count * 4) {
    throw new RangeError(
      `A ${layers.join('-')} network has ${count} parameters, ${count * 4} bytes; these are ${bytes.byteLength}.`
    )
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return Float32Array.from({ length: count }, (_, index) => view.getFloat32(index * 4, true))
}
