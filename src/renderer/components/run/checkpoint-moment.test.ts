import { describe, expect, it } from 'vitest'
import { makeCheckpoint, makeCurves, makeRun } from '../../testing/runs'
import { canFork, epochOf, labelledPlaces, metricsAt, rateAt } from './checkpoint-moment'

const run = makeRun()

describe('the moment of a checkpoint', () => {
  it('stands on the axis of epochs, within one too', () => {
    expect(epochOf(run, makeCheckpoint(2))).toBe(2)
    expect(epochOf(run, makeCheckpoint(2, { step: 15_000 }))).toBe(2.5)
  })

  it('was measured at the end of an epoch, and not within one', () => {
    const curves = makeCurves(3, 0)
    expect(metricsAt(curves, makeCheckpoint(2))?.epoch).toBe(2)
    expect(metricsAt(curves, makeCheckpoint(2, { step: 15_000 }))).toBeUndefined()
    expect(metricsAt(undefined, makeCheckpoint(2))).toBeUndefined()
  })
})

describe('the rate at a moment', () => {
  const changed = makeRun({
    rateChanges: [
      { step: 6000, learningRate: 0.3 },
      { step: 12_000, learningRate: 0.1 }
    ]
  })

  it('is the run’s own until it is changed', () => {
    expect(rateAt(changed, 0)).toBe(changed.config.learningRate)
    expect(rateAt(changed, 5999)).toBe(changed.config.learningRate)
  })

  it('is the changed one from that step on', () => {
    expect(rateAt(changed, 6000)).toBe(0.3)
    expect(rateAt(changed, 12_000)).toBe(0.1)
    expect(rateAt(changed, 50_000)).toBe(0.1)
  })
})

it('can be gone on from anywhere but the end', () => {
  expect(canFork(run, makeCheckpoint(0))).toBe(true)
  expect(canFork(run, makeCheckpoint(run.config.epochs))).toBe(false)
})

describe('the labelled places', () => {
  it('are all while they are few', () => {
    expect([...labelledPlaces(4, 12)]).toEqual([0, 1, 2, 3])
    expect([...labelledPlaces(1, 12)]).toEqual([0])
    expect([...labelledPlaces(0, 12)]).toEqual([])
  })

  it('never are more than fit, the first and the last among them, and none beside the last', () => {
    for (let count = 13; count < 300; count++) {
      const places = [...labelledPlaces(count, 12)]
      expect(places.length).toBeLessThanOrEqual(12)
      expect([places[0], places.at(-1)]).toEqual([0, count - 1])
      const gaps = places.slice(1).map((place, index) => place - places[index])
      expect(Math.min(...gaps)).toBeGreaterThanOrEqual(Math.ceil((count - 1) / 11) / 2)
    }
  })
})
