import type { RunConfig } from '../../../shared/run-config'
import { layerSpans } from '../network/parameter-places'

/** What a step did to one parameter. */
export interface Change {
  index: number
  before: number
  /** The slope of the batch's average cost, with the penalty where the run has one. */
  gradient: number
  /** What plain descent would add: -rate * gradient, times the batch's size where gradients are summed. */
  plain: number
  /** What was added, by whatever optimiser. */
  added: number
  after: number
}

/** All numbers of one step, in the flat layout. */
export interface StepNumbers {
  before: Float32Array
  gradient: Float32Array
  after: Float32Array
  learningRate: number
  batchSize: number
}

/** The factor between a gradient and a plain step against it. */
export function stepFactor(
  { learningRate, batchSize }: Pick<StepNumbers, 'learningRate' | 'batchSize'>,
  { reduction }: Pick<RunConfig, 'reduction'>
): number {
  return learningRate * (reduction === 'sum' ? batchSize : 1)
}

export function changeAt(
  numbers: StepNumbers,
  config: Pick<RunConfig, 'reduction'>,
  index: number
): Change {
  const { before, gradient, after } = numbers
  return {
    index,
    before: before[index],
    gradient: gradient[index],
    plain: 0 - stepFactor(numbers, config) * gradient[index],
    added: after[index] - before[index],
    after: after[index]
  }
}

/** The parameters that the step changed most, the largest change first. */
export function largestChanges(
  numbers: StepNumbers,
  config: Pick<RunConfig, 'reduction'>,
  most: number
): Change[] {
  const { before, after } = numbers
  const found: { index: number; size: number }[] = []
  for (let index = 0; index < before.length; index++) {
    const size = Math.abs(after[index] - before[index])
    if (found.length === most && !(size > found[most - 1].size)) continue
    const place = found.findIndex((each) => size > each.size)
    found.splice(place < 0 ? found.length : place, 0, { index, size })
    found.length = Math.min(found.length, most)
  }
  return found.map(({ index }) => changeAt(numbers, config, index))
}

/** Length of the step in each layer, from the first with neurons of its own on. */
export function stepLengths({ before, after }: StepNumbers, layers: readonly number[]): number[] {
  return layerSpans(layers).map(({ weights, biases, neurons }) => {
    let sum = 0
    for (let index = weights; index < biases + neurons; index++) {
      sum += (after[index] - before[index]) ** 2
    }
    return Math.sqrt(sum)
  })
}

/**
 * How a step kept the promise of the slope.
 * rose: the cost grew where the slope promised a fall; flat: the slope promised nothing; broken: a cost is no number.
 */
export type Verdict = 'kept' | 'more' | 'less' | 'rose' | 'flat' | 'uphill' | 'broken'

/** Within this share of the promise it counts as kept. */
const CLOSE = 0.1

export function verdictOn(promised: number, change: number): Verdict {
  if (!Number.isFinite(change) || !Number.isFinite(promised)) return 'broken'
  if (promised === 0) return 'flat'
  // momentum may carry a step uphill
  if (promised > 0) return 'uphill'
  if (change >= 0) return 'rose'
  const share = change / promised
  if (Math.abs(share - 1) <= CLOSE) return 'kept'
  return share > 1 ? 'more' : 'less'
}
