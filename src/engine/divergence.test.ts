import { describe, expect, it } from 'vitest'
import type { Engine } from './engine'
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
      { parameters: () => Float32Array.of(1, -Infinity) }
    ]
    for (const change of broken) {
      const engine = { ...createReferenceEngine(SMALL_NETWORK), ...change }
      const setup = { engine, training: TRAINING, test: TEST, from: null, rateChanges: [] }
      const training = createTraining({ ...setup, config: SMALL_CONFIG })
      expect(training.advance(9).epoch?.epoch).toBe(1)
      expect(training.hasDiverged).toBe(true)
    }
  })

  it('is seen in parameters that are not finite although no cost tells', () => {
    const { engine, training } = begin({ optimiser: 'plain' })
    const parameters = engine.parameters()
    parameters[parameters.length - 1] = Infinity
    engine.load(parameters, null)
    expect(training.position()).toBeNull()
    expect(training.hasDiverged).toBe(true)
  })
})
