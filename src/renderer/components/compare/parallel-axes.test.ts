import { describe, expect, it } from 'vitest'
import type { RunSummary } from '../../../shared/run'
import type { RunConfig } from '../../../shared/run-config'
import { makeRun } from '../../testing/runs'
import { parallelAxes, runsWithin, type AxisChoice, type AxisKey } from './parallel-axes'
import { heightOf, parallelLayout, placeAt, runLine } from './parallel-layout'

const { config } = makeRun()
const run = (
  id: number,
  changes: Partial<RunConfig>,
  lastTestAccuracy: number,
  rest: Partial<RunSummary> = {}
): RunSummary => makeRun({ id, config: { ...config, ...changes }, lastTestAccuracy, ...rest })

const RUNS = [
  run(1, { learningRate: 0.01, activation: 'relu' }, 0.5),
  run(2, { learningRate: 0.1, activation: 'tanh' }, 0.7),
  run(3, { learningRate: 1, activation: 'sigmoid', seed: 9 }, 0.9),
  run(4, { learningRate: 1, activation: 'relu' }, 0.1, { status: 'diverged' })
]
const axesWith = (choices: [AxisKey, AxisChoice][] = []): ReturnType<typeof parallelAxes> =>
  parallelAxes(RUNS, new Map(), 'final-accuracy', new Map(choices))

describe('parallel axes', () => {
  it('are the settings that vary, but for the seed, and the result', () => {
    expect(axesWith().map(({ key }) => key)).toEqual(['activation', 'learningRate', 'result'])
    const seeds = [run(1, { seed: 1 }, 0.5), run(2, { seed: 2 }, 0.6)]
    const keys = parallelAxes(seeds, new Map(), 'final-accuracy', new Map()).map(({ key }) => key)
    expect(keys).toEqual(['seed', 'result'])
  })

  it('are logarithmic where the values span much, and linear when asked', () => {
    const [, rate] = axesWith()
    expect(rate.logarithmic).toBe(true)
    expect(rate.placeOf(RUNS[1])).toBeCloseTo(0.5, 12)
    expect(rate.valueAt(0.5)).toBeCloseTo(0.1, 12)
    const [, linear] = axesWith([['learningRate', { logarithmic: false }]])
    expect(linear.placeOf(RUNS[1])).toBeCloseTo(1 / 11, 12)
  })

  it('set choices apart evenly', () => {
    const [activation] = axesWith()
    expect(RUNS.map(activation.placeOf)).toEqual([0, 1, 0.5, 0])
    expect(activation.canBeLogarithmic).toBe(false)
  })

  it('have no place for a run that diverged', () => {
    const result = axesWith()[2]
    expect(RUNS.map(result.placeOf)).toEqual([0, expect.closeTo(0.5, 12), 1, null])
  })
})

describe('ranges', () => {
  it('leave the runs that are within all of them', () => {
    const within = (ranges: [AxisKey, { low: number; high: number }][]): number[] =>
      runsWithin(RUNS, axesWith(), new Map(ranges)).map(({ id }) => id)
    expect(within([])).toEqual([1, 2, 3, 4])
    expect(within([['learningRate', { low: 0.4, high: 1 }]])).toEqual([2, 3, 4])
    // what has no result is within no range of results
    expect(
      within([
        ['learningRate', { low: 0.4, high: 1 }],
        ['result', { low: 0, high: 1 }]
      ])
    ).toEqual([2, 3])
  })
})

describe('the layout', () => {
  const layout = parallelLayout(3, 500, 200, 10)

  it('stands low values below, and above on a flipped axis', () => {
    const [, rate] = axesWith()
    expect(heightOf(rate, 0, layout)).toBe(layout.bottom)
    const [, flipped] = axesWith([['learningRate', { flipped: true }]])
    expect(heightOf(flipped, 0, layout)).toBe(layout.top)
  })

  it('finds the place of a height again, and no place beyond the ends', () => {
    for (const flipped of [false, true]) {
      const [, rate] = axesWith([['learningRate', { flipped }]])
      expect(placeAt(rate, heightOf(rate, 0.3, layout), layout)).toBeCloseTo(0.3, 12)
    }
    expect(placeAt(axesWith()[1], -1000, layout)).toBe(1)
  })

  it('draws a run from axis to axis, below the last one where it diverged', () => {
    const line = runLine(RUNS[3], axesWith(), layout)
    expect(line).toHaveLength(6)
    expect(line.slice(-2)).toEqual([layout.xs[2], layout.nowhere])
    expect(layout.nowhere).toBeGreaterThan(layout.bottom)
  })
})
