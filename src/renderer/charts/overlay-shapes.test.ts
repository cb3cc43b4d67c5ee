import { describe, expect, it } from 'vitest'
import { LOOK, makeModel, makeSeries } from '../testing/charts'
import { layoutChart } from './chart-layout'
import { overlayShapes, type Overlay } from './overlay-shapes'

const model = makeModel([
  makeSeries('one', [3, 2, 1]),
  makeSeries('short', [2], { colour: 'run-2' }),
  makeSeries('raw', [1, 1, 1], { faint: true })
])
/** Too narrow for names at the ends of lines. */
const outer = { left: 0, top: 0, right: 250, bottom: 300 }
const layout = layoutChart(model, LOOK, outer, { zoom: null, direct: true })
const nothing: Overlay = { highlighted: null, crosshair: null, selection: null, focus: null }

describe('overlayShapes', () => {
  it('is empty while nothing is pointed at', () => {
    expect(overlayShapes(model, LOOK, layout, nothing)).toEqual([])
  })

  it('stands on the stored values of the lines that have one there, and on no raw ones', () => {
    const [line, ...dots] = overlayShapes(model, LOOK, layout, { ...nothing, crosshair: 1 })
    const x = layout.x.toPixel(1)
    expect(line).toMatchObject({
      kind: 'line',
      points: [x, layout.plot.top, x, layout.plot.bottom]
    })
    expect(dots).toMatchObject([
      { kind: 'dot', x, y: layout.y.toPixel(2), fill: LOOK.colours['run-1'] }
    ])
  })

  it('draws nothing beside the part that is shown', () => {
    const zoomed = layoutChart(model, LOOK, outer, { zoom: { min: 0, max: 1 }, direct: true })
    const beyond = { ...nothing, crosshair: 2, focus: { x: 2, text: 'epoch 2' } }
    expect(overlayShapes(model, LOOK, zoomed, beyond)).toEqual([])
  })

  it('shows the part that is being marked, and the moment that is shown elsewhere', () => {
    const shapes = overlayShapes(model, LOOK, layout, {
      ...nothing,
      selection: { min: 0.5, max: 1.5 },
      focus: { x: 2, text: 'epoch 2' }
    })
    expect(shapes.filter(({ kind }) => kind === 'rectangle').at(0)).toMatchObject({
      box: { left: layout.x.toPixel(0.5), right: layout.x.toPixel(1.5) }
    })
    expect(shapes.at(-1)).toMatchObject({ kind: 'text', text: 'epoch 2' })
  })

  it('draws the line that stands out once more, thicker, and lets the names of the others pale', () => {
    const wide = layoutChart(model, LOOK, { ...outer, right: 500 }, { zoom: null, direct: true })
    const shapes = overlayShapes(model, LOOK, wide, { ...nothing, highlighted: 'one' })
    expect(shapes[0]).toMatchObject({ kind: 'line', width: 3.5, stroke: LOOK.colours['run-1'] })
    const names = shapes.filter((shape) => shape.kind === 'text')
    expect(names.find(({ text }) => text === 'one')?.opacity).toBeUndefined()
    expect(names.find(({ text }) => text === 'short')?.opacity).toBeLessThan(1)
    // a line that is not there lets nothing pale
    const gone = overlayShapes(model, LOOK, wide, { ...nothing, highlighted: 'gone' })
    expect(gone.every(({ opacity }) => opacity === undefined)).toBe(true)
  })
})
