import { randomStream } from '../../../shared/random'
import {
  STATE_SLOTS,
  type Engine,
  type Examples,
  type Optimiser,
  type StepPlan
} from '../../engine'
import { startParameters } from '../../initialise'
import type { Network } from '../../network'
import { createReferenceEngine } from '../../reference'
import { createFastEngine } from '../fast-engine'

/**
 * A large rate, so that what a step does to the parameters is its gradient to the last digits, not
 * what is left of it after adding it to a parameter.
 */
const RATE = 1024

export const OPTIMISERS: readonly Optimiser[] = [
  { kind: 'plain' },
  { kind: 'momentum', momentum: 0.9 },
  { kind: 'adam' }
]

/** One step over `count` examples in their order, unless changed. */
export function plan(count: number, changes: Partial<StepPlan> = {}): StepPlan {
  const batchSize = changes.batchSize ?? count
  return {
    order: Uint32Array.from({ length: count }, (_, i) => i),
    batchSize,
    rates: new Float32Array(Math.ceil(count / batchSize)).fill(RATE),
    optimiser: { kind: 'plain' },
    firstStep: 0,
    reduction: 'mean',
    penalty: 0,
    shifts: null,
    ...changes
  }
}

/** Values to meet where the output is linear, classes otherwise. */
function answersFor(network: Network, count: number): Examples['answers'] {
  const random = randomStream(3, 'labels')
  const outputs = network.layers[network.layers.length - 1]
  return network.output === 'linear'
    ? { kind: 'values', targets: Float32Array.from({ length: count * outputs }, random.normal) }
    : { kind: 'classes', labels: Uint8Array.from({ length: count }, () => random.below(outputs)) }
}

/** Bytes of which about `inkShare` of 100 are not 0. */
export function inkExamples(
  network: Network,
  count: number,
  imageWidth = 0,
  inkShare = 25
): Examples {
  const random = randomStream(1, 'noise')
  const inputSize = network.layers[0]
  const ink = (): number => (random.below(100) < inkShare ? 1 + random.below(255) : 0)
  return {
    count,
    inputSize,
    inputs: Uint8Array.from({ length: count * inputSize }, ink),
    answers: answersFor(network, count),
    imageWidth
  }
}

/** Normally distributed float32 numbers. */
export function numberExamples(network: Network, count: number, imageWidth = 0): Examples {
  const random = randomStream(2, 'noise')
  const inputSize = network.layers[0]
  return {
    count,
    inputSize,
    inputs: Float32Array.from({ length: count * inputSize }, random.normal),
    answers: answersFor(network, count),
    imageWidth
  }
}

/** Start weights, and biases that are not 0. */
export function parametersFor(network: Network): Float32Array {
  const random = randomStream(4, 'noise')
  return startParameters(network, 'scaled', 1).map((parameter) => parameter || random.normal() / 4)
}

/** What an optimiser may remember, no number 0: velocities or means, then squares. */
export function stateFor(parameters: Float32Array): Float32Array {
  const means = [...parameters].map((parameter) => parameter / 16)
  return Float32Array.from([...means, ...means.map((mean) => mean ** 2 + 1e-3)])
}

/** |a - b| / |b|, in the Euclidean norm; NaN only where there is one in a or b. */
export function relativeError(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let difference = 0
  let size = 0
  for (let i = 0; i < b.length; i++) {
    difference += (a[i] - b[i]) ** 2
    size += b[i] ** 2
  }
  return difference === 0 ? 0 : Math.sqrt(difference / size)
}

export interface Comparison {
  /** Relative error of what the steps did to the parameters. */
  moved: number
  /** Of what the optimiser remembers. */
  state: number
  /** Relative error of the costs of all steps. */
  costs: number
  /** Difference in right answers. */
  correct: number
}

/** Makes the same steps with both engines, from the same parameters and optimiser state. */
export function compareSteps(
  network: Network,
  examples: Examples,
  steps: StepPlan,
  start = parametersFor(network),
  state: Float32Array | null = null
): Comparison {
  const slots = STATE_SLOTS[steps.optimiser.kind]
  const run = (engine: Engine) => {
    engine.load(start, state)
    const { costs, correct } = engine.train(engine.addExamples(examples), steps)
    const moved = [...engine.parameters()].map((parameter, i) => parameter - start[i])
    return { moved, state: engine.optimiserState(slots), costs, correct }
  }
  const fast = run(createFastEngine(network))
  const reference = run(createReferenceEngine(network))
  return {
    moved: relativeError(fast.moved, reference.moved),
    state: relativeError(fast.state, reference.state),
    costs: relativeError(fast.costs, reference.costs),
    correct: Math.abs(fast.correct - reference.correct)
  }
}
