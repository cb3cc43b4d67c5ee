import { describe, expect, it } from 'vitest'
import { PRESETS } from '../src/shared/presets'
import { randomStream } from '../src/shared/random'
import { drawCurves } from './library/curves'

const TOTAL = 180_000
const draw = (options = {}) =>
  drawCurves({
    config: PRESETS.plain,
    totalSteps: TOTAL,
    blockLength: 90,
    endStep: TOTAL,
    diverges: false,
    random: randomStream(1, 'noise'),
    ...options
  })
const mean = (numbers) => numbers.reduce((sum, each) => sum + each) / numbers.length

describe('drawCurves', () => {
  it('draws a block after the other, and an epoch more than were done', () => {
    const { points, epochs } = draw()
    expect(points).toHaveLength(2000)
    expect(points[0]).toMatchObject({ block: 0, step: 90 })
    expect(points[1999]).toMatchObject({ block: 1999, step: TOTAL })
    expect(epochs).toHaveLength(31)
    expect(epochs[0]).toMatchObject({ epoch: 0, step: 0, trainingCost: null })
    expect(epochs[30]).toMatchObject({ epoch: 30, step: TOTAL, learningRate: 1.5 })
  })

  it('ends where the run was stopped', () => {
    const { points, epochs } = draw({ endStep: 15_050 })
    expect(points).toHaveLength(167)
    expect(epochs.map(({ epoch }) => epoch)).toEqual([0, 1, 2])
  })

  it('lets the cost fall and the accuracy rise', () => {
    const { points, epochs } = draw()
    const costs = points.map(({ cost }) => cost)
    expect(mean(costs.slice(-100))).toBeLessThan(0.2 * mean(costs.slice(0, 5)))
    expect(epochs[0].testAccuracy).toBeLessThan(0.15)
    expect(epochs[30].testAccuracy).toBeGreaterThan(0.85)
    for (const { testAccuracy } of epochs) expect(testAccuracy).toBeLessThanOrEqual(1)
  })

  it('rattles more where batches are smaller', () => {
    const rattle = (batchSize) => {
      const { points } = draw({ config: { ...PRESETS.plain, batchSize }, blockLength: 10 })
      const costs = points.slice(-300).map(({ cost }) => cost)
      return mean(costs.slice(1).map((cost, index) => Math.abs(cost - costs[index]))) / mean(costs)
    }
    expect(rattle(1)).toBeGreaterThan(4 * rattle(100))
  })

  it('lets a diverging run leave all bounds at its end, and no other', () => {
    const { points, epochs } = draw({ diverges: true })
    expect(points.at(-1).cost).toBeNull()
    expect(points.at(-2).cost).toBeGreaterThan(1000)
    expect(points.slice(0, -1).every(({ cost }) => Number.isFinite(cost))).toBe(true)
    expect(epochs.at(-1).testAccuracy).toBeLessThan(0.15)
    expect(Math.max(...draw().points.map(({ cost }) => cost))).toBeLessThan(5)
  })
})
