import { describe, expect, it } from 'vitest'
import { ACTIVATIONS, COSTS, OPTIMISERS, REDUCTIONS } from '../shared/run-config'
import { createEngine } from './create-engine'
import type { Engine } from './engine'
import { layerViews } from './network'
import { createReferenceEngine } from './reference'
import { SMALL_CONFIG, SMALL_NETWORK } from './testing/small-run'
import { begin, TEST, TRAINING, walk } from './testing/walk'
import { createTraining, type Training } from './training'

describe('divergence', () => {
  /** A penalty so large that every step throws the weights across 0 and further away. */
  const wild = { learningRate: 100, l2: 1000 }

  function diverge(portion: number): { costs: number[]; training: Training } {
    const { training } = begin(wild)
    return { costs: walk(training, () => portion).costs, training }
  }

  it('is seen at the first cost that is not finite, however many steps are walked at once', () => {
    const { costs, training } = diverge(1)
    expect(training.hasDiverged).toBe(true)
    expect(training.step).toBe(costs.length)
    expect(costs.findIndex((cost) => !Number.isFinite(cost))).toBe(costs.length - 1)
    expect(diverge(7).costs).toEqual(costs)
    expect(diverge(7).training.step).toBe(training.step)
  })

  it('leaves no position to go on from, and no further step', () => {
    const { training } = diverge(3)
    expect(training.position()).toBeNull()
    expect(training.advance(1).costs).toHaveLength(0)
  })

  it('is seen at the end of an epoch in the test cost, or in any parameter', () => {
    const broken: Partial<Engine>[] = [
      { evaluate: () => ({ cost: NaN, correct: 0 }) },
      { parameters: () => Float32Array.of(1, -Infinity) },
      { optimiserState: () => Float32Array.of(1, Infinity) }
    ]
    for (const change of broken) {
      const engine = { ...createReferenceEngine(SMALL_NETWORK), ...change }
      const setup = { engine, training: TRAINING, test: TEST, from: null, rateChanges: [] }
      const training = createTraining({ ...setup, config: SMALL_CONFIG })
      expect(training.advance(9).epoch?.epoch).toBe(1)
      expect(training.hasDiverged).toBe(true)
    }
  })

  describe.each([
    { engineName: 'reference', create: createReferenceEngine },
    { engineName: 'fast', create: createEngine }
  ])('of a parameter, although no cost tells, in the $engineName engine', ({ create }) => {
    function withBrokenParameter(): Training {
      const { engine, training } = begin({ optimiser: 'plain' }, null, create)
      walk(training, () => 3, 3)
      const parameters = engine.parameters()
      // a bias of the hidden layer, whose tanh is 1: nothing else shows it
      parameters[layerViews(SMALL_NETWORK.layers)[0].biases] = Infinity
      engine.load(parameters, null)
      return training
    }

    it('is seen with the next step', () => {
      const training = withBrokenParameter()
      expect(training.advance(4).costs).toEqual(Float64Array.of(NaN))
      expect(training.hasDiverged).toBe(true)
      expect(training.step).toBe(4)
    })

    it('gives no position, and is seen at the same step where one was asked for', () => {
      const training = withBrokenParameter()
      expect(training.position()).toBeNull()
      expect(training.hasDiverged).toBe(false)
      expect(training.advance(4).costs).toEqual(Float64Array.of(NaN))
      expect(training.step).toBe(4)
    })
  })

  const wildRuns = OPTIMISERS.flatMap((optimiser) =>
    ACTIVATIONS.flatMap((activation) => COSTS.map((cost) => ({ optimiser, activation, cost })))
  )

  it.each(wildRuns)(
    'is seen at one step in all portions: $optimiser $activation $cost',
    (kinds) => {
      const penalties = [0, 1000].flatMap((l2) =>
        REDUCTIONS.map((reduction) => ({ l2, reduction }))
      )
      for (const settings of penalties) {
        for (const learningRate of [30, 1000]) {
          const wildest = { ...kinds, ...settings, learningRate, seed: 2, momentum: 0.9, epochs: 9 }
          const [one, ...others] = [1, 2, 9].map((portion) => {
            const { training } = begin(wildest, null, createEngine)
            const { costs, epochs } = walk(training, () => portion)
            return { costs, epochs, step: training.step, hasDiverged: training.hasDiverged }
          })
          for (const other of others) expect(other).toEqual(one)
        }
      }
    }
  )
})
