import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { startParameters } from './initialise'
import { epochOrder, splitTraining } from './order'
import { createReferenceEngine } from './reference'
import { learningRateAt } from './schedule'
import { SMALL_CONFIG, SMALL_NETWORK } from './testing/small-run'
import { begin, TRAINING, walk } from './testing/walk'
import type { Position, Training } from './training'

/** The position as it comes back from the store. */
function throughStore(training: Training): Position {
  const position = training.position()
  if (!position) throw new Error('The training diverged.')
  return structuredClone({ ...position, sums: JSON.parse(JSON.stringify(position.sums)) })
}

describe('a run', () => {
  const whole = begin()
  const story = walk(whole.training, () => 1000)
  const end = whole.training.position()

  it('has the announced number of steps, with a smaller last batch', () => {
    // 33 of 40 examples are learnt from, four at a time
    expect(whole.training.stepsPerEpoch).toBe(9)
    expect(whole.training.totalSteps).toBe(27)
    expect(story.costs).toHaveLength(27)
    expect(story.epochs.map(({ epoch, step }) => [epoch, step])).toEqual([
      [1, 9],
      [2, 18],
      [3, 27]
    ])
  })

  it('begins with a row for the random start', () => {
    expect(begin().training.evaluateStart()).toMatchObject({
      epoch: 0,
      step: 0,
      trainingCost: null,
      trainingAccuracy: null,
      learningRate: SMALL_CONFIG.learningRate
    })
  })

  it('learns: the cost falls, the accuracy rises far above chance', () => {
    // a shift moves one class's row onto another's here
    const { training } = begin({ shift: 0, epochs: 10 })
    const start = training.evaluateStart()
    const last = walk(training, () => 9).epochs[9]
    expect(last.testCost).toBeLessThan(0.6 * Number(start.testCost))
    expect(last.testAccuracy).toBeGreaterThan(0.8)
    expect(last.heldOutAccuracy).toBeGreaterThan(0.8)
    expect(last.trainingAccuracy).toBeGreaterThan(0.8)
  })

  it('is the same again with the same seed, and another with another', () => {
    const again = begin()
    expect(walk(again.training, () => 1000)).toEqual(story)
    expect(again.training.position()).toEqual(end)
    expect(walk(begin({ seed: 2 }).training, () => 1000)).not.toEqual(story)
  })

  it('does not depend on the portions it is walked in', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1 }), (portions) => {
        const { training } = begin()
        let turn = 0
        expect(walk(training, () => portions[turn++ % portions.length])).toEqual(story)
        expect(training.position()).toEqual(end)
      }),
      { seed: 1, numRuns: 30 }
    )
  })

  it('ends the same when it is cut at any step and taken up again', () => {
    for (let cut = 0; cut <= 27; cut++) {
      const before = begin()
      const first = walk(before.training, () => 2, cut)
      const { training } = begin({}, throughStore(before.training))
      const second = walk(training, () => 5)
      expect([...first.costs, ...second.costs]).toEqual(story.costs)
      expect([...first.epochs, ...second.epochs]).toEqual(story.epochs)
      expect(training.position()).toEqual(end)
    }
  })

  it('tells the example-weighted means of the epoch while it goes', () => {
    const { training } = begin()
    const { costs } = training.advance(3)
    expect(training.sums.epochExamples).toBe(12)
    expect(training.sums.epochCost).toBeCloseTo(4 * costs.reduce((sum, cost) => sum + cost), 12)
    const rest = training.advance(6)
    // eight batches of four and one of one
    const mean = [...costs, ...rest.costs].reduce(
      (sum, cost, index) => sum + (cost * (index === 8 ? 1 : 4)) / 33,
      0
    )
    expect(rest.epoch?.trainingCost).toBeCloseTo(mean, 12)
    expect(training.sums).toEqual({ epochCost: 0, epochCorrect: 0, epochExamples: 0 })
  })

  it('counts the right answers met in training', () => {
    const { training } = begin({ learningRate: 1e-6, optimiser: 'plain', shift: 0, heldOut: 0 })
    const { trainingAccuracy } = training.measureTrainingSet()
    // weights that hardly move answer during the epoch as they do on the whole
    expect(walk(training, () => 4).epochs[0].trainingAccuracy).toBe(trainingAccuracy)
  })

  it('hands out positions that stay as they are', () => {
    const { training } = begin()
    const before = training.position()
    training.advance(3)
    expect(before).toEqual(begin().training.position())
  })

  it('refuses a position that is not its own', () => {
    const position = throughStore(begin().training)
    expect(() => begin({ optimiser: 'adam' }, position)).toThrow(RangeError)
    expect(() => begin({ optimiser: 'plain' }, position)).toThrow(RangeError)
    expect(() => begin({ hiddenLayers: [5] }, position)).toThrow(RangeError)
    expect(() => begin({}, { ...position, optimiserState: null })).toThrow(RangeError)
    const shortened = { ...position, parameters: position.parameters.subarray(4) }
    expect(() => begin({}, shortened)).toThrow(RangeError)
  })

  it('stops at its end', () => {
    expect(whole.training.isFinished).toBe(true)
    expect(whole.training.advance(5)).toEqual({ costs: new Float64Array(0), epoch: null })
    const settings = { config: SMALL_CONFIG, stepsPerEpoch: 9, totalSteps: 27, changes: [] }
    const lastRate = learningRateAt(settings, 26)
    expect(whole.training.learningRate).toBe(lastRate)
    expect(story.epochs[2].learningRate).toBe(lastRate)
  })

  it('takes the whole set as one batch where the batch size is larger', () => {
    const { training } = begin({ batchSize: 1000, heldOut: 0 })
    expect(training.totalSteps).toBe(3)
    expect(training.advance(1).epoch?.step).toBe(1)
  })
})

