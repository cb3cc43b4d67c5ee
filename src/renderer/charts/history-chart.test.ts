import { describe, expect, it } from 'vitest'
import { historyChart, settledAt } from './history-chart'

const moments = [
  [0.6, 0.3, 0.1],
  [0.2, 0.7, 0.1],
  [0.5, 0.3, 0.2],
  [0.1, 0.8, NaN],
  [0.0, 0.9, 0.1]
].map((outputs, epoch) => ({ checkpointId: epoch + 1, epoch, step: epoch * 10, outputs }))
const history = { moments, damaged: [] }

describe('historyChart', () => {
  it('has a line a class, with a gap where an output is no number', () => {
    const words = { nameOf: (place: number) => `class ${place}`, x: 'epoch', y: 'output' }
    const { series, y } = historyChart(history, words)
    expect(series.map(({ label }) => label)).toEqual(['class 0', 'class 1', 'class 2'])
    expect(series[1].points.map((point) => point.y)).toEqual([0.3, 0.7, 0.3, 0.8, 0.9])
    expect(series[2].points[3]).toEqual({ x: 3, y: null })
    expect([y.min, y.max]).toEqual([0, 1])
  })

  it('is empty before there is any moment', () => {
    const words = { nameOf: String, x: '', y: '' }
    expect(historyChart({ moments: [], damaged: [] }, words).series).toEqual([])
  })
})

describe('settledAt', () => {
  it('is where the answer came to stay', () => {
    const sound = { moments: moments.filter(({ epoch }) => epoch !== 3), damaged: [] }
    expect(settledAt(sound, 1)?.epoch).toBe(4)
    expect(settledAt({ ...sound, moments: sound.moments.slice(0, 2) }, 1)?.epoch).toBe(1)
  })

  it('is nowhere for what is not the answer at the end', () => {
    expect(settledAt(history, 0)).toBeNull()
  })
})
