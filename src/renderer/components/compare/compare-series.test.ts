import { describe, expect, it } from 'vitest'
import type { RunCurves, RunSummary } from '../../../shared/run'
import type { ChartModel } from '../../charts/model'
import { makeEpoch, makePoint, makeRun } from '../../testing/runs'
import { compareChart, lengthOf, type LineView } from './compare-series'
import { groupRuns, type Grouping } from './groups'

const VIEW: LineView = {
  axis: 'epoch',
  logarithmicX: false,
  logarithmicY: true,
  smoothing: 0,
  smoothEpochs: false,
  band: 'range'
}
const WORDS = {
  axis: (axis: string): string => `x is ${axis}`,
  group: ({ runs }: { runs: readonly RunSummary[] }): string => `n = ${runs.length}`,
  diverged: (step: number): string => `diverged at ${step}`,
  someDiverged: (count: number, of: number, step: number): string => `${count} of ${of} at ${step}`
}

/** Ten steps an epoch, a block a step. */
function runOf(id: number, seed: number, changes: Partial<RunSummary> = {}): RunSummary {
  const { config } = makeRun()
  return makeRun({
    id,
    name: `run ${id}`,
    colour: id,
    config: { ...config, seed, epochs: 4 },
    totalSteps: 40,
    step: 40,
    blockLength: 1,
    ...changes
  })
}
function curvesOf(
  runId: number,
  accuracies: number[],
  costs: (number | null)[] = []
): [number, RunCurves] {
  const epochs = accuracies.map((testAccuracy, epoch) =>
    makeEpoch(epoch, { step: epoch * 10, testAccuracy })
  )
  const points = costs.map((cost, block) => ({ ...makePoint(block, cost), step: block + 1 }))
  return [runId, { runId, epochs, points }]
}

const RUNS = [runOf(1, 1), runOf(2, 2)]
const CURVES = new Map([
  curvesOf(1, [0.1, 0.5, 0.7, 0.8, 0.9], [4, 2, 1]),
  curvesOf(2, [0.1, 0.7, 0.9], [8, null])
])

function chart(
  grouping: Grouping,
  view: Partial<LineView> = {},
  measure: 'test-accuracy' | 'block-cost' = 'test-accuracy',
  hidden: string[] = []
): ChartModel {
  const lines = {
    groups: groupRuns(RUNS, grouping),
    curves: CURVES,
    imagesOf: () => 100,
    hidden: new Set(hidden)
  }
  return compareChart(lines, measure, { ...VIEW, ...view }, WORDS)
}

describe('the lines of a comparison', () => {
  it('are one for each run, as long as the run came, with what is stored', () => {
    const { series, x, y } = chart('none')
    expect(series.map(({ label }) => label)).toEqual(['run 1', 'run 2'])
    expect(series[1].points).toEqual([
      { x: 0, y: 0.1 },
      { x: 1, y: 0.7 },
      { x: 2, y: 0.9 }
    ])
    expect(lengthOf(series)).toBe(4)
    expect([x.title, y.kind, y.logarithmic]).toEqual(['x is epoch', 'accuracy', false])
  })

  it('are the same points again as long as nothing new is known', () => {
    for (const grouping of ['none', 'seeds'] as const) {
      expect(chart(grouping).series[0].points).toBe(chart(grouping).series[0].points)
    }
  })

  it('are made anew for the run alone that learned something new', () => {
    const groups = groupRuns(RUNS, 'none')
    const linesOf = (curves: ReadonlyMap<number, RunCurves>): ChartModel['series'] =>
      compareChart(
        { groups, curves, imagesOf: () => 100, hidden: new Set() },
        'test-accuracy',
        { ...VIEW, smoothing: 0.9, smoothEpochs: true },
        WORDS
      ).series
    const before = linesOf(CURVES)
    const news = curvesOf(2, [0.1, 0.7, 0.9, 0.95])
    const after = linesOf(new Map([...CURVES, news]))
    expect(after[0]).toBe(before[0])
    expect(after[1]).not.toBe(before[1])
    expect(after[1].raw?.at(-1)).toEqual({ x: 3, y: 0.95 })
  })

  it('keep their colours when another is hidden', () => {
    const { series } = chart('none', {}, 'test-accuracy', ['1'])
    expect(series).toHaveLength(1)
    expect(series[0].colour).toBe(chart('none').series[1].colour)
  })

  it('are smoothed as they were when a longer one is hidden', () => {
    const smoothed = { smoothing: 0.6, smoothEpochs: true }
    const [shorter] = chart('none', smoothed, 'test-accuracy', ['1']).series
    expect(shorter.points).toEqual(chart('none', smoothed).series[1].points)
  })

  it('have room ahead while the longest grows, and none when it is over', () => {
    const growing = [RUNS[0], runOf(2, 2, { status: 'running' })]
    const longest = new Map([...CURVES, curvesOf(2, [0.1, 0.7, 0.9, 0.9, 0.9, 0.9])])
    const { x, series } = compareChart(
      {
        groups: groupRuns(growing, 'none'),
        curves: longest,
        imagesOf: () => 100,
        hidden: new Set()
      },
      'test-accuracy',
      VIEW,
      WORDS
    )
    expect(series.map((each) => each.growing)).toEqual([false, true])
    expect(x.max).toBeGreaterThan(5)
    expect(chart('none').x.max).toBeUndefined()
  })

  it('are a mean with its band for a group, as far as all of it came', () => {
    const [mean, ...others] = chart('seeds').series
    expect(others).toEqual([])
    expect(mean.label).toBe('n = 2')
    expect(mean.points.map(({ x }) => x)).toEqual([0, 1, 2])
    expect(mean.points[1].y).toBeCloseTo(0.6, 12)
    expect(mean.band?.[1]).toEqual({ x: 1, low: 0.5, high: 0.7 })
  })

  it('wait for a group until all of its curves are read', () => {
    const lines = {
      groups: groupRuns(RUNS, 'seeds'),
      curves: new Map([...CURVES].slice(0, 1)),
      imagesOf: () => 100,
      hidden: new Set<string>()
    }
    expect(compareChart(lines, 'test-accuracy', VIEW, WORDS).series).toEqual([])
  })

  it('name a divergence where it is, in a group too', () => {
    const alone = chart('none', {}, 'block-cost').series[1]
    expect(alone.divergence).toEqual({ x: 0.2, text: 'diverged at 2' })
    expect(chart('seeds', {}, 'block-cost').series[0].divergence?.text).toBe('1 of 2 at 2')
    expect(chart('none', { axis: 'step' }, 'block-cost').series[1].divergence?.x).toBe(2)
  })

  it('keep what is stored behind what is smoothed, and smooth epochs only when asked', () => {
    const smooth = chart('none', { smoothing: 0.999 }, 'block-cost').series[0]
    expect(smooth.raw?.map(({ y }) => y)).toEqual([4, 2, 1])
    expect(smooth.points[1].y).not.toBe(2)
    expect(chart('none', { smoothing: 0.999 }).series[0].raw).toBeUndefined()
    expect(chart('none', { smoothing: 0.999, smoothEpochs: true }).series[0].raw).toBeDefined()
  })

  it('leave zero out of a logarithmic axis', () => {
    expect(chart('none').x.min).toBe(0)
    expect(chart('none', { logarithmicX: true }).x).toEqual({
      title: 'x is epoch',
      logarithmic: true
    })
  })
})
