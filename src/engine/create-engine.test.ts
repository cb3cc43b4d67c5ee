import { describe, expect, it } from 'vitest'
import { OPTIMISERS, REDUCTIONS, type RunConfig } from '../shared/run-config'
import { createEngine, createWorkshop } from './create-engine'
import type { Network } from './network'
import { begin, walk } from './testing/walk'

// with every setting in use: momentum, penalty, shifts, a held-out part, a smaller last batch
describe('a run on the engine of the program', () => {
  const whole = begin({}, null, createEngine).training
  const story = walk(whole, () => 1000)
  const end = whole.position()

  it('goes the way of the reference', () => {
    const reference = walk(begin().training, () => 1000)
    story.costs.forEach((cost, step) => expect(cost).toBeCloseTo(reference.costs[step], 4))
    expect(story.epochs.map(({ testAccuracy }) => testAccuracy)).toEqual(
      reference.epochs.map(({ testAccuracy }) => testAccuracy)
    )
  })

  it('ends in the same bits when it is cut at any step and taken up again', () => {
    for (let cut = 0; cut <= 27; cut++) {
      const before = begin({}, null, createEngine).training
      const first = walk(before, () => 2, cut)
      const after = begin({}, before.position(), createEngine).training
      const second = walk(after, () => 5)
      expect([...first.costs, ...second.costs]).toEqual(story.costs)
      expect([...first.epochs, ...second.epochs]).toEqual(story.epochs)
      expect(after.position()).toEqual(end)
    }
  })

  for (const optimiser of OPTIMISERS) {
    it.each(REDUCTIONS)(`does so with ${optimiser} along the %s`, (reduction) => {
      const changes: Partial<RunConfig> = { optimiser, reduction, learningRate: 0.02 }
      const uncut = begin(changes, null, createEngine).training
      const { costs, epochs } = walk(uncut, () => 1000)
      for (const cut of [1, 4, 9, 26]) {
        const before = begin(changes, null, createEngine).training
        const first = walk(before, () => 3, cut)
        const after = begin(changes, before.position(), createEngine).training
        const second = walk(after, () => 5)
        expect([...first.costs, ...second.costs]).toEqual(costs)
        expect([...first.epochs, ...second.epochs]).toEqual(epochs)
        expect(after.position()).toEqual(uncut.position())
      }
    })
  }

  it('sees where it diverges, however many steps are walked at once', () => {
    const wild = { learningRate: 100, l2: 1000 }
    const [one, many] = [1, 9].map((portion) => {
      const { training } = begin(wild, null, createEngine)
      const { costs } = walk(training, () => portion)
      return { costs, hasDiverged: training.hasDiverged, step: training.step }
    })
    expect(one.hasDiverged).toBe(true)
    expect(many).toEqual(one)
  })
})

describe('a workshop', () => {
  it('lets runs of all kinds follow one another, as if each had been alone', () => {
    const workshop = createWorkshop()
    const kinds: Partial<RunConfig>[] = [
      {},
      { hiddenLayers: [20, 5], optimiser: 'adam', learningRate: 0.01 },
      { shuffledLabels: 1 },
      { hiddenLayers: [], activation: 'step', cost: 'quadratic' },
      {}
    ]
    for (const kind of kinds) {
      const [shared, alone] = [(network: Network) => workshop.engine(network), createEngine].map(
        (maker) => {
          const { training } = begin(kind, null, maker)
          return { story: walk(training, () => 7), end: training.position() }
        }
      )
      expect(shared).toEqual(alone)
    }
  })

  it('ends an engine when the next is made', () => {
    const workshop = createWorkshop()
    const { training, engine } = begin({}, null, (network) => workshop.engine(network))
    workshop.engine(engine.network)
    expect(() => training.advance(1)).toThrow(RangeError)
  })
})
