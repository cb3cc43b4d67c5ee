import { countRightAnswers } from './counting'
import { announceOrder } from './fetch-ahead'
import { CHUNK, ExampleSet, network, outputLayer } from './layout'
import { parametersAreFinite, shrinkWeights, stepAlongGradient } from './parameters'
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

/** Costs and deltas of one chunk, at most CHUNK examples; returns the sum of the costs. */
function meet(set: ExampleSet, order: usize, count: i32, shifts: usize): f64 {
  forward(set, order, count, shifts)
  if (set.labels) correct += countRightAnswers(outputLayer(), count)
  return costsAndDeltas(set, order, count)
}

/**
 * A batch that fits into one chunk, without momentum: its gradient goes straight into the
 * parameters.
 */
function stepAtOnce(
  set: ExampleSet,
  order: usize,
  count: i32,
  shifts: usize,
  rate: f32,
  penalty: f32
): f64 {
  const cost = meet(set, order, count, shifts)
  backward(count)
  if (penalty != 0) shrinkWeights(rate * penalty)
  addGradient(set, order, count, shifts, 0, -rate / <f32>count)
  return cost
}

/** Any batch: its gradient is gathered chunk by chunk, then one step is made along it. */
function stepByChunks(
  set: ExampleSet,
  order: usize,
  count: i32,
  shifts: usize,
  rate: f32,
  momentum: f32,
  penalty: f32
): f64 {
  const share = <f32>1 / <f32>count
  let cost: f64 = 0
  for (let done = 0; done < count; done += CHUNK) {
    const size = min(CHUNK, count - done)
    const chunk = order + (<usize>done << 2)
    const chunkShifts = shifts ? shifts + (<usize>done << 1) : 0
    cost += meet(set, chunk, size, chunkShifts)
    backward(size)
    addGradient(set, chunk, size, chunkShifts, network.toGradient, share)
  }
  stepAlongGradient(rate, momentum, penalty)
  return cost
}

/**
 * Steps of gradient descent over order[0..count) (u32), `batchSize` examples each, the last one
 * perhaps fewer; rates[steps] (f32). Writes the mean cost of each batch to costs[steps] (f64).
 * shifts[count][dx, dy] (i8), or 0. All costs are NaN where a parameter was not finite at the
 * start.
 */
export function train(
  setAddress: usize,
  order: usize,
  count: i32,
  batchSize: i32,
  rates: usize,
  shifts: usize,
  momentum: f32,
  penalty: f32,
  costs: usize
): void {
  const set = changetype<ExampleSet>(setAddress)
  const blemish = parametersAreFinite() ? 0.0 : NaN
  announceOrder(set, order, count)
  correct = 0
  while (count > 0) {
    const size = min(batchSize, count)
    const rate = load<f32>(rates)
    transposeWeights()
    const cost = momentum == 0 && size <= CHUNK
      ? stepAtOnce(set, order, size, shifts, rate, penalty)
      : stepByChunks(set, order, size, shifts, rate, momentum, penalty)
    store<f64>(costs, cost / <f64>size + blemish)
    order += <usize>size << 2
    if (shifts) shifts += <usize>size << 1
    rates += 4
    costs += 8
    count -= size
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
