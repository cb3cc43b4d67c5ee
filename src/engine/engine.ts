import type { Reduction } from '../shared/run-config'
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

/**
 * What a step does with the batch's gradient g.
 *
 * - plain: W <- W - rate * g
 * - momentum: v <- momentum * v + g, W <- W - rate * v
 * - adam: m <- b1 m + (1 - b1) g, v <- b2 v + (1 - b2) g^2,
 *   W <- W - rate * sqrt(1 - b2^t) / (1 - b1^t) * m / (sqrt(v) + epsilon), t = 1 for a run's first
 *   step (adam.ts has the constants)
 */
export type Optimiser =
  { kind: 'plain' } | { kind: 'momentum'; momentum: number } | { kind: 'adam' }

/** Numbers that an optimiser remembers for each parameter: nothing; v; m and v. */
export const STATE_SLOTS = { plain: 0, momentum: 1, adam: 2 } as const

/** @throws RangeError where the numbers given to `load` do not fit a network of `count` parameters. */
export function checkLoad(
  count: number,
  parameters: Float32Array,
  optimiserState: Float32Array | null
): void {
  if (parameters.length !== count) {
    throw new RangeError(
      `This network has ${count} parameters; ${parameters.length} numbers were given.`
    )
  }
  const given = optimiserState?.length ?? 0
  if (given % count !== 0 || given > STATE_SLOTS.adam * count) {
    throw new RangeError(
      `An optimiser remembers 0, 1 or 2 numbers for each of ${count} parameters; ${given} numbers were given.`
    )
  }
}

/** Consecutive steps of gradient descent. */
export interface StepPlan {
  /** Indices into the example set, in the order they are met. Its length says how many examples. */
  order: Uint32Array
  /** Examples per step; the last step may have fewer, and is averaged over its own size. */
  batchSize: number
  /** The learning rate of each step: ceil(order.length / batchSize) values. */
  rates: Float32Array
  optimiser: Optimiser
  /** Steps of the run done before these: Adam counts them. */
  firstStep: number
  /** mean: g is the gradient of the batch's mean cost; sum: that times the batch's own size. */
  reduction: Reduction
  /** lambda / n of the L2 penalty lambda/(2n) * sum of squared weights; biases are free. */
  penalty: number
  /**
   * Pixels by which each example of `order` is shifted: dx, dy pairs, to the right and down. Ink
   * that leaves the picture vanishes.
   */
  shifts: Int8Array | null
}

export interface StepResults {
  /**
   * The mean cost of each step's batch, before the step; penalty not included. All are NaN where a
   * parameter was not finite when `train` was called: no cost need show it otherwise.
   */
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
 * outputs of squared differences, without a factor 1/2.
 */
export interface Engine {
  readonly network: Network
  /**
   * Replaces the parameters (layout: network.ts) and what the optimiser remembers: no, one or two
   * slots (STATE_SLOTS) in the same layout, one after the other. Slots that are not given are 0.
   */
  load(parameters: Float32Array, optimiserState: Float32Array | null): void
  /** A copy, in the flat layout. */
  parameters(): Float32Array
  /** A copy of the first `slots` slots. */
  optimiserState(slots: number): Float32Array
  addExamples(examples: Examples): ExampleSet
  train(set: ExampleSet, plan: StepPlan): StepResults
  /** Over the given members, or the whole set. */
  evaluate(set: ExampleSet, members?: Uint32Array): Evaluation
  /**
   * The gradient of the mean cost over the given members, or the whole set, in the flat layout;
   * without the penalty. Parameters and optimiser stay as they are.
   */
  gradient(set: ExampleSet, members?: Uint32Array): Float32Array
  /** The output layer for one example. */
  outputs(inputs: Uint8Array | Float32Array): Float32Array
}
