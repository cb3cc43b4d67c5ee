import type { Network } from './network'

/** Examples as the engine takes them. */
export interface Examples {
  count: number
  inputSize: number
  /** count * inputSize values, example by example; bytes mean value / 255. */
  inputs: Uint8Array | Float32Array
  answers:
    | { kind: 'classes'; labels: Uint8Array }
    /** count * outputs values. */
    | { kind: 'values'; targets: Float32Array }
  /** Width of the picture that the inputs form, for shifts; 0: no picture. */
  imageWidth: number
}

/** Examples that an engine has taken in; use it with that engine only. */
export interface ExampleSet {
  readonly count: number
}

/** Consecutive steps of gradient descent. */
export interface StepPlan {
  /** Indices into the example set, in the order they are met. Its length says how many examples. */
  order: Uint32Array
  /** Examples per step; the last step may have fewer, and is averaged over its own size. */
  batchSize: number
  /** The learning rate of each step: ceil(order.length / batchSize) values. */
  rates: Float32Array
  /** v <- momentum * v + gradient, W <- W - rate * v. 0: plain gradient descent. */
  momentum: number
  /** lambda / n of the L2 penalty lambda/(2n) * sum of squared weights; biases are free. */
  penalty: number
  /**
   * Pixels by which each example of `order` is shifted: dx, dy pairs, to the right and down. Ink
   * that leaves the picture vanishes.
   */
  shifts: Int8Array | null
}

export interface StepResults {
  /** The mean cost of each step's batch, before the step; penalty not included. */
  costs: Float64Array
  /** Examples answered rightly, over all steps; 0 for regression. */
  correct: number
}

export interface Evaluation {
  /** The mean cost over the examples; not finite for a diverged network. */
  cost: number
  /** Examples whose largest output is the right one (the first of equals; a NaN is never right). */
  correct: number
}

/**
 * A network with its parameters, able to learn. Written twice: the readable float64 reference
 * defines what is right, the fast one in WebAssembly must agree with it.
 *
 * Cost of one example: softmax output, -log of the right output; otherwise the plain sum over the
 * outputs of squared differences, without a factor 1/2. The gradient is that of the batch's mean.
 */
export interface Engine {
  readonly network: Network
  /** Replaces the parameters (layout: network.ts) and the velocity; null: all zero. */
  load(parameters: Float32Array, velocity: Float32Array | null): void
  /** A copy, in the flat layout. */
  parameters(): Float32Array
  velocity(): Float32Array
  addExamples(examples: Examples): ExampleSet
  train(set: ExampleSet, plan: StepPlan): StepResults
  /** Over the given members, or the whole set. */
  evaluate(set: ExampleSet, members?: Uint32Array): Evaluation
  /** The output layer for one example. */
  outputs(inputs: Uint8Array | Float32Array): Float32Array
}
