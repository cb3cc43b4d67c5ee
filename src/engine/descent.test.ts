import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { randomStream } from '../shared/random'
import { ACTIVATIONS, parameterCount, REDUCTIONS, type Reduction } from '../shared/run-config'
import { STATE_SLOTS, type Examples, type Optimiser } from './engine'
import { layerViews, type Network } from './network'
import { createReferenceEngine } from './reference'
import { networks, OUTPUTS, randomExamples, randomParameters, seeds } from './testing/arbitrary'
import { counting, plan } from './testing/plan'
import { isNearKink, meanCost, relativeError, slopesByNudging } from './testing/slopes'

/** Steps of the run that were done before. */
const FIRST_STEP = 17

const OPTIMISERS: Optimiser[] = [
  { kind: 'plain' },
  { kind: 'momentum', momentum: 0.75 },
  { kind: 'adam' }
]

/** A step as the textbooks have it: parameter and memory before, slope and rate, to those after. */
function stepByTheBook(
  optimiser: Optimiser,
  { parameter, memory, slope }: { parameter: number; memory: number[]; slope: number },
  { rate, t }: { rate: number; t: number }
): { parameter: number; memory: number[] } {
  switch (optimiser.kind) {
    case 'plain':
      return { parameter: parameter - rate * slope, memory }
    case 'momentum': {
      const velocity = optimiser.momentum * memory[0] + slope
      return { parameter: parameter - rate * velocity, memory: [velocity] }
    }
    case 'adam': {
      const mean = 0.9 * memory[0] + 0.1 * slope
      const square = 0.999 * memory[1] + 0.001 * slope * slope
      const unbiasedMean = mean / (1 - 0.9 ** t)
      const unbiasedSquare = square / (1 - 0.999 ** t)
      // the engine adds 1e-8 before it corrects the bias of the squares
      const epsilon = 1e-8 / Math.sqrt(1 - 0.999 ** t)
      const change = (rate * unbiasedMean) / (Math.sqrt(unbiasedSquare) + epsilon)
      return { parameter: parameter - change, memory: [mean, square] }
    }
  }
}

interface Descent {
  network: Network
  examples: Examples
  optimiser: Optimiser
  reduction: Reduction
  penalty: number
  batchSize: number
  start: Float32Array
  state: Float32Array
}

const RATE = 0.125

/** What a whole pass comes to by slopes found by nudging; null where one falls into a kink. */
function descendByNudging(descent: Descent): { parameters: number[]; state: number[] } | null {
  const { network, examples, optimiser, reduction, penalty, batchSize, start } = descent
  const count = start.length
  const slots = STATE_SLOTS[optimiser.kind]
  const isWeight = new Uint8Array(count)
  for (const { weights, biases } of layerViews(network.layers)) isWeight.fill(1, weights, biases)
  const parameters = Float64Array.from(start)
  const state = Float64Array.from(descent.state)
  for (let first = 0, t = FIRST_STEP + 1; first < examples.count; first += batchSize, t++) {
    const batch = counting(examples.count).subarray(first, first + batchSize)
    if (isNearKink(network, parameters, examples, batch)) return null
    const cost = (moved: Float64Array): number => {
      const squares = moved.reduce((sum, value, i) => sum + isWeight[i] * value * value, 0)
      const mean = meanCost(network, moved, examples, batch) + (penalty / 2) * squares
      return reduction === 'sum' ? mean * batch.length : mean
    }
    slopesByNudging(cost, parameters).forEach((slope, i) => {
      const memory = Array.from({ length: slots }, (_, slot) => state[slot * count + i])
      const before = { parameter: parameters[i], memory, slope }
      const after = stepByTheBook(optimiser, before, { rate: RATE, t })
      parameters[i] = after.parameter
      after.memory.forEach((value, slot) => (state[slot * count + i] = value))
    })
  }
  return { parameters: [...parameters], state: [...state] }
}

