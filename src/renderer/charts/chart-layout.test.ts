import { describe, expect, it } from 'vitest'
import { LOOK, makeModel, makeSeries } from '../testing/charts'
import { layoutChart } from './chart-layout'

const wide = { left: 0, top: 0, right: 600, bottom: 300 }
const narrow = { ...wide, right: 200 }
const options = { zoom: null, direct: true }
const model = makeModel([makeSeries('first', [100, 1]), makeSeries('second', [50, 2])])

describe('layoutChart', () => {
  it('leaves room for the numbers of the axes and the names of the lines', () => {
    const { plot, yTicks, labelWidth } = layoutChart(model, LOOK, wide, options)
    const widest = Math.max(...yTicks.map(({ text }) => LOOK.measure(text)))
    expect(plot.left).toBeGreaterThanOrEqual(widest)
    expect(wide.right - plot.right).toBe(labelWidth)
    expect(labelWidth).toBeGreaterThan(LOOK.measure('second'))
  })

  it('names no lines where there is no room, or nobody wants it', () => {
    expect(layoutChart(model, LOOK, narrow, options).labelled).toEqual([])
    expect(layoutChart(model, LOOK, wide, { ...options, direct: false }).labelled).toEqual([])
  })

  it('shows the part that was asked for, on both axes', () => {
    const { x, y } = layoutChart(model, LOOK, wide, { ...options, zoom: { min: 0.5, max: 1 } })
    expect(x.domain).toEqual({ min: 0.5, max: 1 })
    expect(y.domain.max).toBeLessThan(10)
  })

  it('leaves out numbers that would run into each other', () => {
    const long = { ...LOOK, formatX: (x: number) => `${x},000,000` }
    const { xTicks, x } = layoutChart(
      makeModel([makeSeries('a', Array<number>(101).fill(1))]),
      long,
      narrow,
      options
    )
    xTicks.slice(1).forEach((tick, index) => {
      const apart = x.toPixel(tick.value) - x.toPixel(xTicks[index].value)
      expect(apart).toBeGreaterThan(long.measure(tick.text))
    })
  })

  it('tells those who write the numbers how far these are apart', () => {
    const told: (number | null)[] = []
    const look = {
      ...LOOK,
      formatY: (y: number, step: number | null) => {
        told.push(step)
        return String(y)
      }
    }
    layoutChart(model, look, wide, options)
    expect(told[0]).toBe(20)
    told.length = 0
    const logarithmic = { ...model, y: { ...model.y, logarithmic: true } }
    layoutChart(logarithmic, look, wide, options)
    expect(told[0]).toBeNull()
  })
})
