import { describe, expect, it } from 'vitest'
import type { RunConfig } from '../shared/run-config'
import { createEngine } from './create-engine'
import type { Engine } from './engine'
import { networkOfRun, type Network } from './network'
import { createReferenceEngine } from './reference'
import { SMALL_CONFIG, SMALL_INFO, smallExamples } from './testing/small-run'
import { relativeError } from './testing/slopes'
import { walk } from './testing/walk'
import { createTraining } from './training'

const TRAINING = smallExamples(160, 1)
const TEST = smallExamples(100, 2)

/** 40 steps an epoch, 100 epochs. */
const STEPS = 4000
const BASE: RunConfig = { ...SMALL_CONFIG, heldOut: 0, epochs: 100, schedule: 'constant' }

function course(config: RunConfig, create: (network: Network) => Engine) {
  const engine = create(networkOfRun(config, SMALL_INFO))
  const data = { training: TRAINING, test: TEST }
  const training = createTraining({ engine, config, ...data, from: null, rateChanges: [] })
  const { costs, epochs } = walk(training, () => 1000)
  expect(training.step).toBe(STEPS)
  return { weights: engine.parameters(), costs, testCost: Number(epochs[99].testCost) }
}

/**
 * Float32 rounds each step a little otherwise than float64 does (6e-8 of a number), and each step
 * starts where the last one ended. On a smooth course the differences stay of that order: measured
 * are 1.5e-6 of the weights and 1.4e-6 of the costs, both with ReLU.
 */
const TOLERANCE = 1e-5

describe('over thousands of steps the fast engine stays with the reference', () => {
  it.each<Partial<RunConfig>>([
    { optimiser: 'plain', activation: 'sigmoid', cost: 'quadratic', l2: 0 },
    { optimiser: 'plain', activation: 'relu' },
    { optimiser: 'momentum', activation: 'tanh', learningRate: 0.1 },
    { optimiser: 'adam', activation: 'tanh', learningRate: 0.003 },
    { optimiser: 'adam', activation: 'sigmoid', learningRate: 0.01, reduction: 'sum' }
  ])('%j', (changes) => {
    const config = { ...BASE, ...changes }
    const fast = course(config, createEngine)
    const reference = course(config, createReferenceEngine)
    expect(relativeError(fast.weights, reference.weights)).toBeLessThan(TOLERANCE)
    expect(relativeError(fast.costs, reference.costs)).toBeLessThan(TOLERANCE)
    expect(Math.abs(fast.testCost / reference.testCost - 1)).toBeLessThan(TOLERANCE)
  })
})
