import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RateChange } from '../shared/run'
import { OPTIMISERS, SCHEDULES, type RunConfig } from '../shared/run-config'
import { createReferenceEngine } from './reference'
import { begin, walk } from './testing/walk'

const onReference = (changes: Partial<RunConfig>, rateChanges: readonly RateChange[]) =>
  begin(changes, null, createReferenceEngine, rateChanges).training

const COMBINATIONS = OPTIMISERS.flatMap((optimiser) =>
  SCHEDULES.map((schedule) => ({ optimiser, schedule, learningRate: 0.1 }))
)

describe.each(COMBINATIONS)('a rate changed in mid-run: $optimiser, $schedule', (settings) => {
  // in the middle of the second epoch of three, nine steps each
  const changed = onReference(settings, [])
  const before = walk(changed, () => 4, 13)
  const change = changed.changeRate(0.03)
  const after = walk(changed, () => 4)
  const story = {
    costs: [...before.costs, ...after.costs],
    epochs: [...before.epochs, ...after.epochs]
  }
  const end = changed.position()

  it('is told with its step, and makes another run of it', () => {
    expect(change).toEqual({ step: 13, learningRate: 0.03 })
    const untouched = walk(onReference(settings, []), () => 100)
    // a step's cost is met before the step
    expect(untouched.costs.slice(0, 14)).toEqual(story.costs.slice(0, 14))
    expect(untouched.costs[14]).not.toBe(story.costs[14])
  })

  it('comes out the same where it is known beforehand', () => {
    const repeated = onReference(settings, [change])
    expect(walk(repeated, () => 7)).toEqual(story)
    expect(repeated.position()).toEqual(end)
  })

  it('comes out the same when the run is cut at any step, before the change or after', () => {
    for (let cut = 0; cut <= 27; cut++) {
      const first = onReference(settings, [change])
      const beginning = walk(first, () => 5, cut)
      const second = begin(settings, first.position(), createReferenceEngine, [change]).training
      const rest = walk(second, () => 3)
      expect([...beginning.costs, ...rest.costs]).toEqual(story.costs)
      expect([...beginning.epochs, ...rest.epochs]).toEqual(story.epochs)
      expect(second.position()).toEqual(end)
    }
  })
})

describe('changes of the rate', () => {
  it('leave the row of the start as it is', () => {
    const training = onReference({}, [{ step: 0, learningRate: 9 }])
    expect(training.evaluateStart().learningRate).toBe(0.5)
    const other = onReference({}, [])
    other.changeRate(9)
    expect(other.evaluateStart()).toEqual(training.evaluateStart())
  })

  it('give up those that were to come later, and of two at one step keep the last', () => {
    const later = [
      { step: 3, learningRate: 0.4 },
      { step: 20, learningRate: 9 }
    ]
    const training = onReference({}, later)
    walk(training, () => 5, 10)
    training.changeRate(7)
    training.changeRate(0.2)
    walk(training, () => 5)
    const wanted = onReference({}, [later[0], { step: 10, learningRate: 0.2 }])
    walk(wanted, () => 27)
    expect(training.position()).toEqual(wanted.position())
  })

  it('made at any steps, repeat from what they told', () => {
    const moments = fc.array(
      fc.record({ after: fc.nat({ max: 8 }), learningRate: fc.constantFrom(0.01, 0.1, 1) }),
      { maxLength: 6 }
    )
    fc.assert(
      fc.property(moments, fc.constantFrom(...COMBINATIONS), (changes, settings) => {
        const training = onReference(settings, [])
        const told = changes.map(({ after, learningRate }) => {
          walk(training, () => 3, training.step + after)
          return training.changeRate(learningRate)
        })
        walk(training, () => 3)
        const repeated = onReference(settings, told)
        walk(repeated, () => 27)
        expect(repeated.position()).toEqual(training.position())
      }),
      { seed: 1, numRuns: 40 }
    )
  })
})
