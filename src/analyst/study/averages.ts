import { createInkReader } from '../../engine/ink'
import { createPreciseNetwork, type Ink, type PreciseNetwork } from '../../engine/precise'
import { wantedOutputs } from '../../engine/examples'
import type { Network } from '../../engine/network'
import { largest } from './example'
import { shiftAt, type ChosenExamples } from './over'
import { inPortions, type StudyTools } from './task'

/** What each of some examples costs with some weights. */
export interface Costs {
  /** One an example, in their order. */
  costs: Float64Array
  /** The class of the largest output. */
  answers: Uint8Array
  /** The largest output's share of the sum of all. */
  shares: Float32Array
  /** First-layer sums, example by example; null where they would take too much memory. */
  sums: Float64Array | null
}

/** Numbers of kept first-layer sums: 64 MB, 84 neurons of 100,000 examples. */
const MOST_SUMS = 1 << 23

/** Meets examples in their order, in the network's terms. */
export class Reader {
  readonly #read
  /** By class: the same for all examples of one. */
  readonly #wanted: Float64Array[] = []

  constructor(
    private readonly network: Network,
    private readonly chosen: ChosenExamples
  ) {
    this.#read = createInkReader(chosen.examples)
  }

  /** Overwritten by the next. */
  ink(place: number): Ink {
    const { examples, order } = this.chosen
    return this.#read(examples, order[place], shiftAt(this.chosen, place))
  }

  /** One input of one example. */
  input(place: number, index: number): number {
    const { examples, order, shifts } = this.chosen
    if (shifts) return this.ink(place).inputs[index]
    const value = examples.inputs[order[place] * examples.inputSize + index]
    return examples.inputs instanceof Uint8Array ? value / 255 : value
  }

  wanted(place: number): Float64Array {
    const { examples, order } = this.chosen
    const { answers } = examples
    if (answers.kind === 'values') return wantedOutputs(this.network, examples, order[place])
    const label = answers.labels[order[place]]
    return (this.#wanted[label] ??= wantedOutputs(this.network, examples, order[place]))
  }
}

/** The average, summed in order. */
export function mean(values: Float64Array): number {
  let sum = 0
  for (let index = 0; index < values.length; index++) sum += values[index]
  return sum / values.length
}

/** The cost of each example, in float64. */
export async function findCosts(
  network: Network,
  parameters: Float32Array,
  chosen: ChosenExamples,
  tools: StudyTools
): Promise<Costs> {
  const precise = createPreciseNetwork(network, parameters)
  const reader = new Reader(network, chosen)
  const { firstLayer } = precise
  const count = chosen.order.length
  const keeps = count * firstLayer <= MOST_SUMS
  const sums = new Float64Array(keeps ? count * firstLayer : firstLayer)
  const found: Costs = {
    costs: new Float64Array(count),
    answers: new Uint8Array(count),
    shares: new Float32Array(count),
    sums: keeps ? sums : null
  }
  await inPortions(
    tools,
    count,
    (from, to) => {
      for (let place = from; place < to; place++) {
        const start = keeps ? place * firstLayer : 0
        const own = sums.subarray(start, start + firstLayer)
        precise.sumFirst(reader.ink(place), own)
        found.costs[place] = precise.cost(own, reader.wanted(place))
        noteAnswer(found, place, precise)
      }
    },
    tools.tell
  )
  return found
}

function noteAnswer({ answers, shares }: Costs, place: number, precise: PreciseNetwork): void {
  const outputs = precise.outputs()
  const answer = largest(outputs)
  let sum = 0
  for (let j = 0; j < outputs.length; j++) sum += outputs[j]
  answers[place] = answer
  shares[place] = outputs[answer] / sum
}

/** The gradient of the mean cost, in float64 and the flat layout; with that cost. */
export async function findGradient(
  network: Network,
  parameters: Float32Array,
  chosen: ChosenExamples,
  tools: StudyTools
): Promise<{ cost: number; gradient: Float64Array }> {
  const precise = createPreciseNetwork(network, parameters)
  const reader = new Reader(network, chosen)
  const sums = new Float64Array(precise.firstLayer)
  const count = chosen.order.length
  let cost = 0
  await inPortions(
    tools,
    count,
    (from, to) => {
      for (let place = from; place < to; place++) {
        const ink = reader.ink(place)
        precise.sumFirst(ink, sums)
        cost += precise.cost(sums, reader.wanted(place))
        precise.backward(reader.wanted(place))
        precise.addGradient(ink)
      }
    },
    tools.tell
  )
  const gradient = precise.takeGradient().map((slope) => slope / count)
  return { cost: cost / count, gradient }
}
