import { parameterCount } from '../shared/run-config'
import { addGradient, forward } from './backpropagation'
import type { Engine, Evaluation, Examples, ExampleSet, StepPlan } from './engine'
import { isRightAnswer, readInputs, toNumbers, wantedOutputs } from './examples'
import { layerViews, type Network } from './network'
import { OUTPUT_LAYERS } from './output-layers'

/**
 * Gradient descent as it is told, one example after the other: the definition of what is right.
 *
 * All arithmetic is float64. Parameters and velocity are rounded to float32 once a step, because
 * that is what checkpoints keep: so a run that is cut and taken up again ends in the same bits.
 */
export function createReferenceEngine(network: Network): Engine {
  const count = parameterCount(network.layers)
  const parameters = new Float32Array(count)
  const velocity = new Float32Array(count)
  const sets = new Map<ExampleSet, Examples>()
  const output = OUTPUT_LAYERS[network.output]

  function examplesOf(set: ExampleSet): Examples {
    const examples = sets.get(set)
    if (!examples) throw new RangeError('These examples belong to another engine.')
    return examples
  }

  /** W <- W - rate * v with v <- momentum * v + gradient of the batch's mean cost and the penalty. */
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
    for (let i = 0; i < count; i++) {
      const newVelocity = plan.momentum * velocity[i] + gradient[i]
      velocity[i] = newVelocity
      parameters[i] -= plan.rates[number] * newVelocity
    }
    return { cost: cost / size, correct }
  }

  return {
    network,
    load(newParameters, newVelocity) {
      for (const given of [newParameters, newVelocity ?? newParameters]) {
        if (given.length !== count) {
          throw new RangeError(
            `This network has ${count} parameters; ${given.length} numbers were given.`
          )
        }
      }
      parameters.set(newParameters)
      if (newVelocity) velocity.set(newVelocity)
      else velocity.fill(0)
    },
    parameters: () => parameters.slice(),
    velocity: () => velocity.slice(),
    addExamples(examples) {
      const set = { count: examples.count }
      sets.set(set, examples)
      return set
    },
    train(set, plan) {
      const examples = examplesOf(set)
      const steps = Math.ceil(plan.order.length / plan.batchSize)
      const results = Array.from({ length: steps }, (_, number) => step(examples, plan, number))
      return {
        costs: Float64Array.from(results, ({ cost }) => cost),
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
    outputs(inputs) {
      const { z } = forward(network, parameters, toNumbers(inputs))
      return Float32Array.from(output.value(z))
    }
  }
}
