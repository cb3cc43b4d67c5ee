/**
 * What stands where in memory. The host allocates everything, writes these records and hands over
 * their addresses; records.ts lists the same fields in the same order.
 *
 * Every row of weights, activations and deltas is padded to whole vectors of four lanes. Padded
 * weights and biases are 0, and a padded lane of the output layer never carries a delta.
 */

/** At most this many examples are under way at once; larger batches are added up chunk by chunk. */
export const CHUNK: i32 = 128

export const SIGMOID: i32 = 0
export const RELU: i32 = 1
export const TANH: i32 = 2
export const SOFTMAX: i32 = 3
export const LINEAR: i32 = 4
export const STEP: i32 = 5

export const PLAIN: i32 = 0
export const MOMENTUM: i32 = 1
export const ADAM: i32 = 2

/** One layer of neurons with the weights that lead into it. */
@unmanaged
export class Layer {
  /** Neurons of the layer before. */
  inputs: i32
  /** Neurons of this layer. */
  outputs: i32
  /** Bytes from one padded row of `outputs` numbers to the next. */
  rowBytes: usize
  activation: i32
  /** [inputs, padded to 4][outputs]: weights[in] is the row of all weights that leave `in`. */
  weights: usize
  /** [outputs] */
  biases: usize
  /** [outputs][inputs]: the transpose of `weights`, renewed before each step; layer 0 has none. */
  transposed: usize
  /** [CHUNK][outputs]: weighted sums first, activations after. */
  activations: usize
  /** [CHUNK][outputs]: the cost's derivatives with respect to the weighted sums. */
  deltas: usize
}

export const LISTS: i32 = 0
export const BYTES: i32 = 1
export const FLOATS: i32 = 2

/** Examples in memory, in one of three forms. */
@unmanaged
export class ExampleSet {
  form: i32
  inputSize: i32
  /** Width of the picture; inputSize where the inputs form none. */
  imageWidth: i32
  /** LISTS: [count + 1] addresses, list i ends where list i + 1 starts. Else [count][inputSize]. */
  inputs: usize
  /** LISTS: [count][left, top, right, bottom] bytes: empty pixels between ink and border. */
  margins: usize
  /** [count] classes, one byte each; 0 where the answers are values. */
  labels: usize
  /** [count][outputs, padded] values; 0 where the answers are classes. */
  targets: usize
}

/** All layers after the input layer, and the working memory that they share. */
@unmanaged
export class Network {
  layerCount: i32
  /** [layerCount] records of type Layer. */
  layers: usize
  /**
   * From each weight and bias to its place in the gradient: parameters, gradient and what the
   * optimiser remembers are laid out alike.
   */
  toGradient: usize
  /** Momentum's v; Adam's m. */
  toVelocity: usize
  /** Adam's v. */
  toSquares: usize
  /** All padded weights, one after the other: a multiple of 64 bytes, at a multiple of 64. */
  weights: usize
  weightBytes: usize
  /** All padded biases, directly after the weights; again a multiple of 64. */
  biasBytes: usize
  /** [CHUNK][inputs of layer 0, padded]: dense inputs of the chunk at hand. */
  denseInputs: usize
  denseRowBytes: usize
  /** Room for one decoded list: 8 bytes an entry. */
  decodedList: usize
  /** [CHUNK] the classes of the chunk at hand, int32. */
  labels: usize
  /** [CHUNK] softmax: what the terms beside the largest add up to. */
  softmaxRest: usize
  /** [CHUNK] softmax: how far the right weighted sum lies below the largest. */
  softmaxGap: usize
}

export let network: Network = changetype<Network>(0)

/** Says where the record of the network is that all kernels work on from now on. */
export function useNetwork(address: usize): void {
  network = changetype<Network>(address)
}

@inline
export function layerAt(index: i32): Layer {
  return changetype<Layer>(network.layers + <usize>index * offsetof<Layer>())
}

@inline
export function outputLayer(): Layer {
  return layerAt(network.layerCount - 1)
}

/** The first address that the host may use. */
export function freeMemory(): usize {
  return __heap_base
}