describe('what a run learns from', () => {
  it('is the rest of what is held out, in the order of the epoch, with the penalty per example', () => {
    const { engine, training } = begin({ batchSize: 33, schedule: 'constant', shift: 0 })
    training.advance(1)
    const { training: members } = splitTraining(40, { heldOut: 7, subset: 0, seed: 1 })
    const byHand = createReferenceEngine(SMALL_NETWORK)
    byHand.load(startParameters(SMALL_NETWORK, 'scaled', 1), null)
    byHand.train(byHand.addExamples(TRAINING), {
      order: epochOrder(members, 1, 0),
      batchSize: 33,
      rates: Float32Array.of(0.5),
      optimiser: { kind: 'momentum', momentum: 0.5 },
      firstStep: 0,
      reduction: 'mean',
      penalty: 0.1 / 33,
      shifts: null
    })
    expect(engine.parameters()).toEqual(byHand.parameters())
  })

  it('is measured without what is held out, which is measured by itself', () => {
    const { engine, training } = begin()
    const epoch = walk(training, () => 9, 9).epochs[0]
    const set = engine.addExamples(TRAINING)
    const { training: members, heldOut } = splitTraining(40, { heldOut: 7, subset: 0, seed: 1 })
    const learnt = engine.evaluate(set, members)
    expect(training.measureTrainingSet()).toEqual({
      trainingCost: learnt.cost,
      trainingAccuracy: learnt.correct / 33
    })
    expect(epoch.heldOutCost).toBe(engine.evaluate(set, heldOut).cost)
    expect(epoch.heldOutAccuracy).toBe(engine.evaluate(set, heldOut).correct / 7)
    const withAll = begin({ heldOut: 0 }).training.advance(99).epoch
    expect(withAll).toMatchObject({ heldOutCost: null, heldOutAccuracy: null })
  })

  it('is moved by the shifts of the epoch', () => {
    const costs = (shift: number): Float64Array => begin({ shift }).training.advance(9).costs
    expect(costs(1)).not.toEqual(costs(0))
  })

  it('must be something', () => {
    expect(() => begin({ heldOut: 40 })).toThrow(RangeError)
  })
})
