import { ACTIVATION_FUNCTIONS } from './activations'
import type { Parameters } from './backpropagation'
import { layerViews, type LayerView, type Network } from './network'
import { PRECISE_OUTPUTS } from './precise-output'

/** The inputs of one example, and where they are not 0. */
export interface Ink {
  /** One number an input. */
  inputs: Float64Array
  /** The first `count` are the places of the inputs that are not 0, ascending. */
  places: Uint32Array
  count: number
}

/**
 * Costs and gradients in float64, as the reference engine has them up to rounding, and many times
 * faster: inputs that are 0 are passed over, and the first layer's sums, which are most of the work,
 * can be kept while later layers change.
 *
 * One example at a time; what a method returns or fills is overwritten by the next.
 */
export interface PreciseNetwork {
  /** Neurons of the first layer: numbers in its sums. */
  readonly firstLayer: number
  /** Sets a parameter of the flat layout (network.ts). */
  set(index: number, value: number): void
  /** Writes the first layer's weighted sums, biases included. */
  sumFirst(ink: Ink, sums: Float64Array): void
  /** From the first layer's sums to the cost; `outputs` has the answer then. */
  cost(sums: Float64Array, wanted: Float64Array): number
  /** The output layer of the last example whose cost was asked for. */
  outputs(): Float64Array
  /** Backpropagates the error of the last example whose cost was asked for. */
  backward(wanted: Float64Array): void
  /** One component of its gradient, after `backward`: of a parameter behind the first layer. */
  laterSlope(index: number): number
  /** dC/dz of a neuron of the first layer, after `backward`. */
  firstDelta(neuron: number): number
  /** Adds its gradient, after `backward`, to a sum. */
  addGradient(ink: Ink): void
  /** That sum, in the flat layout; the next one begins. */
  takeGradient(): Float64Array
}

