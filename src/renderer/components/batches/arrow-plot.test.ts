import { describe, expect, it } from 'vitest'
import { arrowHead, arrowPlot, cutAt, reachOf } from './arrow-plot'
import { factsOf, fewDecide, median, possibleSizes, styleOf } from './batch-sizes'

const ROOM = { width: 220, height: 120, margin: 10 }

describe('a picture of arrows', () => {
  it('has every tip and the origin in it, as large as can be', () => {
    const tips = [
      { along: 4, across: 1 },
      { along: -1, across: -0.5 }
    ]
    const { toX, toY } = arrowPlot(tips, ROOM)
    expect([toX(-1), toX(4)]).toEqual([10, 210])
    expect(toY(0)).toBe(60)
    expect(toX(0)).toBeCloseTo(50, 9)
    expect(toY(1)).toBeCloseTo(20, 9)
  })

  it('has one scale both ways, so that right angles stay right', () => {
    const { toX, toY } = arrowPlot([{ along: 1, across: 10 }], ROOM)
    expect(toX(1) - toX(0)).toBeCloseTo(toY(0) - toY(1), 9)
    expect(toY(10)).toBeCloseTo(10, 9)
    // and what is narrow stands in the middle
    expect((toX(0) + toX(1)) / 2).toBeCloseTo(110, 9)
  })

  it('has ticks that lie in it', () => {
    const plot = arrowPlot([{ along: 0.02, across: 0.003 }], ROOM)
    expect(plot.ticks.along).toContain(0)
    for (const tick of plot.ticks.along) {
      expect(plot.toX(tick)).toBeGreaterThanOrEqual(0)
      expect(plot.toX(tick)).toBeLessThanOrEqual(ROOM.width)
    }
    for (const tick of plot.ticks.across) expect(plot.toY(tick)).toBeGreaterThanOrEqual(0)
  })

  it('leaves out what is no number', () => {
    const { toX } = arrowPlot(
      [
        { along: 2, across: 0 },
        { along: NaN, across: 1 }
      ],
      ROOM
    )
    expect(toX(2)).toBe(210)
  })
})

describe('long arrows', () => {
  const along = (...values: number[]) => values.map((value) => ({ along: value, across: 0 }))

  it('are cut so that the full gradient is to be seen', () => {
    expect(reachOf(along(1, 1, 1, 40), 1)).toBe(4)
  })

  it('are whole where none is so long', () => {
    expect(reachOf(along(1, 2, 3), 1)).toBe(3)
    expect(reachOf([], 2)).toBe(2)
  })

  it('are not cut to a heap where most are long', () => {
    expect(reachOf(along(8, 8, 8, 100), 1)).toBe(10)
  })

  it('keep their direction', () => {
    expect(cutAt(5, { along: 6, across: -8 })).toEqual({ along: 3, across: -4, isCut: true })
    expect(cutAt(10, { along: 6, across: -8 })).toEqual({ along: 6, across: -8, isCut: false })
  })
})

it('points an arrow the way it goes', () => {
  expect(arrowHead([0, 0], [10, 0], 4)).toBe('10.0,0.0 6.0,1.8 6.0,-1.8')
  expect(arrowHead([3, 3], [3, 3], 4)).toBe('')
})

describe('facts of the batch sizes', () => {
  it('are those in the middle, by size', () => {
    const arrow = (size: number, angle: number, length: number) => ({
      size,
      angle,
      length,
      along: 0,
      across: 0
    })
    const arrows = [arrow(10, 30, 2), arrow(1, 80, 5), arrow(10, 50, 4), arrow(10, 31, 9)]
    expect(factsOf(arrows, [{ size: 10, milliseconds: 0.5 }])).toEqual([
      { size: 1, count: 1, angle: 80, length: 5, milliseconds: null },
      { size: 10, count: 3, angle: 31, length: 4, milliseconds: 0.5 }
    ])
  })

  it('tell where a few images decide', () => {
    const fact = (size: number, length: number) => ({
      size,
      length,
      count: 20,
      angle: 0,
      milliseconds: null
    })
    expect(fewDecide([fact(1, 0.01), fact(10, 0.2)])).toBe(true)
    expect(fewDecide([fact(1, 0.5), fact(10, 0.2)])).toBe(false)
    expect(fewDecide([fact(10, 0.1), fact(100, 0.2)])).toBe(false)
    expect(fewDecide([fact(1, 0.1)])).toBe(false)
  })

  it('have a median between two as well, and none of nothing', () => {
    expect(median([4, 1, 3, 2])).toBe(2.5)
    expect(median([])).toBeNaN()
  })

  it('are of sizes that the run has images for, each with a look of its own', () => {
    expect(possibleSizes(500)).toEqual([1, 10, 100])
    expect(possibleSizes(1000)).toEqual([1, 10, 100])
    const looks = possibleSizes(60_000).map(styleOf)
    expect(new Set(looks.map(({ colour }) => colour)).size).toBe(4)
    expect(new Set(looks.map(({ shape }) => shape)).size).toBe(4)
  })
})
