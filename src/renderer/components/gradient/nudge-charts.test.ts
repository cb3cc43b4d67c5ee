import { describe, expect, it } from 'vitest'
import { aroundChart, keptChart, type NudgeWords } from './nudge-charts'

const WORDS: NudgeWords = {
  nudge: 'nudge',
  change: 'change',
  promised: 'promised',
  real: 'real',
  size: 'size',
  kept: 'kept',
  whole: 'whole'
}
const TRIED = [
  { nudge: 0.2, promised: -0.004, real: -0.003 },
  { nudge: -0.1, promised: 0.002, real: 0.0025 },
  { nudge: 0, promised: 0, real: 0 }
]

describe('the pictures of nudges', () => {
  it('show the promise and the truth from left to right, in one unit', () => {
    const { series, y } = aroundChart(TRIED, -3, WORDS)
    expect(series[0].points).toEqual([
      { x: -0.1, y: 2.5 },
      { x: 0, y: 0 },
      { x: 0.2, y: -3 }
    ])
    expect(series[1].points.map(({ y: value }) => value)).toEqual([2, 0, -4])
    expect(y.min).toBeLessThan(-4)
    expect(y.max).toBeGreaterThan(2.5)
  })

  it('leave a gap where the cost is no number', () => {
    const broken = [{ nudge: 1, promised: 1, real: Infinity }]
    expect(aroundChart(broken, 0, WORDS).series[0].points).toEqual([{ x: 1, y: null }])
    expect(keptChart(broken, WORDS).series[0].points).toEqual([])
  })

  it('show what is kept of the promise by the size of the nudge', () => {
    const points = keptChart(TRIED, WORDS).series[0].points
    expect(points).toEqual([
      { x: 0.1, y: 1.25 },
      { x: 0.2, y: 0.75 }
    ])
  })
})