function descendByEngine(descent: Descent): { parameters: Float32Array; state: Float32Array } {
  const { network, examples, optimiser, reduction, penalty, batchSize, start, state } = descent
  const engine = createReferenceEngine(network)
  engine.load(start, state)
  const rates = new Float32Array(Math.ceil(examples.count / batchSize)).fill(RATE)
  const settings = { batchSize, rates, optimiser, firstStep: FIRST_STEP, reduction, penalty }
  engine.train(engine.addExamples(examples), plan(counting(examples.count), settings))
  const slots = STATE_SLOTS[optimiser.kind]
  return { parameters: engine.parameters(), state: engine.optimiserState(slots) }
}

/** Memory of ordinary size; no square near 0, where Adam follows the last digits of a slope. */
function randomState(optimiser: Optimiser, count: number, seed: number): Float32Array {
  const random = randomStream(seed, 'noise', 1)
  return Float32Array.from({ length: STATE_SLOTS[optimiser.kind] * count }, (_, index) =>
    index < count ? random.normal() / 4 : 0.25 + random.uniform()
  )
}

describe.each(OPTIMISERS)('descent with the optimiser $kind', (optimiser) => {
  it.each(REDUCTIONS)('takes the steps that slopes found by nudging lead to (%s)', (reduction) => {
    const batches = fc.record({
      count: fc.integer({ min: 1, max: 6 }),
      batchSize: fc.integer({ min: 1, max: 6 }),
      penalty: fc.constantFrom(0, 0.25)
    })
    let walked = 0
    fc.assert(
      fc.property(networks, batches, seeds, (network, { count, batchSize, penalty }, seed) => {
        // a jump has no slope; what the gradient says of it is tested below
        fc.pre(network.activation !== 'step')
        const start = randomParameters(network, seed)
        const descent: Descent = {
          network,
          examples: randomExamples(network, count, seed),
          optimiser,
          reduction,
          penalty,
          batchSize,
          start,
          state: randomState(optimiser, start.length, seed)
        }
        const wanted = descendByNudging(descent)
        fc.pre(wanted !== null)
        const found = descendByEngine(descent)
        // no more than the rounding to float32 in each step
        expect(relativeError(found.parameters, wanted.parameters)).toBeLessThan(1e-6)
        expect(relativeError(found.state, wanted.state)).toBeLessThan(1e-6)
        walked += 1
      }),
      { seed: 1, numRuns: 150 }
    )
    expect(walked).toBeGreaterThan(100)
  })
})

describe('the gradient on demand', () => {
  const combinations = ACTIVATIONS.flatMap((activation) =>
    OUTPUTS.map((output) => ({ activation, output }))
  )

  it.each(combinations)('is the slope of the mean cost: $activation, $output', (kinds) => {
    fc.assert(
      fc.property(networks, seeds, fc.integer({ min: 1, max: 5 }), ({ layers }, seed, count) => {
        const network: Network = { layers, ...kinds }
        const examples = randomExamples(network, 5, seed)
        const members = counting(5).subarray(5 - count)
        const parameters = randomParameters(network, seed)
        const exactParameters = Float64Array.from(parameters)
        fc.pre(!isNearKink(network, exactParameters, examples, members))
        const engine = createReferenceEngine(network)
        engine.load(parameters, null)
        const set = engine.addExamples(examples)
        const cost = (moved: Float64Array): number => meanCost(network, moved, examples, members)
        const slopes = slopesByNudging(cost, exactParameters)
        const gradient = engine.gradient(set, members)
        expect(relativeError(gradient, slopes)).toBeLessThan(1e-6)
        expect(engine.parameters()).toEqual(parameters)
        expect(engine.gradient(set)).toEqual(engine.gradient(set, counting(5)))
      }),
      { seed: 2, numRuns: 40 }
    )
  })

  it('reaches the last layer only, where all hidden neurons are steps', () => {
    fc.assert(
      fc.property(networks, seeds, ({ layers, output }, seed) => {
        const network: Network = { layers, activation: 'step', output }
        const engine = createReferenceEngine(network)
        engine.load(randomParameters(network, seed), null)
        const gradient = engine.gradient(engine.addExamples(randomExamples(network, 4, seed)))
        const last = parameterCount(layers) - parameterCount(layers.slice(-2))
        expect(gradient.subarray(0, last).every((slope) => slope === 0)).toBe(true)
        expect(gradient.every(Number.isFinite)).toBe(true)
      }),
      { seed: 3 }
    )
  })
})