export function createPreciseNetwork(network: Network, start: Parameters): PreciseNetwork {
  const views = layerViews(network.layers)
  const [first] = views
  const { value, derivative } = ACTIVATION_FUNCTIONS[network.activation]
  const output = PRECISE_OUTPUTS[network.output]
  const parameters = Float64Array.from(start)
  const fromInputs = turned(first, parameters)
  const layers = views.map(({ outputs }) => ({
    z: new Float64Array(outputs),
    a: new Float64Array(outputs),
    delta: new Float64Array(outputs)
  }))
  const last = layers[layers.length - 1]
  let gradient: Float64Array | null = null
  /** Of the first layer's weights, ordered as `fromInputs`. */
  let gradientFromInputs = new Float64Array(0)

  function forward(sums: Float64Array): void {
    layers[0].z.set(sums)
    for (let layer = 1; layer < layers.length; layer++) {
      const { inputs, outputs, weights, biases } = views[layer]
      const before = layers[layer - 1]
      const { z } = layers[layer]
      for (let from = 0; from < inputs; from++) before.a[from] = value(before.z[from])
      for (let out = 0; out < outputs; out++) {
        z[out] = parameters[biases + out] + weightedSum(weights + out * inputs, before.a)
      }
    }
  }

  /** In two sums, so that the next need not wait for the last. */
  function weightedSum(row: number, a: Float64Array): number {
    let even = 0
    let odd = 0
    let from = 0
    for (; from + 1 < a.length; from += 2) {
      even += parameters[row + from] * a[from]
      odd += parameters[row + from + 1] * a[from + 1]
    }
    if (from < a.length) even += parameters[row + from] * a[from]
    return even + odd
  }

  /** The delta of each layer, from the output's to the first. */
  function backward(wanted: Float64Array): void {
    output.derivative(last.a, wanted, last.delta)
    for (let layer = layers.length - 1; layer > 0; layer--) {
      const { inputs, outputs, weights } = views[layer]
      const { a, delta: deltaBefore } = layers[layer - 1]
      const { delta } = layers[layer]
      deltaBefore.fill(0)
      for (let out = 0; out < outputs; out++) {
        const row = weights + out * inputs
        for (let from = 0; from < inputs; from++) {
          deltaBefore[from] += parameters[row + from] * delta[out]
        }
      }
      for (let from = 0; from < inputs; from++) deltaBefore[from] *= derivative(a[from])
    }
  }

  /** dC/dW = delta * a and dC/db = delta, in the layers after the first. */
  function addLaterLayers(into: Float64Array): void {
    for (let layer = 1; layer < layers.length; layer++) {
      const { inputs, outputs, weights, biases } = views[layer]
      const { a } = layers[layer - 1]
      const { delta } = layers[layer]
      for (let out = 0; out < outputs; out++) {
        const row = weights + out * inputs
        into[biases + out] += delta[out]
        for (let from = 0; from < inputs; from++) into[row + from] += delta[out] * a[from]
      }
    }
  }

  return {
    firstLayer: first.outputs,

    set(index, to) {
      parameters[index] = to
      if (index < first.biases) fromInputs[turnedPlace(first, index)] = to
    },

    sumFirst({ inputs, places, count }, sums) {
      const { outputs, biases } = first
      for (let out = 0; out < outputs; out++) sums[out] = parameters[biases + out]
      let i = 0
      // four inputs at a time: each sum is read and written a quarter as often
      for (; i + 3 < count; i += 4) {
        const x0 = inputs[places[i]]
        const x1 = inputs[places[i + 1]]
        const x2 = inputs[places[i + 2]]
        const x3 = inputs[places[i + 3]]
        const row0 = places[i] * outputs
        const row1 = places[i + 1] * outputs
        const row2 = places[i + 2] * outputs
        const row3 = places[i + 3] * outputs
        for (let out = 0; out < outputs; out++) {
          sums[out] +=
            fromInputs[row0 + out] * x0 +
            fromInputs[row1 + out] * x1 +
            fromInputs[row2 + out] * x2 +
            fromInputs[row3 + out] * x3
        }
      }
      for (; i < count; i++) {
        const input = inputs[places[i]]
        const row = places[i] * outputs
        for (let out = 0; out < outputs; out++) sums[out] += fromInputs[row + out] * input
      }
    },

    cost(sums, wanted) {
      forward(sums)
      return output.cost(last.z, last.a, wanted)
    },

    outputs: () => last.a,

    backward,

    laterSlope(index) {
      const layer = views.findIndex(({ biases, outputs }) => index < biases + outputs)
      const { inputs, weights, biases } = views[layer]
      const { delta } = layers[layer]
      if (index >= biases) return delta[index - biases]
      const place = index - weights
      return delta[Math.floor(place / inputs)] * layers[layer - 1].a[place % inputs]
    },

    firstDelta: (neuron) => layers[0].delta[neuron],

    addGradient({ inputs, places, count }) {
      gradient ??= new Float64Array(parameters.length)
      if (gradientFromInputs.length === 0) gradientFromInputs = new Float64Array(fromInputs.length)
      addLaterLayers(gradient)
      const { outputs, biases } = first
      const { delta } = layers[0]
      for (let out = 0; out < outputs; out++) gradient[biases + out] += delta[out]
      const into = gradientFromInputs
      let i = 0
      for (; i + 3 < count; i += 4) {
        const x0 = inputs[places[i]]
        const x1 = inputs[places[i + 1]]
        const x2 = inputs[places[i + 2]]
        const x3 = inputs[places[i + 3]]
        const row0 = places[i] * outputs
        const row1 = places[i + 1] * outputs
        const row2 = places[i + 2] * outputs
        const row3 = places[i + 3] * outputs
        for (let out = 0; out < outputs; out++) {
          const error = delta[out]
          into[row0 + out] += error * x0
          into[row1 + out] += error * x1
          into[row2 + out] += error * x2
          into[row3 + out] += error * x3
        }
      }
      for (; i < count; i++) {
        const input = inputs[places[i]]
        const row = places[i] * outputs
        for (let out = 0; out < outputs; out++) into[row + out] += delta[out] * input
      }
    },

    takeGradient() {
      const taken = gradient ?? new Float64Array(parameters.length)
      for (let place = 0; place < gradientFromInputs.length; place++) {
        const input = Math.floor(place / first.outputs)
        taken[first.weights + (place % first.outputs) * first.inputs + input] =
          gradientFromInputs[place]
      }
      gradient = null
      gradientFromInputs = new Float64Array(0)
      return taken
    }
  }
}

/** Where a first-layer weight, W[out][in] in the flat layout, stands when ordered W[in][out]. */
function turnedPlace({ inputs, outputs, weights }: LayerView, index: number): number {
  const place = index - weights
  return (place % inputs) * outputs + Math.floor(place / inputs)
}

/** The first layer's weights ordered W[in][out]: what one input adds to all sums lies together. */
function turned(view: LayerView, parameters: Float64Array): Float64Array {
  const weights = new Float64Array(view.inputs * view.outputs)
  for (let index = view.weights; index < view.biases; index++) {
    weights[turnedPlace(view, index)] = parameters[index]
  }
  return weights
}
