import { describe, expect, it } from 'vitest'
import type { ChartModel, ChartPoint } from './model'
import { countTicks, linearTicks, logTicks, roundDown, roundUp, xDomain, yDomain } from './scale'

describe('logTicks', () => {
  it('stands at 1, 2 and 5 of every decade within the domain', () => {
    expect(logTicks(0.1, 5)).toEqual([0.1, 0.2, 0.5, 1, 2, 5])
    expect(logTicks(0.15, 0.9)).toEqual([0.2, 0.5])
  })

  it('thins out over many decades, to powers of ten and then to every few of them', () => {
    expect(logTicks(0.01, 10)).toEqual([0.01, 0.03, 0.1, 0.3, 1, 3, 10])
    expect(logTicks(0.001, 100)).toEqual([0.001, 0.01, 0.1, 1, 10, 100])
    expect(logTicks(1e-6, 1e6)).toEqual([1e-6, 1e-4, 1e-2, 1, 100, 1e4, 1e6])
  })

  it('gives none where there is no domain', () => {
    expect(logTicks(0, 1)).toEqual([])
    expect(logTicks(1, 1)).toEqual([])
  })
})

describe('linearTicks', () => {
  it('stands at round numbers, without binary dust', () => {
    expect(linearTicks(0, 3)).toEqual([0, 0.5, 1, 1.5, 2, 2.5, 3])
    expect(linearTicks(0.6, 1)).toEqual([0.6, 0.7, 0.8, 0.9, 1])
    expect(linearTicks(0, 0.0615)).toEqual([0, 0.02, 0.04, 0.06])
  })
})

describe('roundUp and roundDown', () => {
  it('go to the next step of the decade', () => {
    expect(roundUp(2.1, [1, 2, 5, 10])).toBe(5)
    expect(roundUp(0.7, [1, 2, 5, 10])).toBe(1)
    expect(roundUp(0.2, [1, 2, 5, 10])).toBe(0.2)
    expect(roundDown(0.19, [1, 2, 5, 10])).toBe(0.1)
    expect(roundDown(50, [1, 2, 5, 10])).toBe(50)
  })
})

const model = (
  kind: 'cost' | 'accuracy',
  logarithmic: boolean,
  ...lines: ChartPoint[][]
): Pick<ChartModel, 'series' | 'y'> => ({
  series: lines.map((points, index) => ({
    id: String(index),
    label: '',
    colour: 'run-1',
    dash: [],
    points
  })),
  y: { title: '', kind, logarithmic }
})
const line = (...values: (number | null)[]): ChartPoint[] => values.map((y, x) => ({ x, y }))

describe('yDomain', () => {
  it('shows accuracy from the ten below the lowest after the start, up to 1', () => {
    expect(yDomain(model('accuracy', false, line(0.1, 0.87, 0.94)))).toEqual({ min: 0.8, max: 1 })
    expect(yDomain(model('accuracy', false, line(0.1, 0.101, 0.1)))).toEqual({ min: 0, max: 1 })
    expect(yDomain(model('accuracy', false, line(0.1)))).toEqual({ min: 0, max: 1 })
    expect(yDomain(model('accuracy', false, line(0.1, 1, 1)))).toEqual({ min: 0.9, max: 1 })
  })

  it('shows cost from 0, or from a round number on a logarithmic axis', () => {
    expect(yDomain(model('cost', false, line(2.3, 0.4)))).toEqual({ min: 0, max: 2.5 })
    expect(yDomain(model('cost', true, line(2.3, 0.14)))).toEqual({ min: 0.1, max: 5 })
  })

  it('cuts off a run that explodes instead of pressing the others flat', () => {
    const both = model('cost', false, line(2, 1, 0.5), line(2.5, 80, 1e9, null))
    expect(yDomain(both)).toEqual({ min: 0, max: 10 })
    expect(yDomain(model('cost', true, line(2, 0.5), line(2.5, 1e9))).max).toBe(10)
  })

  it('has a domain before the first value', () => {
    expect(yDomain(model('cost', false, []))).toEqual({ min: 0, max: 1 })
    expect(yDomain(model('cost', true, line(null)))).toEqual({ min: 0.1, max: 1 })
  })
})

describe('the part that is shown', () => {
  const fall = line(2, 1, 0.5, 0.4, 0.36)

  it('fills the height with what lies there', () => {
    const zoom = { min: 3, max: 4 }
    expect(yDomain(model('cost', false, fall), zoom)).toEqual({ min: 0.36, max: 0.4 })
    expect(yDomain(model('cost', true, fall), zoom)).toEqual({ min: 0.2, max: 0.5 })
    const climb = model('accuracy', false, line(0.1, 0.9, 0.953, 0.957))
    const { min, max } = yDomain(climb, { min: 2, max: 3 })
    expect(min).toBeGreaterThanOrEqual(0.95)
    expect(max).toBeLessThan(0.96)
  })

  it('has some height where a line is level', () => {
    const { min, max } = yDomain(model('cost', false, line(1, 1, 1)), { min: 1, max: 2 })
    expect(min).toBeLessThan(1)
    expect(max).toBeGreaterThan(1)
  })

  it('shows a cost that stays higher than any start', () => {
    const stuck = model('cost', false, line(2, 40, 41), line(2.5, 50, 50))
    const { min, max } = yDomain(stuck, { min: 1, max: 2 })
    expect(min).toBeLessThanOrEqual(40)
    expect(max).toBeGreaterThanOrEqual(50)
  })

  it('holds bands and stored values, too', () => {
    const series = model('cost', false, line(1, 1)).series[0]
    const { y } = model('cost', false)
    const band = [{ x: 0, low: 0.5, high: 3 }]
    expect(yDomain({ y, series: [{ ...series, band }] }).max).toBe(3)
    expect(yDomain({ y, series: [{ ...series, raw: line(1, 3) }] }).max).toBe(3)
  })
})

describe('xDomain', () => {
  const axes = (x: Partial<ChartModel['x']>, ...lines: ChartPoint[][]): ChartModel => ({
    ...model('cost', false, ...lines),
    x: { title: 'epoch', ...x }
  })

  it('covers all lines, unless the model says otherwise', () => {
    expect(xDomain(axes({}, line(1, 1), line(1, 1, 1)))).toEqual({ min: 0, max: 2 })
    expect(xDomain(axes({ min: 0, max: 30 }, line(1, 1)))).toEqual({ min: 0, max: 30 })
    expect(xDomain(axes({}))).toEqual({ min: 0, max: 1 })
  })

  it('begins on a logarithmic axis at the first place above zero', () => {
    expect(xDomain(axes({ logarithmic: true, min: 0 }, line(1, 1, 1)))).toEqual({ min: 1, max: 2 })
  })

  it('reaches to where a run was lost', () => {
    const lost = axes({}, line(1, 1))
    const series = [{ ...lost.series[0], divergence: { x: 7, text: 'diverged' } }]
    expect(xDomain({ ...lost, series }).max).toBe(7)
  })
})

describe('countTicks', () => {
  it('tells steps apart late in a long run', () => {
    expect(countTicks(1_234_561, 1_234_567)).toEqual([
      1_234_561, 1_234_562, 1_234_563, 1_234_564, 1_234_565, 1_234_566, 1_234_567
    ])
  })

  it('counts in whole numbers', () => {
    expect(countTicks(0, 3)).toEqual([0, 1, 2, 3])
    expect(countTicks(0, 15)).toEqual([0, 5, 10, 15])
  })

  it('keeps fractions where less than one is shown', () => {
    expect(countTicks(0, 0.5).at(-1)).toBe(0.5)
  })
})
