import { describe, expect, it } from 'vitest'
import { budgetChart } from './budget-chart'

const WORDS = {
  images: 'images',
  size: (size: number) => `batch of ${size}`,
  diverged: (images: number) => `diverged after ${images}`
}

const line = (size: number, ...costs: (number | null)[]) => ({
  size,
  steps: costs.length - 1,
  points: costs.map((cost, index) => ({ images: index * 100, cost }))
})

describe('the chart of a budget', () => {
  it('has a line a batch size, each with a look of its own, over the images spent', () => {
    const { series, x } = budgetChart(
      { lines: [line(1, 1, 0.5), line(10, 1, 0.9)], count: 5 },
      WORDS
    )
    expect(x).toEqual({ title: 'images', min: 0 })
    expect(series.map(({ label }) => label)).toEqual(['batch of 1', 'batch of 10'])
    expect(series[0].points).toEqual([
      { x: 0, y: 1 },
      { x: 100, y: 0.5 }
    ])
    expect(series[0].colour).not.toBe(series[1].colour)
    expect(series[0].dash).not.toEqual(series[1].dash)
  })

  it('names where a line diverged, and only there', () => {
    const { series } = budgetChart(
      { lines: [line(1, 1, 2, null), line(10, 1, 0.9)], count: 5 },
      WORDS
    )
    expect(series[0].divergence).toEqual({ x: 200, text: 'diverged after 200' })
    expect(series[1].divergence).toBeUndefined()
  })

  it('is logarithmic where a line would press the others flat', () => {
    const chart = (...costs: number[]) =>
      budgetChart({ lines: [line(1, ...costs)], count: 5 }, WORDS)
    expect(chart(1, 0.1).y.logarithmic).toBe(false)
    expect(chart(30, 0.1).y.logarithmic).toBe(true)
  })
})
