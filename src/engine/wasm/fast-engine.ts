import { parameterCount } from '../../shared/run-config'
import { checkLoad, type Engine, type ExampleSet } from '../engine'
import type { Network } from '../network'
import { Arena } from './arena'
import { placeExamples, type PlacedExamples } from './example-memory'
import { instantiateKernels } from './kernels'
import { clearParameters, placeNetwork, readParameters, writeParameters } from './network-memory'
import { checkMembers, checkPlan, OPTIMISER_CODES, PlanMemory } from './plan-memory'

/**
 * The fast engine: float32, four lanes at a time, in WebAssembly. Agrees with the reference engine
 * up to rounding, and with itself to the last bit on every machine.
 *
 * A step leaves the slots that its optimiser does not use as they were loaded.
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

  /** Hands over which examples are meant. */
  function choose(
    set: ExampleSet,
    members?: Uint32Array
  ): { record: number; order: number; count: number } {
    const { record, count: available } = find(set)
    const order = members ?? Uint32Array.from({ length: available }, (_, index) => index)
    checkMembers(order, available)
    return { record, order: plans.writeOrder(order), count: order.length }
  }

  return {
    network,

    load(parameters, state) {
      checkLoad(count, parameters, state)
      writeParameters(arena, place, parameters, 0)
      place.toSlots.forEach((toSlot, index) => {
        const slot = state?.subarray(index * count, (index + 1) * count)
        if (slot && slot.length > 0) writeParameters(arena, place, slot, toSlot)
        else clearParameters(arena, place, toSlot)
      })
    },

    parameters: () => readParameters(arena, place, count, 0),

    optimiserState(slots) {
      const state = new Float32Array(slots * count)
      place.toSlots.slice(0, slots).forEach((toSlot, index) => {
        state.set(readParameters(arena, place, count, toSlot), index * count)
      })
      return state
    },

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
      const { optimiser, penalty, reduction } = plan
      kernels.useRule(
        OPTIMISER_CODES[optimiser.kind],
        optimiser.kind === 'momentum' ? optimiser.momentum : 0,
        penalty,
        reduction === 'sum'
      )
      kernels.train(
        placed.record,
        order,
        plan.order.length,
        plan.batchSize,
        rates,
        placed.isPicture ? shifts : 0,
        plan.firstStep,
        costs
      )
      return { costs: arena.doubles(costs, steps).slice(), correct: kernels.rightAnswers() }
    },

    evaluate(set, members) {
      const chosen = choose(set, members)
      const cost = kernels.evaluate(chosen.record, chosen.order, chosen.count)
      return { cost: cost / chosen.count, correct: kernels.rightAnswers() }
    },

    gradient(set, members) {
      const chosen = choose(set, members)
      kernels.gatherGradient(chosen.record, chosen.order, chosen.count)
      const gradient = readParameters(arena, place, count, place.toGradient)
      clearParameters(arena, place, place.toGradient)
      return gradient
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
