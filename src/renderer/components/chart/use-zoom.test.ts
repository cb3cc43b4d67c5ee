import { shallowRef } from 'vue'
import { beforeEach, describe, expect, it } from 'vitest'
import { layoutChart } from '../../charts/chart-layout'
import { LOOK, makeModel, makeSeries } from '../../testing/charts'
import type { ChartLink } from './chart-link'
import { useZoom, type Zoom } from './use-zoom'

const model = makeModel([makeSeries('a', Array<number>(101).fill(1))])
const outer = { left: 0, top: 0, right: 500, bottom: 300 }

describe('useZoom', () => {
  let link: ChartLink
  let zoom: Zoom
  let pixel: (x: number) => number

  beforeEach(() => {
    link = { at: shallowRef(null), zoom: shallowRef(null), nearest: shallowRef([]) }
    const layout = (): ReturnType<typeof layoutChart> =>
      layoutChart(model, LOOK, outer, { zoom: link.zoom.value, direct: true })
    zoom = useZoom(shallowRef(model), link, layout)
    pixel = (x) => layout().x.toPixel(x)
  })

  it('shows the part that was marked by a drag, in either direction', () => {
    zoom.beginDrag(pixel(40))
    expect(zoom.drag(pixel(20))).toBe(true)
    expect(zoom.selection.value?.min).toBeCloseTo(20)
    zoom.endDrag()
    expect(link.zoom.value?.min).toBeCloseTo(20)
    expect(link.zoom.value?.max).toBeCloseTo(40)
    expect(zoom.selection.value).toBeNull()
    expect(zoom.zoomed.value).toBe(true)
  })

  it('takes an unsteady click for none, and a given up drag, too', () => {
    zoom.beginDrag(pixel(40))
    expect(zoom.drag(pixel(40) + 3)).toBe(false)
    zoom.endDrag()
    expect(link.zoom.value).toBeNull()
    zoom.beginDrag(pixel(40))
    zoom.drag(pixel(60))
    zoom.cancelDrag()
    zoom.endDrag()
    expect(link.zoom.value).toBeNull()
    // the pointer that moves on marks nothing
    expect(zoom.drag(pixel(80))).toBe(false)
  })

  it('ends a drag beyond the edge at the edge', () => {
    zoom.beginDrag(pixel(60))
    zoom.drag(pixel(100) + 200)
    zoom.endDrag()
    expect(link.zoom.value?.max).toBe(100)
  })

  it('zooms by buttons around the crosshair, or the middle, and back to all', () => {
    zoom.zoomIn()
    expect(link.zoom.value).toEqual({ min: 25, max: 75 })
    link.at.value = 30
    zoom.zoomIn()
    expect(link.zoom.value).toEqual({ min: 27.5, max: 52.5 })
    zoom.move(1)
    expect(link.zoom.value).toEqual({ min: 40, max: 65 })
    zoom.show(20)
    expect(link.zoom.value).toEqual({ min: 20, max: 45 })
    zoom.reset()
    expect(link.zoom.value).toBeNull()
  })

  it('turns the wheel around what is below the pointer', () => {
    zoom.wheel(pixel(10), true)
    const { min = 0, max = 0 } = link.zoom.value ?? {}
    expect((10 - min) / (max - min)).toBeCloseTo(0.1)
    expect(max - min).toBeCloseTo(100 / Math.SQRT2)
    zoom.wheel(pixel(10), false)
    expect(link.zoom.value).toBeNull()
  })
})
