import { describe, expect, it } from 'vitest'
import { duelConfigs, USUAL_DUEL } from '../../../shared/duel'
import type { EpochMetrics, RunSummary } from '../../../shared/run'
import { makeRun } from '../../testing/runs'
import { draftOf, readDuelDraft, usualDraft } from './duel-draft'
import { duelRace, factsOf, spreadOf, type SideFacts } from './duel-facts'
import { lessonOf } from './duel-lesson'

const [TRUTH, SHUFFLED] = duelConfigs(USUAL_DUEL)
const pair = (changes: Partial<RunSummary> = {}): [RunSummary, RunSummary] => [
  makeRun({ id: 1, config: TRUTH }),
  makeRun({ id: 2, config: SHUFFLED, ...changes })
]

/** Right in training after each epoch; half a second an epoch. */
const epochsOf = (accuracies: number[]): EpochMetrics[] =>
  [null, ...accuracies].map((trainingAccuracy, epoch) => ({
    epoch,
    step: 313 * epoch,
    trainingCost: trainingAccuracy === null ? null : 1 - trainingAccuracy,
    trainingAccuracy,
    testCost: 2,
    testAccuracy: 0.1,
    heldOutCost: null,
    heldOutAccuracy: null,
    learningRate: 0.2,
    engineSeconds: epoch / 2
  }))

describe('the facts of one side', () => {
  const curves = { runId: 1, points: [], epochs: epochsOf([0.3, 0.5, 0.8, 0.95, 0.85]) }

  it('tell when a share was reached for the first time', () => {
    expect(factsOf(makeRun(), curves)).toEqual({
      epochs: 5,
      toHalf: { epoch: 2, seconds: 1 },
      toMost: { epoch: 4, seconds: 2 },
      trainingAccuracy: 0.85,
      trainingCost: expect.closeTo(0.15),
      testAccuracy: 0.1
    })
  })

  it('end with what the final weights were measured at', () => {
    const finalTraining = { trainingAccuracy: 0.97, trainingCost: 0.12 }
    expect(factsOf(makeRun({ finalTraining }), curves)).toMatchObject(finalTraining)
  })

  it('are none before the first epoch', () => {
    expect(factsOf(makeRun(), undefined)).toMatchObject({
      epochs: 0,
      toHalf: null,
      testAccuracy: null
    })
  })
})

describe('the race of a duel', () => {
  it('is fair where the labels alone differ', () => {
    expect(duelRace(...pair())).toBe('fair')
  })

  it('is open while one has stored no start, or has not come so far', () => {
    expect(duelRace(...pair({ startSha256: null }))).toBe('unsettled')
    expect(duelRace(...pair({ status: 'stopped', step: 313 }))).toBe('unsettled')
  })

  it('is none with another start, seed or rate', () => {
    expect(duelRace(...pair({ startSha256: 'cc'.repeat(32) }))).toBe('unfair')
    expect(duelRace(...pair({ config: { ...SHUFFLED, seed: 2 } }))).toBe('unfair')
    expect(duelRace(...pair({ config: { ...SHUFFLED, learningRate: 0.1 } }))).toBe('unfair')
  })
})

describe('the lesson', () => {
  const facts = (changes: Partial<SideFacts>): SideFacts => ({
    epochs: 60,
    toHalf: { epoch: 1, seconds: 1 },
    toMost: { epoch: 2, seconds: 2 },
    trainingAccuracy: 1,
    trainingCost: 0,
    testAccuracy: 0.96,
    ...changes
  })
  const truth = facts({})

  it('is the whole of it where all labels were learnt by heart', () => {
    const shuffled = facts({ trainingAccuracy: 0.97, testAccuracy: 0.1 })
    expect(lessonOf(truth, shuffled, 1)).toEqual(['bothReached', 'byHeart', 'guessing'])
  })

  it('claims no more than was measured', () => {
    const shuffled = facts({ toMost: null, trainingAccuracy: 0.6, testAccuracy: 0.4 })
    expect(lessonOf(truth, shuffled, 0.5)).toEqual(['onlyTruthReached', 'notByHeart', 'worse'])
    const early = facts({ toMost: null, trainingAccuracy: 0.3, testAccuracy: 0.4 })
    expect(lessonOf(early, early, 1)).toEqual(['neitherReached', 'notByHeart', 'notWorse'])
  })

  it('tells of a part of the labels as such', () => {
    const shuffled = facts({ trainingAccuracy: 0.99, testAccuracy: 0.59 })
    expect(lessonOf(truth, shuffled, 0.5)).toEqual(['bothReached', 'byHeartInPart', 'worse'])
  })
})

describe('the settings of the next duel', () => {
  it('are read where they are numbers within their limits', () => {
    expect(readDuelDraft(usualDraft())).toEqual({ settings: USUAL_DUEL, problems: [] })
    expect(
      readDuelDraft(draftOf({ ...USUAL_DUEL, seed: 0, images: 100, epochs: 75 })).problems
    ).toEqual([])
  })

  it('name the fields that are wrong', () => {
    const draft = { fraction: 1, seed: '', images: '99', epochs: '7.5' }
    expect(readDuelDraft(draft)).toEqual({ settings: null, problems: ['seed', 'images', 'epochs'] })
  })
})

it('a spread has its ends and its middle', () => {
  expect(spreadOf([0.3, 0.1, 0.2])).toEqual({
    lowest: 0.1,
    highest: 0.3,
    mean: expect.closeTo(0.2)
  })
  expect(spreadOf([])).toBeNull()
})
