import { describe, expect, it } from 'vitest'
import { makeCurves, makeEpoch, makePoint, makeRun } from '../testing/runs'
import { RUN_MEASURES, runPoints, xOfStep } from './run-points'

const run = makeRun()
const curves = makeCurves(3, 4)

describe('runPoints', () => {
  it('has a point for each epoch that has the number, or for each block', () => {
    const counts = RUN_MEASURES.map((measure) => runPoints(run, curves, measure, 'epoch').length)
    expect(counts).toEqual([4, 3, 4, 3, 4])
    expect(runPoints(run, curves, 'training-accuracy', 'epoch')[0]).toEqual({ x: 1, y: 0.5 })
    expect(runPoints(run, curves, 'block-cost', 'step').at(-1)).toEqual({ x: 360, y: 0.25 })
  })

  it('keeps a cost that is no number', () => {
    const lost = { ...curves, points: [makePoint(0), makePoint(1, null)] }
    expect(runPoints(run, lost, 'block-cost', 'step').map(({ y }) => y)).toEqual([1, null])
  })

  it('gives the very same points again, as long as they are', () => {
    const points = runPoints(run, curves, 'test-cost', 'epoch')
    expect(runPoints({ ...run, name: 'other' }, curves, 'test-cost', 'epoch')).toBe(points)
    expect(runPoints(run, curves, 'test-cost', 'step')).not.toBe(points)
    expect(runPoints(run, { ...curves }, 'test-cost', 'epoch')).not.toBe(points)
  })
})

describe('xOfStep', () => {
  it('counts steps, epochs, and images, of which the last batch may have fewer', () => {
    expect(xOfStep(run, curves, 'step')(9000)).toBe(9000)
    expect(xOfStep(run, curves, 'epoch')(9000)).toBe(1.5)
    const { config } = run
    const uneven = makeRun({
      config: { ...config, batchSize: 128, epochs: 2 },
      totalSteps: 938,
      step: 938
    })
    const images = xOfStep(uneven, curves, 'examples', 60_000)
    expect([100, 469, 470, 938].map(images)).toEqual([12_800, 60_000, 60_128, 120_000])
  })

  it('knows the time at the end of each epoch, and assumes equal steps between', () => {
    const timed = {
      ...curves,
      epochs: [makeEpoch(0), makeEpoch(1, { engineSeconds: 2 }), makeEpoch(2, { engineSeconds: 6 })]
    }
    const going = makeRun({ step: 12_000 })
    const seconds = xOfStep(going, timed, 'seconds')
    expect([0, 3000, 6000, 9000, 12_000].map(seconds)).toEqual([0, 1, 2, 4, 6])
    // out of order, too
    expect(seconds(3000)).toBe(1)
    // later than any time that is known
    expect(seconds(12_001)).toBeNaN()
    expect(
      runPoints(
        going,
        { ...timed, points: [makePoint(0), makePoint(900)] },
        'block-cost',
        'seconds'
      )
    ).toHaveLength(1)
  })

  it('knows the time at which a run ended within an epoch', () => {
    const lost = makeRun({ status: 'diverged', step: 7000, engineSeconds: 3 })
    const timed = { ...curves, epochs: [makeEpoch(0), makeEpoch(1, { engineSeconds: 2 })] }
    expect(xOfStep(lost, timed, 'seconds')(6500)).toBe(2.5)
  })
})
