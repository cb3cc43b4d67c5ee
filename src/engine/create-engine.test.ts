import { describe, expect, it } from 'vitest'
import { createEngine } from './create-engine'
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
