import { describe, expect, it } from 'vitest'
import { makeCurves, makePoint, makeRun } from '../testing/runs'
import { runStyle } from './model'
import { accuracyChart, costChart, divergedAtStep } from './run-charts'

const words = {
  epoch: 'epoch',
  training: 'training',
  trainingRaw: 'raw',
  test: 'test',
  diverged: (step: number) => `diverged at ${step}`,
  rate: (learningRate: number) => `rate ${learningRate}`
}

describe('runStyle', () => {
  it('repeats the eight colours with dashes', () => {
    expect(runStyle(0)).toEqual({ colour: 'run-1', dash: [] })
    expect(runStyle(7)).toEqual({ colour: 'run-8', dash: [] })
    expect(runStyle(8).colour).toBe('run-1')
    const dashes = [0, 8, 16, 24].map((place) => runStyle(place).dash.join())
    expect(new Set(dashes).size).toBe(4)
  })
})

describe('costChart', () => {
  const run = makeRun({ colour: 2 })
  const chart = costChart(run, makeCurves(3, 200), words, true)

  it('draws blocks raw behind the means of epochs, in the colour of the run', () => {
    const [raw, training, test] = chart.series
    expect(raw).toMatchObject({ faint: true, colour: 'run-3' })
    expect(raw.points[0]).toEqual({ x: 90 / 6000, y: 1 })
    expect(training.points.map(({ x }) => x)).toEqual([1, 2, 3])
    expect(test.points.map(({ x }) => x)).toEqual([0, 1, 2, 3])
    expect(chart.y.logarithmic).toBe(true)
  })

  it('marks where the rate was changed by hand, in epochs; so does the chart of accuracies', () => {
    const changed = makeRun({ rateChanges: [{ step: 9000, learningRate: 0.5 }] })
    const marks = [{ x: 1.5, text: 'rate 0.5' }]
    expect(costChart(changed, makeCurves(3, 200), words, true).marks).toEqual(marks)
    expect(accuracyChart(changed, makeCurves(3, 200), words).marks).toEqual(marks)
    expect(chart.marks).toEqual([])
  })

  it('keeps the axis of the whole run while it may go on, and ends it where a run was stopped', () => {
    expect(chart.x).toMatchObject({ min: 0, max: 30 })
    const stopped = makeRun({ status: 'stopped', step: 6000 * 11 + 1 })
    expect(costChart(stopped, makeCurves(11, 1), words, false).x.max).toBe(12)
    const early = makeRun({ status: 'diverged', step: 600 })
    expect(costChart(early, makeCurves(0, 1), words, false).x.max).toBe(0.1)
  })

  it('marks where the cost stopped being a number', () => {
    const curves = { ...makeCurves(0, 3), points: [makePoint(0), makePoint(1, null)] }
    const diverged = makeRun({ status: 'diverged', step: 200 })
    expect(divergedAtStep(diverged, curves)).toBe(180)
    expect(divergedAtStep(diverged, makeCurves(0, 3))).toBe(200)
    expect(divergedAtStep(run, makeCurves(0, 3))).toBeUndefined()
    expect(costChart(diverged, curves, words, false).series[0].divergence).toEqual({
      x: 0.03,
      text: 'diverged at 180'
    })
  })
})

describe('accuracyChart', () => {
  it('has a line for what was met in training and one for the test set', () => {
    const chart = accuracyChart(makeRun(), makeCurves(2, 0), words)
    expect(chart.series.map(({ id, points }) => [id, points.length])).toEqual([
      ['training', 2],
      ['test', 3]
    ])
    expect(chart.series[1].points[2].y).toBeCloseTo(0.7)
  })
})
