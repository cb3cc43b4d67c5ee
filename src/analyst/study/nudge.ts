import { layerViews, type Network } from '../../engine/network'
import { createPreciseNetwork, type PreciseNetwork } from '../../engine/precise'
import { DownhillError } from '../../shared/errors'
import type { NudgeStudy, StudyInput } from '../../shared/study'
import { mean, Reader, type Costs } from './averages'
import type { ChosenExamples } from './over'
import { inPortions, type StudyTools } from './task'

type Deltas = StudyInput<'study.nudge'>['deltas']

interface Nudges {
  /** In the first layer: added to the sum of one neuron, times an input; null: of a bias. */
  first: { neuron: number; input: number | null; delta: number }[]
  later: { index: number; delta: number }[]
}

/** Examples whose first-layer sums are at hand at once: fewer where what is done to each takes long. */
function blockSize(parameterCount: number, factorCount: number): number {
  return Math.min(256, Math.max(1, Math.floor(1e8 / (parameterCount * (factorCount + 2)))))
}

/**
 * What a change of some parameters does to the average cost: differences in float64, example by
 * example. A nudge in the first layer changes a few of its sums; all after it is worked out anew.
 * @param base the costs before, of the same examples with the same parameters
 */
export async function studyNudge(
  network: Network,
  parameters: Float32Array,
  chosen: ChosenExamples,
  base: Costs,
  { deltas, factors }: Pick<StudyInput<'study.nudge'>, 'deltas' | 'factors'>,
  tools: StudyTools
): Promise<NudgeStudy> {
  const count = chosen.order.length
  const nudges = sortNudges(network, parameters.length, deltas)
  const precise = createPreciseNetwork(network, parameters)
  const reader = new Reader(network, chosen)
  const size = blockSize(parameters.length, factors.length)
  const block = createBlock(precise, reader, base, nudges, size)
  const changes = new Float64Array(factors.length)
  let promised = 0

  function work(number: number): void {
    const from = number * size
    const to = Math.min(count, from + size)
    promised += block.read(from, to)
    factors.forEach((factor, index) => {
      for (const { index: at, delta } of nudges.later) {
        precise.set(at, parameters[at] + factor * delta)
      }
      for (let place = from; place < to; place++) {
        if (factor === 0 || !block.isTouched(place)) continue
        const cost = precise.cost(block.nudged(place, factor), reader.wanted(place))
        changes[index] += cost - base.costs[place]
      }
    })
    for (const { index } of nudges.later) precise.set(index, parameters[index])
  }

  const blocks = Math.ceil(count / size)
  await inPortions(
    tools,
    blocks,
    (from, to) => {
      for (let number = from; number < to; number++) work(number)
    },
    tools.tell
  )
  return {
    before: mean(base.costs),
    count,
    changes: Array.from(changes, (change) => change / count),
    promised: promised / count
  }
}

/** @throws DownhillError 'invalid-input' where the network has no such parameter. */
function sortNudges({ layers }: Network, parameterCount: number, deltas: Deltas): Nudges {
  const summed = new Map<number, number>()
  for (const { index, delta } of deltas) {
    if (index >= parameterCount) {
      throw new DownhillError('invalid-input', `There is no parameter ${index}.`, {
        where: 'deltas',
        message: `${index} >= ${parameterCount}`
      })
    }
    summed.set(index, (summed.get(index) ?? 0) + delta)
  }
  const [{ inputs, outputs, biases }] = layerViews(layers)
  const nudges: Nudges = { first: [], later: [] }
  for (const [index, delta] of summed) {
    if (index >= biases + outputs) nudges.later.push({ index, delta })
    else if (index >= biases) nudges.first.push({ neuron: index - biases, input: null, delta })
    else nudges.first.push({ neuron: Math.floor(index / inputs), input: index % inputs, delta })
  }
  return nudges
}

/** Some examples that are nudged by one factor after the other. */
interface Block {
  /** Reads examples `from` .. `to` - 1; returns the sum of what their slopes promise for factor 1. */
  read(from: number, to: number): number
  /** Whether any nudge reaches this example: a weight of an input that is 0 does not. */
  isTouched(place: number): boolean
  /** Its first-layer sums with the nudges of the first layer; overwritten by the next. */
  nudged(place: number, factor: number): Float64Array
}

function createBlock(
  precise: PreciseNetwork,
  reader: Reader,
  base: Costs,
  { first, later }: Nudges,
  size: number
): Block {
  const width = precise.firstLayer
  const sums = new Float64Array(size * width)
  /** What each nudge of the first layer adds to its neuron's sum. */
  const pushes = new Float64Array(size * first.length)
  const touched = new Uint8Array(size)
  const own = new Float64Array(width)
  let begin = 0

  /** Works out how far each nudge pushes a first-layer sum; returns whether anything is changed. */
  function readPushes(place: number): boolean {
    let isTouched = later.length > 0
    for (let index = 0; index < first.length; index++) {
      const { input, delta } = first[index]
      const push = delta * (input === null ? 1 : reader.input(place, input))
      pushes[(place - begin) * first.length + index] = push
      isTouched ||= push !== 0
    }
    return isTouched
  }

  /** What the slopes of one example promise. */
  function readOne(place: number): number {
    const isTouched = readPushes(place)
    touched[place - begin] = Number(isTouched)
    if (!isTouched) return 0
    const row = (place - begin) * width
    const before = sums.subarray(row, row + width)
    if (base.sums) before.set(base.sums.subarray(place * width, (place + 1) * width))
    else precise.sumFirst(reader.ink(place), before)
    precise.cost(before, reader.wanted(place))
    precise.backward(reader.wanted(place))
    let promised = 0
    for (let index = 0; index < first.length; index++) {
      const push = pushes[(place - begin) * first.length + index]
      promised += push * precise.firstDelta(first[index].neuron)
    }
    for (const { index, delta } of later) promised += delta * precise.laterSlope(index)
    return promised
  }

  return {
    read(from, to) {
      begin = from
      let promised = 0
      for (let place = from; place < to; place++) promised += readOne(place)
      return promised
    },
    isTouched: (place) => touched[place - begin] === 1,
    nudged(place, factor) {
      const row = (place - begin) * width
      for (let neuron = 0; neuron < width; neuron++) own[neuron] = sums[row + neuron]
      const start = (place - begin) * first.length
      for (let index = 0; index < first.length; index++) {
        own[first[index].neuron] += factor * pushes[start + index]
      }
      return own
    }
  }
}
