import { describe, expect, it } from 'vitest'
import { PRESETS } from '../../../shared/presets'
import type { RunSummary } from '../../../shared/run'
import { makeCurves, makePoint, makeRun } from '../../testing/runs'
import { epochCostSoFar, rateInForce, secondsLeft } from './live-numbers'
import { FLAT_OUT, paceAt, positionOf } from './pace'
import { rateTrouble } from './rate-trouble'
import { sketchNetwork } from './sketch'

describe('the pace slider', () => {
  it('spans one step a second to flat out, by equal factors', () => {
    expect(paceAt(0)).toBe(1)
    expect(paceAt(12)).toBe(10)
    expect(paceAt(36)).toBe(1000)
    expect(paceAt(FLAT_OUT)).toBeNull()
  })

  it('finds the position of any pace', () => {
    for (let position = 0; position <= FLAT_OUT; position++) {
      // two low positions may round to the same whole number of steps
      expect(paceAt(positionOf(paceAt(position)))).toBe(paceAt(position))
    }
    expect(positionOf(1e7)).toBe(FLAT_OUT - 1)
    expect(positionOf(0.1)).toBe(0)
  })
})

describe('sketchNetwork', () => {
  it('draws every neuron of small layers and joins neighbours', () => {
    const { layers, lines } = sketchNetwork([3, 4, 2], 100, 50)
    expect(layers.map(({ dots, elided }) => [dots.length, elided])).toEqual([
      [3, false],
      [4, false],
      [2, false]
    ])
    expect(lines).toHaveLength(3 * 4 + 4 * 2)
    expect(layers[2].dots[0].x).toBe(100)
  })

  it('leaves out most of a large layer and stays within the box', () => {
    const [large] = sketchNetwork([784, 10], 100, 50).layers
    expect(large.elided).toBe(true)
    expect(large.dots.length).toBeLessThan(20)
    for (const { y } of large.dots) {
      expect(y).toBeGreaterThanOrEqual(0)
      expect(y).toBeLessThanOrEqual(50)
    }
  })
})

describe('epochCostSoFar', () => {
  const run = makeRun({ lastTrainingCost: 0.5 })

  it('averages the blocks met since the last full epoch', () => {
    const curves = makeCurves(1, 66)
    const now = { ...curves, points: [...curves.points, makePoint(66, 0.2), makePoint(67, 0.4)] }
    expect(epochCostSoFar(run, now)).toBeCloseTo(0.3)
  })

  it('falls back on the last full epoch, and tells when it is no number', () => {
    expect(epochCostSoFar(run, makeCurves(1, 66))).toBe(0.5)
    expect(epochCostSoFar(run, undefined)).toBe(0.5)
    expect(epochCostSoFar(run, { ...makeCurves(0, 0), points: [makePoint(0, null)] })).toBeNull()
  })
})

describe('secondsLeft', () => {
  const live = {
    step: 1000,
    epoch: 0,
    paused: false,
    stepsPerSecond: 100,
    learningRate: 1,
    engineSeconds: 1
  }

  it('divides the way to go by the present speed', () => {
    expect(secondsLeft(makeRun({ totalSteps: 3000 }), live)).toBe(20)
  })

  it('is not known while nothing moves', () => {
    expect(secondsLeft(makeRun(), { ...live, stepsPerSecond: 0 })).toBeNull()
    expect(secondsLeft(makeRun(), undefined)).toBeNull()
  })
})

describe('rateInForce', () => {
  it('is the last one chosen by hand, or that of the settings', () => {
    expect(rateInForce(makeRun())).toBe(PRESETS.plain.learningRate)
    const rateChanges = [
      { step: 10, learningRate: 0.5 },
      { step: 20, learningRate: 0.1 }
    ]
    expect(rateInForce(makeRun({ rateChanges }))).toBe(0.1)
  })
})

describe('rateTrouble', () => {
  const withRate = (learningRate: number): RunSummary =>
    makeRun({ config: { ...PRESETS.plain, learningRate }, lastTestAccuracy: 0.11 })

  it('blames the rate of a run that diverged, or ended up guessing', () => {
    expect(rateTrouble(makeRun({ status: 'diverged' }))).toBe('tooLarge')
    expect(rateTrouble(withRate(20))).toBe('tooLarge')
    expect(rateTrouble(withRate(0.00001))).toBe('tooSmall')
  })

  it('does not blame the rate of a run that took a few steps only', () => {
    expect(rateTrouble({ ...withRate(1.5), totalSteps: 3 })).toBe('tooFewSteps')
  })

  it('knows guessing by the number of classes, and none along a curve', () => {
    const ended = (layers: number[], lastTestAccuracy: number): RunSummary =>
      makeRun({ layers, lastTestAccuracy, config: { ...PRESETS.plain, learningRate: 20 } })
    expect(rateTrouble(ended([2, 8, 2], 0.55))).toBe('tooLarge')
    expect(rateTrouble(ended([2, 8, 2], 0.7))).toBeUndefined()
    expect(rateTrouble(ended([2, 8, 4], 0.4))).toBeUndefined()
    expect(rateTrouble(ended([1, 8, 1], 0))).toBeUndefined()
  })

  it('blames nothing where the run learnt, or is not done', () => {
    expect(rateTrouble(makeRun({ lastTestAccuracy: 0.9 }))).toBeUndefined()
    expect(rateTrouble({ ...withRate(20), status: 'running' })).toBeUndefined()
  })
})
