import { parameterCount } from '../../shared/run-config'
import { checkLoad, type Engine, type ExampleSet } from '../engine'
import type { Network } from '../network'
import { Arena } from './arena'
import { placeExamples, type PlacedExamples } from './example-memory'
import { instantiateKernels } from './kernels'
import { placeNetwork, readParameters, writeParameters } from './network-memory'
import { checkMembers, checkPlan, PlanMemory } from './plan-memory'

/**
 * The fast engine: float32, four lanes at a time, in WebAssembly. Agrees with the reference engine
 * up to rounding, and with itself to the last bit on every machine.
 *
 * Without momentum there is no velocity: such steps leave it as it was loaded.
 */
export function createFastEngine(network: Network): Engine {
  const { kernels, memory } = instantiateKernels()
  const arena = new Arena(memory, kernels.freeMemory())
  const place = placeNetwork(arena, network)
  kernels.useNetwork(place.record)
  const count = parameterCount(network.layers)
  const sets = new Map<ExampleSet, PlacedExamples>()
  const plans = new PlanMemory(arena)

  function find(set: ExampleSet): PlacedExamples {
    const found = sets.get(set)
    if (!found) throw new RangeError('These examples belong to another engine.')
    return found
  }

  return {
    network,

    load(parameters, state) {
      checkLoad(count, parameters, state)
      writeParameters(arena, place, parameters, 0)
      writeParameters(
        arena,
        place,
        state?.subarray(0, count) ?? new Float32Array(count),
        place.toVelocity
      )
    },

    parameters: () => readParameters(arena, place, count, 0),

    optimiserState: () => readParameters(arena, place, count, place.toVelocity),

    addExamples(examples) {
      const placed = placeExamples(arena, kernels, network, examples)
      if (placed.needsDenseInputs) place.makeRoomForDenseInputs()
      const set = { count: examples.count }
      sets.set(set, placed)
      return set
    },

    train(set, plan) {
      const placed = find(set)
      const steps = checkPlan(plan, placed.count)
      const { order, rates, shifts, costs } = plans.write(plan, steps)
      kernels.train(
        placed.record,
        order,
        plan.order.length,
        plan.batchSize,
        rates,
        placed.isPicture ? shifts : 0,
        plan.optimiser.kind === 'momentum' ? plan.optimiser.momentum : 0,
        plan.penalty,
        costs
      )
      return { costs: arena.doubles(costs, steps).slice(), correct: kernels.rightAnswers() }
    },

    evaluate(set, members) {
      const placed = find(set)
      const order = members ?? Uint32Array.from({ length: set.count }, (_, index) => index)
      checkMembers(order, placed.count)
      const address = plans.writeOrder(order)
      const cost = kernels.evaluate(placed.record, address, order.length)
      return { cost: cost / order.length, correct: kernels.rightAnswers() }
    },

    outputs(inputs) {
      if (inputs.length !== network.layers[0]) {
        throw new RangeError(
          `The network takes ${network.layers[0]} inputs; ${inputs.length} were given.`
        )
      }
      const scale = inputs instanceof Uint8Array ? 255 : 1
      const row = arena.floats(place.denseInputs, inputs.length)
      for (let i = 0; i < inputs.length; i++) row[i] = inputs[i] / scale
      kernels.multiplyDenseInputs(1)
      kernels.finishForward(1)
      return arena.floats(place.outputs, network.layers[network.layers.length - 1]).slice()
    }
  }
}
