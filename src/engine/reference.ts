import { parameterCount } from '../shared/run-config'
import { ADAM, adamRate } from './adam'
import { addGradient, forward } from './backpropagation'
import {
  checkLoad,
  type Engine,
  type Evaluation,
  type Examples,
  type ExampleSet,
  type StepPlan
} from './engine'
import { isRightAnswer, readInputs, toNumbers, wantedOutputs } from './examples'
import { layerViews, type Network } from './network'
import { OUTPUT_LAYERS } from './output-layers'

/**
 * Gradient descent as it is told, one example after the other: the definition of what is right.
 *
 * All arithmetic is float64. Parameters and the optimiser's memory are rounded to float32 once a step, because
 * that is what checkpoints keep: so a run that is cut and taken up again ends in the same bits.
 */
export function createReferenceEngine(network: Network): Engine {
  const count = parameterCount(network.layers)
  const parameters = new Float32Array(count)
  const slots = [new Float32Array(count), new Float32Array(count)]
  const sets = new Map<ExampleSet, Examples>()
  const output = OUTPUT_LAYERS[network.output]

  function examplesOf(set: ExampleSet): Examples {
    const examples = sets.get(set)
    if (!examples) throw new RangeError('These examples belong to another engine.')
    return examples
  }

  /** One step along the gradient of the batch's mean (or summed) cost and the penalty. */
  function step(examples: Examples, plan: StepPlan, number: number): Evaluation {
    const first = number * plan.batchSize
    const size = Math.min(plan.batchSize, plan.order.length - first)
    const gradient = new Float64Array(count)
    let cost = 0
    let correct = 0
    for (let place = first; place < first + size; place++) {
      const shift = plan.shifts && { dx: plan.shifts[2 * place], dy: plan.shifts[2 * place + 1] }
      const inputs = readInputs(examples, plan.order[place], shift)
      const wanted = wantedOutputs(network, examples, plan.order[place])
      const pass = forward(network, parameters, inputs)
      addGradient(network, parameters, pass, wanted, gradient)
      cost += output.cost(pass.z, wanted)
      correct += isRightAnswer(examples, plan.order[place], output.value(pass.z)) ? 1 : 0
    }
    for (let i = 0; i < count; i++) gradient[i] /= size
    for (const { weights, biases } of layerViews(network.layers)) {
      for (let i = weights; i < biases; i++) gradient[i] += plan.penalty * parameters[i]
    }
    if (plan.reduction === 'sum') for (let i = 0; i < count; i++) gradient[i] *= size
    descend(plan, number, gradient)
    return { cost: cost / size, correct }
  }

  /** What the optimiser makes of the gradient (engine.ts has its formulas). */
  function descend(
    { optimiser, rates, firstStep }: StepPlan,
    number: number,
    gradient: Float64Array
  ): void {
    const rate = rates[number]
    switch (optimiser.kind) {
      case 'plain':
        for (let i = 0; i < count; i++) parameters[i] -= rate * gradient[i]
        return
      case 'momentum': {
        const [velocity] = slots
        for (let i = 0; i < count; i++) {
          const v = optimiser.momentum * velocity[i] + gradient[i]
          velocity[i] = v
          parameters[i] -= rate * v
        }
        return
      }
      case 'adam': {
        const [means, squares] = slots
        const { beta1, beta2, epsilon } = ADAM
        const corrected = adamRate(rate, firstStep + number + 1)
        for (let i = 0; i < count; i++) {
          const m = beta1 * means[i] + (1 - beta1) * gradient[i]
          const v = beta2 * squares[i] + (1 - beta2) * gradient[i] ** 2
          means[i] = m
          squares[i] = v
          parameters[i] -= (corrected * m) / (Math.sqrt(v) + epsilon)
        }
      }
    }
  }

  return {
    network,
    load(newParameters, state) {
      checkLoad(count, newParameters, state)
      parameters.set(newParameters)
      slots.forEach((slot, index) => {
        slot.fill(0).set(state?.subarray(index * count, (index + 1) * count) ?? [])
      })
    },
    parameters: () => parameters.slice(),
    optimiserState(wanted) {
      const state = new Float32Array(wanted * count)
      slots.slice(0, wanted).forEach((slot, index) => state.set(slot, index * count))
      return state
    },
    addExamples(examples) {
      const set = { count: examples.count }
      sets.set(set, examples)
      return set
    },
    train(set, plan) {
      const examples = examplesOf(set)
      const steps = Math.ceil(plan.order.length / plan.batchSize)
      const areFinite = parameters.every(Number.isFinite)
      const results = Array.from({ length: steps }, (_, number) => step(examples, plan, number))
      return {
        costs: Float64Array.from(results, ({ cost }) => (areFinite ? cost : NaN)),
        correct: results.reduce((sum, { correct }) => sum + correct, 0)
      }
    },
    evaluate(set, members) {
      const examples = examplesOf(set)
      const chosen = members ?? Uint32Array.from({ length: set.count }, (_, index) => index)
      let cost = 0
      let correct = 0
      for (const index of chosen) {
        const { z } = forward(network, parameters, readInputs(examples, index, null))
        cost += output.cost(z, wantedOutputs(network, examples, index))
        correct += isRightAnswer(examples, index, output.value(z)) ? 1 : 0
      }
      return { cost: cost / chosen.length, correct }
    },
    gradient(set, members) {
      const examples = examplesOf(set)
      const chosen = members ?? Uint32Array.from({ length: set.count }, (_, index) => index)
      const sum = new Float64Array(count)
      for (const index of chosen) {
        const pass = forward(network, parameters, readInputs(examples, index, null))
        addGradient(network, parameters, pass, wantedOutputs(network, examples, index), sum)
      }
      return Float32Array.from(sum, (slope) => slope / chosen.length)
    },
    outputs(inputs) {
      const { z } = forward(network, parameters, toNumbers(inputs))
      return Float32Array.from(output.value(z))
    }
  }
}
