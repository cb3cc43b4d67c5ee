import { networkLayers, type DatasetInfo } from '../shared/dataset'
import {
  outputOf,
  parameterCount,
  type Activation,
  type Output,
  type RunConfig
} from '../shared/run-config'

export type { Output }

/** A fully connected network, weights aside. */
export interface Network {
  /** Neurons a layer, from input to output; at least two layers. */
  layers: readonly number[]
  /** Of the hidden layers. */
  activation: Activation
  /** Of the output layer; it decides the cost. */
  output: Output
}

/** The network that a run with these settings trains on this data set. */
export function networkOfRun(config: RunConfig, dataset: DatasetInfo): Network {
  const layers = networkLayers(dataset, config.hiddenLayers)
  return { layers, activation: config.activation, output: outputOf(config, layers) }
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

/** Whether this machine keeps numbers as they are stored, which makes storing them a plain copy. */
const IS_LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1

/** Turns the bytes of each 32-bit number round, where the machine has them the other way. */
function inStoredOrder(bytes: Uint8Array): Uint8Array {
  if (IS_LITTLE_ENDIAN) return bytes
  for (let number = 0; number < bytes.length; number += 4) {
    bytes.subarray(number, number + 4).reverse()
  }
  return bytes
}

/** The stored form of parameters, a copy: little-endian on every machine. */
export function parametersToBytes(parameters: Float32Array): Uint8Array {
  const { buffer, byteOffset, byteLength } = parameters
  return inStoredOrder(new Uint8Array(buffer, byteOffset, byteLength).slice())
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
  return new Float32Array(inStoredOrder(new Uint8Array(bytes)).buffer)
}
