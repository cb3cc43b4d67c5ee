import { describe, expect, it } from 'vitest'
import { LOOK, makeModel, makeSeries } from '../testing/charts'
import { layoutChart } from './chart-layout'
import { nearestSeries } from './nearest'

const model = makeModel([
  makeSeries('high', [4, 4, 4]),
  makeSeries('falling', [4, 0, 0]),
  makeSeries('short', [2]),
  makeSeries('lost', [1, null, null])
])
const outer = { left: 0, top: 0, right: 500, bottom: 300 }
const layout = layoutChart(model, LOOK, outer, { zoom: null, direct: true })
const near = (x: number, y: number): ReturnType<typeof nearestSeries> =>
  nearestSeries(model, layout, x, layout.y.toPixel(y))

describe('nearestSeries', () => {
  it('sorts lines by how far above or below the pointer they run', () => {
    expect(near(2, 3.5).order.slice(0, 2)).toEqual(['high', 'falling'])
    expect(near(2, 0.5).order.slice(0, 2)).toEqual(['falling', 'high'])
  })

  it('follows a line between its points', () => {
    expect(near(0.5, 2).pointedAt).toBe('falling')
    expect(near(0.5, 3).pointedAt).toBeNull()
  })

  it('puts lines last that have nothing there', () => {
    expect(near(1.5, 2).order.slice(2).sort()).toEqual(['lost', 'short'])
    expect(near(0, 2).order[0]).toBe('short')
  })
})
