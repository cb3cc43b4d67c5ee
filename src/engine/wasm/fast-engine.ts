import { parameterCount } from '../../shared/run-config'
import { checkLoad, type Engine, type Examples, type ExampleSet } from '../engine'
import type { Network } from '../network'
import { checkExamples, placeExamples, type PlacedExamples } from './example-memory'
import {
  clearParameters,
  placeNetwork,
  readParameters,
  writeParameters,
  type NetworkMemory
} from './network-memory'
import { checkMembers, checkPlan, OPTIMISER_CODES, PlanMemory } from './plan-memory'
import { Workbench } from './workbench'

/** All that an engine has in memory beside the inputs. */
interface Layout {
  place: NetworkMemory
  sets: Map<ExampleSet, PlacedExamples>
  plans: PlanMemory
}

/**
 * The fast engine: float32, four lanes at a time, in WebAssembly. Agrees with the reference engine
 * up to rounding, and with itself to the last bit on every machine.
 *
 * A step leaves the slots that its optimiser does not use as they were loaded.
 * @param bench where it works until the next engine begins there; then its methods throw a
 * RangeError
 */
export function createFastEngine(network: Network, bench = new Workbench()): Engine {
  const { arena, kernels } = bench
  const count = parameterCount(network.layers)
  const examplesOf = new Map<ExampleSet, Examples>()
  const isAtWork = bench.begin()
  let layout = layOut()

  /** What is in memory, as long as it is this engine's. */
  function mine(): Layout {
    if (!isAtWork()) throw new RangeError('This engine has ended: another took its memory.')
    return layout
  }

  /** Everything above the inputs, all parameters 0. */
  function layOut(): Layout {
    const place = placeNetwork(arena, network)
    kernels.useNetwork(place.record)
    const made: Layout = { place, sets: new Map(), plans: new PlanMemory(arena) }
    for (const [set, examples] of examplesOf) addTo(made, set, examples)
    return made
  }

  /** A set whose inputs are kept already. */
  function addTo({ place, sets }: Layout, set: ExampleSet, examples: Examples): void {
    const placed = placeExamples(arena, network, examples, bench.keep(examples, network.layers[1]))
    if (placed.needsDenseInputs) place.makeRoomForDenseInputs()
    sets.set(set, placed)
  }

  /** Takes all inputs in that are not yet; everything above them moves. */
  function layOutAnew(parameters: Float32Array, state: Float32Array): void {
    bench.clear()
    for (const examples of examplesOf.values()) bench.keep(examples, network.layers[1])
    layout = layOut()
    load(parameters, state)
  }

  function load(parameters: Float32Array, state: Float32Array | null): void {
    const { place } = mine()
    checkLoad(count, parameters, state)
    writeParameters(arena, place, parameters, 0)
    place.toSlots.forEach((toSlot, index) => {
      const slot = state?.subarray(index * count, (index + 1) * count)
      if (slot && slot.length > 0) writeParameters(arena, place, slot, toSlot)
      else clearParameters(arena, place, toSlot)
    })
  }

  function optimiserState(slots: number): Float32Array {
    const { place } = mine()
    const state = new Float32Array(slots * count)
    place.toSlots.slice(0, slots).forEach((toSlot, index) => {
      state.set(readParameters(arena, place, count, toSlot), index * count)
    })
    return state
  }

  function find(set: ExampleSet): PlacedExamples {
    const found = mine().sets.get(set)
    if (!found) throw new RangeError('These examples belong to another engine.')
    return found
  }

  /** Hands over which examples are meant. */
  function choose(set: ExampleSet, members?: Uint32Array): [set: number, order: number, n: number] {
    const { record, count: available } = find(set)
    if (!members) return [record, layout.plans.writeOrderOfAll(available), available]
    checkMembers(members, available)
    return [record, layout.plans.writeOrder(members), members.length]
  }

  return {
    network,
    load,
    parameters: () => readParameters(arena, mine().place, count, 0),
    optimiserState,

    addExamples(examples) {
      checkExamples(network, examples)
      const { place } = mine()
      const set = { count: examples.count }
      if (bench.find(examples, network.layers[1])) {
        addTo(layout, set, examples)
        examplesOf.set(set, examples)
        return set
      }
      const parameters = readParameters(arena, place, count, 0)
      const state = optimiserState(place.toSlots.length)
      examplesOf.set(set, examples)
      try {
        layOutAnew(parameters, state)
      } catch (failure) {
        // there is too little memory for these: go on without them
        examplesOf.delete(set)
        layOutAnew(parameters, state)
        throw failure
      }
      return set
    },

    train(set, plan) {
      const placed = find(set)
      const steps = checkPlan(plan, placed.count)
      const { order, rates, shifts, costs } = layout.plans.write(plan, steps)
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
      const [record, order, size] = choose(set, members)
      const cost = kernels.evaluate(record, order, size)
      return { cost: cost / size, correct: kernels.rightAnswers() }
    },

    gradient(set, members) {
      kernels.gatherGradient(...choose(set, members))
      const { place } = layout
      const gradient = readParameters(arena, place, count, place.toGradient)
      clearParameters(arena, place, place.toGradient)
      return gradient
    },

    outputs(inputs) {
      const { place } = mine()
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
