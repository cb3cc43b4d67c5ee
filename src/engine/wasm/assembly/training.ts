import { stepByAdam } from './adam'
import { countRightAnswers } from './counting'
import { announceOrder } from './fetch-ahead'
import { ADAM, CHUNK, ExampleSet, MOMENTUM, network, outputLayer, PLAIN } from './layout'
import { decayVelocity, followAndDecay, followVelocity } from './momentum'
import { forgetTiny, parametersAreFinite, shrinkWeights, stepAlongGradient } from './parameters'
import {
  addGradient,
  backward,
  costsAndDeltas,
  forward,
  transposeWeights
} from './propagation'

/** Right answers of the last `train` or `evaluate`. */
let correct: i32 = 0

export function rightAnswers(): i32 {
  return correct
}

/** How steps are made, until the next call of `useRule`. */
let optimiser: i32 = 0
let momentum: f32 = 0
let penalty: f32 = 0
let sums: bool = false

/** Whether `isSum`, steps follow the sum of their batch's gradients; otherwise their mean. */
export function useRule(newOptimiser: i32, newMomentum: f32, newPenalty: f32, isSum: bool): void {
  optimiser = newOptimiser
  momentum = newMomentum
  penalty = newPenalty
  sums = isSum
}

/** Steps of the run between two looks for what the optimiser should forget. */
const FORGET_EVERY: u32 = 64

/** What the gradient of `size` examples' summed cost is multiplied by. */
@inline
function scaleOf(size: i32): f32 {
  return sums ? <f32>1 : <f32>1 / <f32>size
}

/** The penalty's gradient of a weight, divided by the weight. */
@inline
function pullOf(size: i32): f32 {
  return sums ? penalty * <f32>size : penalty
}

/** Costs and deltas of one chunk, at most CHUNK examples; returns the sum of the costs. */
function meet(set: ExampleSet, order: usize, count: i32, shifts: usize): f64 {
  forward(set, order, count, shifts)
  if (set.labels) correct += countRightAnswers(outputLayer(), count)
  return costsAndDeltas(set, order, count)
}

/**
 * Adds scale * gradient of the summed cost of any number of examples to what lies `displacement`
 * bytes behind the parameters, chunk by chunk. Returns the summed cost.
 */
function gather(
  set: ExampleSet,
  order: usize,
  count: i32,
  shifts: usize,
  displacement: usize,
  scale: f32
): f64 {
  let cost: f64 = 0
  for (let done = 0; done < count; done += CHUNK) {
    const size = min(CHUNK, count - done)
    const chunk = order + (<usize>done << 2)
    const chunkShifts = shifts ? shifts + (<usize>done << 1) : 0
    cost += meet(set, chunk, size, chunkShifts)
    backward(size)
    addGradient(set, chunk, size, chunkShifts, displacement, scale)
  }
  return cost
}

/** A batch that fits into one chunk: its gradient goes straight into the parameters. */
function stepAtOnce(set: ExampleSet, order: usize, count: i32, shifts: usize, rate: f32): f64 {
  const cost = meet(set, order, count, shifts)
  backward(count)
  if (penalty != 0) shrinkWeights(rate * pullOf(count))
  addGradient(set, order, count, shifts, 0, sums ? -rate : -rate / <f32>count)
  return cost
}

/**
 * What decides when is the step's number in the run: so the bits are the same however the run is cut
 * into calls.
 */
@inline
function forgetNowAndThen(number: u32): void {
  if (optimiser == PLAIN || number % FORGET_EVERY != 0) return
  forgetTiny(network.toVelocity)
  if (optimiser == ADAM) forgetTiny(network.toSquares)
}

/** One step; what momentum does before and after it, in all parameters, is left to `train`. */
function step(set: ExampleSet, order: usize, count: i32, shifts: usize, rate: f32): f64 {
  transposeWeights()
  if (optimiser == MOMENTUM) {
    return gather(set, order, count, shifts, network.toVelocity, scaleOf(count))
  }
  if (optimiser == PLAIN && count <= CHUNK) return stepAtOnce(set, order, count, shifts, rate)
  const cost = gather(set, order, count, shifts, network.toGradient, scaleOf(count))
  if (optimiser == ADAM) stepByAdam(rate, pullOf(count))
  else {
    if (penalty != 0) shrinkWeights(rate * pullOf(count))
    stepAlongGradient(rate)
  }
  return cost
}

/**
 * Steps of gradient descent over order[0..count) (u32), `batchSize` examples each, the last one
 * perhaps fewer; rates[steps] (f32), for Adam corrected by the step's number. The run has done
 * `firstStep` steps before. Writes the mean cost of each batch to costs[steps] (f64).
 * shifts[count][dx, dy] (i8), or 0. All costs are NaN where a parameter was not finite at the start.
 */
export function train(
  setAddress: usize,
  order: usize,
  count: i32,
  batchSize: i32,
  rates: usize,
  shifts: usize,
  firstStep: u32,
  costs: usize
): void {
  const set = changetype<ExampleSet>(setAddress)
  const blemish = parametersAreFinite() ? 0.0 : NaN
  announceOrder(set, order, count)
  correct = 0
  let size = min(batchSize, count)
  if (optimiser == MOMENTUM && size > 0) decayVelocity(momentum, pullOf(size))
  while (size > 0) {
    forgetNowAndThen(firstStep++)
    const rate = load<f32>(rates)
    const cost = step(set, order, size, shifts, rate)
    store<f64>(costs, cost / <f64>size + blemish)
    order += <usize>size << 2
    if (shifts) shifts += <usize>size << 1
    rates += 4
    costs += 8
    count -= size
    size = min(batchSize, count)
    if (optimiser == MOMENTUM) {
      if (size > 0) followAndDecay(rate, momentum, pullOf(size))
      else followVelocity(rate)
    }
  }
}

/**
 * The sum of the costs of the examples order[0..count) (u32); NaN where a parameter is not finite.
 */
export function evaluate(setAddress: usize, order: usize, count: i32): f64 {
  const set = changetype<ExampleSet>(setAddress)
  let cost: f64 = parametersAreFinite() ? 0.0 : NaN
  announceOrder(set, order, count)
  correct = 0
  for (let done = 0; done < count; done += CHUNK) {
    cost += meet(set, order + (<usize>done << 2), min(CHUNK, count - done), 0)
  }
  return cost
}

/** Adds the gradient of the mean cost of order[0..count) to the gradient buffer. */
export function gatherGradient(setAddress: usize, order: usize, count: i32): void {
  const set = changetype<ExampleSet>(setAddress)
  announceOrder(set, order, count)
  transposeWeights()
  gather(set, order, count, 0, network.toGradient, <f32>1 / <f32>count)
}
