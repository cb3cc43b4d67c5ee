import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contoursOf } from './contours'
import { extremesOf, fillUnknown, heightAt, sampleGrid, thinGrid, type HeightGrid } from './grid'
import { heightScale } from './height-scale'
import { isHidden } from './hidden'
import { paintersOrder, project, turn, HIGHEST_ELEVATION, LOWEST_ELEVATION } from './projection'
import { innermost } from './region-shapes'

const area = { x: { min: -2, max: 2 }, y: { min: -1, max: 3 } }
const plane = (x: number, y: number): number => 3 * x - y + 1

describe('a grid', () => {
  it('holds a function row by row from the lowest y', () => {
    const grid = sampleGrid(plane, area, 5)
    expect(grid.xs).toEqual([-2, -1, 0, 1, 2])
    expect(grid.values[1 * 5 + 3]).toBe(plane(1, 0))
    expect(extremesOf(grid)).toEqual({
      lowest: { x: -2, y: 3, height: -8 },
      highest: { x: 2, y: -1, height: 8 }
    })
  })

  it('tells the heights between its points, and none outside', () => {
    const grid = sampleGrid(plane, area, 5)
    fc.assert(
      fc.property(
        fc.double({ min: -2, max: 2, noNaN: true }),
        fc.double({ min: -1, max: 3, noNaN: true }),
        (x, y) => {
          expect(heightAt(grid, x, y)).toBeCloseTo(plane(x, y), 9)
        }
      )
    )
    expect(heightAt(grid, 2.1, 0)).toBeNaN()
  })

  it('fills what is unknown from the nearest that is known, and leaves infinities', () => {
    const grid: HeightGrid = {
      xs: [0, 1, 2],
      ys: [0, 1],
      values: [1, NaN, NaN, NaN, NaN, Infinity]
    }
    expect([...Array.from(fillUnknown(grid).values)]).toEqual([
      1,
      1,
      Infinity,
      1,
      Infinity,
      Infinity
    ])
    const known = sampleGrid(plane, area, 4)
    expect(fillUnknown(known)).toBe(known)
  })

  it('thins to few points with both ends', () => {
    const thin = thinGrid(sampleGrid(plane, area, 101), 5)
    expect(thin.xs).toEqual([-2, -1, 0, 1, 2])
    expect(thin.values[2 * 5 + 4]).toBe(plane(2, 1))
  })
})

describe('contour lines', () => {
  it('run where the height is that of the level', () => {
    const grid = sampleGrid(
      (x, y) => x * x + y * y,
      { x: { min: -2, max: 2 }, y: { min: -2, max: 2 } },
      81
    )
    const [{ points }] = contoursOf(grid, [1], { toX: (x) => x, toY: (y) => y })
    expect(points.length).toBeGreaterThan(40)
    for (let at = 0; at < points.length; at += 2) {
      // the ground above the level also ends at the edges of the grid
      if (!(Math.max(Math.abs(points[at]), Math.abs(points[at + 1])) < 1.9)) continue
      expect(Math.hypot(points[at], points[at + 1])).toBeCloseTo(1, 2)
    }
  })

  it('stand at round heights, the fifth ones strong, or at equal factors', () => {
    const flat = heightScale({ xs: [0, 1], ys: [0, 1], values: [0, 10, 20, 50] }, false)
    expect(flat.levels.slice(0, 3)).toEqual([2.5, 5, 7.5])
    expect(flat.levels.filter(flat.isIndex)).toEqual([12.5, 25, 37.5])
    const factors = heightScale({ xs: [0, 1], ys: [0, 1], values: [0.5, 10, 20, 500] }, true)
    expect(factors.levels.filter(factors.isIndex)).toEqual([1, 3, 10, 30, 100, 300])
    expect(factors.share(0.5 * Math.sqrt(1000))).toBeCloseTo(0.5, 10)
    expect(factors.share(0)).toBe(0)
    expect(factors.share(Infinity)).toBe(1)
  })

  it('are many enough where all heights are nearly alike', () => {
    const narrow = heightScale({ xs: [0, 1], ys: [0, 1], values: [1.5, 1.6, 2, 2.4] }, true)
    expect(narrow.levels.length).toBeGreaterThan(10)
    expect(narrow.share(Math.sqrt(1.5 * 2.4))).toBeCloseTo(0.5, 10)
  })
})

describe('a view from the side', () => {
  it('keeps lengths across, and turns by a full circle into itself', () => {
    const seen = project({ azimuth: 0, elevation: 0.5 }, 0.3, -0.8, 0.5)
    expect(seen.x).toBeCloseTo(0.3, 12)
    const camera = { azimuth: 0.4, elevation: 0.5 }
    expect(turn(camera, 2 * Math.PI, 0).azimuth).toBeCloseTo(0.4, 12)
    expect(turn(camera, 0, 9).elevation).toBe(HIGHEST_ELEVATION)
    expect(turn(camera, 0, -9).elevation).toBe(LOWEST_ELEVATION)
  })

  it('paints far columns and rows first', () => {
    const angle = fc.double({ min: -Math.PI, max: Math.PI, noNaN: true })
    fc.assert(
      fc.property(angle, (azimuth) => {
        const camera = { azimuth, elevation: 0.6 }
        const { fromLeft, fromBelow } = paintersOrder(camera)
        const depth = (x: number, y: number): number => project(camera, x, y, 0.5).depth
        const acrossFirst = fromLeft ? -1 : 1
        const upFirst = fromBelow ? -1 : 1
        expect(depth(acrossFirst, 0)).toBeGreaterThanOrEqual(depth(-acrossFirst, 0))
        expect(depth(0, upFirst)).toBeGreaterThanOrEqual(depth(0, -upFirst))
      })
    )
  })

  it('hides what is behind a ridge, and nothing from straight above', () => {
    const size = 41
    const grid = sampleGrid(
      (_x, y) => (Math.abs(y) < 0.2 ? 1 : 0),
      { x: { min: -1, max: 1 }, y: { min: -1, max: 1 } },
      size
    )
    const mesh = {
      columns: size,
      rows: size,
      xs: grid.xs,
      ys: grid.ys,
      heights: Float64Array.from(grid.values),
      fills: []
    }
    const low = { azimuth: 0, elevation: 0.3 }
    expect(isHidden(mesh, low, 0, 0.6, 0)).toBe(true)
    expect(isHidden(mesh, low, 0, -0.6, 0)).toBe(false)
    expect(isHidden(mesh, { azimuth: 0, elevation: HIGHEST_ELEVATION }, 0, 0.6, 0)).toBe(false)
    // from the other side it is the other way round
    expect(isHidden(mesh, { ...low, azimuth: Math.PI }, 0, 0.6, 0)).toBe(false)
  })
})

describe('a region', () => {
  it('is named where it is widest', () => {
    const xs = [0, 1, 2, 3, 4]
    const places = [0, 1, 1, 1, 1, 0, 1, 1, 1, 1, 0, 1, 1, 1, 1]
    const at = innermost({ xs, ys: [0, 1, 2], places, kinds: [] }, 1)
    expect([7, 8]).toContain(at)
    expect(innermost({ xs, ys: [0, 1, 2], places, kinds: [] }, 5)).toBe(-1)
  })
})
