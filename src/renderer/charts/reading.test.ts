import { describe, expect, it } from 'vitest'
import type { ChartModel, ChartPoint, ChartSeries } from './model'
import {
  countLeftOut,
  nearestStop,
  nextStop,
  pointAt,
  readableSeries,
  readAt,
  stops,
  summarise,
  toTable
} from './reading'

const series = (
  id: string,
  points: ChartPoint[],
  changes: Partial<ChartSeries> = {}
): ChartSeries => ({ id, label: id, colour: 'run-1', dash: [], points, ...changes })

const model = (...all: ChartSeries[]): ChartModel => ({
  series: all,
  x: { title: 'epoch' },
  y: { title: '', kind: 'cost', logarithmic: false }
})

const raw = series('raw', [{ x: 0.1, y: 3 }], { faint: true })
const one = series('one', [
  { x: 0, y: 2 },
  { x: 2, y: 1 }
])
const other = series('other', [
  { x: 1, y: 5 },
  { x: 2, y: null }
])

describe('readableSeries', () => {
  it('leaves out raw lines once there are others', () => {
    expect(readableSeries(model(raw, one))).toEqual([one])
    expect(readableSeries(model(raw, series('none', [])))).toEqual([raw])
  })
})

describe('stops and nearestStop', () => {
  it('are all x values once, ascending', () => {
    expect(stops(model(raw, one, other))).toEqual([0, 1, 2])
  })

  it('finds the nearest point of all series', () => {
    const all = model(raw, one, other)
    expect(nearestStop(all, 1.4)).toBe(1)
    expect(nearestStop(all, 1.6)).toBe(2)
    expect(nearestStop(all, -5)).toBe(0)
    expect(nearestStop(all, 9)).toBe(2)
    expect(nearestStop(model(), 9)).toBeUndefined()
  })

  it('stands nowhere where a logarithmic axis has no place', () => {
    const logarithmic = { ...model(one, other), x: { title: 'epoch', logarithmic: true } }
    expect(nearestStop(logarithmic, 0)).toBe(1)
    expect(nextStop(logarithmic, 1, -1)).toBeUndefined()
  })

  it('walks over the points of all series, each x once', () => {
    const dense = series(
      'dense',
      [0.5, 1, 1, 3].map((x) => ({ x, y: 1 }))
    )
    const all = model(one, dense)
    const walk = (from: number, direction: 1 | -1): number[] => {
      const met: number[] = []
      for (
        let x = nextStop(all, from, direction);
        x !== undefined;
        x = nextStop(all, x, direction)
      ) {
        met.push(x)
      }
      return met
    }
    expect(walk(-Infinity, 1)).toEqual([0, 0.5, 1, 2, 3])
    expect(walk(Infinity, -1)).toEqual([3, 2, 1, 0.5, 0])
  })
})

describe('readAt', () => {
  it('tells the stored value beside a smoothed one', () => {
    const smoothed = { ...one, points: one.points.map(({ x }) => ({ x, y: 7 })), raw: one.points }
    expect(readAt(smoothed, 1)).toEqual({ x: 0, y: 7, raw: 2 })
    expect(readAt(one, null)).toEqual({ x: 2, y: 1 })
    expect(readAt(one, 5)).toBeUndefined()
  })
})

describe('countLeftOut', () => {
  it('counts what logarithmic axes have no place for, and nothing else', () => {
    const zero = series('zero', [
      { x: 0, y: 1 },
      { x: 1, y: 0 },
      { x: 2, y: null }
    ])
    const linear = model(zero)
    expect(countLeftOut(linear)).toEqual({ x: 0, y: 0 })
    const logarithmic: ChartModel = {
      ...linear,
      x: { title: 'epoch', logarithmic: true },
      y: { title: '', kind: 'cost', logarithmic: true }
    }
    expect(countLeftOut(logarithmic)).toEqual({ x: 1, y: 1 })
  })
})

describe('pointAt', () => {
  it('is the point there or the last before, and none outside', () => {
    expect(pointAt(one, 2)).toEqual({ x: 2, y: 1 })
    expect(pointAt(one, 1)).toEqual({ x: 0, y: 2 })
    expect(pointAt(other, 0.5)).toBeUndefined()
    expect(pointAt(one, 2.5)).toBeUndefined()
  })
})

describe('toTable', () => {
  it('has a row for each x and a gap where a series has no point', () => {
    expect(toTable(model(raw, one, other))).toEqual({
      columns: [
        { id: 'one', label: 'one' },
        { id: 'other', label: 'other' }
      ],
      rows: [
        { x: 0, values: [2, null] },
        { x: 1, values: [null, 5] },
        { x: 2, values: [1, null] }
      ]
    })
  })

  it('has a row for what was done on the way, after the values of that moment', () => {
    const table = toTable({ ...model(raw, one, other), marks: [{ x: 1, text: 'η 0.5' }] })
    expect(table.rows.map(({ x, mark }) => [x, mark])).toEqual([
      [0, undefined],
      [1, undefined],
      [1, 'η 0.5'],
      [2, undefined]
    ])
  })
})

describe('summarise', () => {
  it('says where a line starts, ends and goes', () => {
    expect(summarise(one)).toMatchObject({
      first: { x: 0, y: 2 },
      last: { x: 2, y: 1 },
      direction: 'falls'
    })
    expect(
      summarise(
        series('up', [
          { x: 0, y: 0.1 },
          { x: 1, y: 0.9 }
        ])
      )?.direction
    ).toBe('rises')
    expect(
      summarise(
        series('flat', [
          { x: 0, y: 1 },
          { x: 1, y: 1.005 }
        ])
      )?.direction
    ).toBe('stays')
  })

  it('passes over what is not a number, and has nothing to say of a line without numbers', () => {
    expect(summarise(other)?.last).toEqual({ x: 1, y: 5 })
    expect(summarise(series('none', [{ x: 0, y: null }]))).toBeUndefined()
  })
})
