import { describe, expect, it } from 'vitest'
import { LOOK, makeModel, makeSeries } from '../testing/charts'
import { layoutChart } from './chart-layout'
import { chartShapes } from './chart-shapes'
import type { Area, Dot, Label, Polyline, Shape } from './drawing'
import type { ChartModel } from './model'

const OUTER = { left: 0, top: 0, right: 500, bottom: 300 }

function draw(model: ChartModel): Shape[] {
  return chartShapes(model, LOOK, layoutChart(model, LOOK, OUTER, { zoom: null, direct: true }))
}

const texts = (shapes: readonly Shape[]): string[] =>
  shapes.filter((shape): shape is Label => shape.kind === 'text').map(({ text }) => text)
/** The lines of the series: those are clipped to the plot. */
const lines = (shapes: readonly Shape[]): Polyline[] =>
  shapes.filter((shape): shape is Polyline => shape.kind === 'line' && shape.clip !== undefined)
const dots = (shapes: readonly Shape[]): Dot[] =>
  shapes.filter((shape): shape is Dot => shape.kind === 'dot')

describe('chartShapes', () => {
  const one = makeSeries('one', [3, 2, 1])
  const other = makeSeries('other', [2, 2, 2], { colour: 'run-2', dash: [7, 4] })

  it('draws a line for each series, in its colour and dashes, and names it at its end', () => {
    const shapes = draw(makeModel([one, other]))
    expect(lines(shapes)).toMatchObject([
      { stroke: LOOK.colours['run-1'], width: 2 },
      { stroke: LOOK.colours['run-2'], dash: [7, 4] }
    ])
    expect(texts(shapes)).toEqual(expect.arrayContaining(['epoch', 'one', 'other']))
  })

  it('names no more lines at their ends than can be read', () => {
    const seven = Array.from({ length: 7 }, (_, index) => makeSeries(`run ${index}`, [1, 2]))
    expect(texts(draw(makeModel(seven)))).not.toContain('run 0')
  })

  it('draws the stored line faint and thin behind a smoothed one', () => {
    const smoothed = { ...one, raw: one.points, points: [...one.points] }
    const [raw, line] = lines(draw(makeModel([smoothed])))
    expect(raw.opacity).toBe(0.2)
    expect(raw.width).toBe(1)
    expect(line).toMatchObject({ width: 2 })
    expect(line.opacity).toBeUndefined()
  })

  it('draws a band below its line, from high to low', () => {
    const band = one.points.map(({ x, y }) => ({ x, low: (y ?? 0) - 1, high: (y ?? 0) + 1 }))
    const shapes = draw(makeModel([{ ...one, band }]))
    const area = shapes.find((shape): shape is Area => shape.kind === 'area')
    expect(area?.points).toHaveLength(12)
    expect(area?.opacity).toBeLessThan(0.3)
    expect(shapes.indexOf(area as Shape)).toBeLessThan(shapes.indexOf(lines(shapes)[0]))
    // the upper edge is above the line
    expect(area?.points[1]).toBeLessThan(lines(shapes)[0].points[1])
  })

  it('shows what a line alone would not: a lone point, and one between gaps', () => {
    expect(dots(draw(makeModel([makeSeries('lone', [1])])))).toHaveLength(1)
    expect(dots(draw(makeModel([makeSeries('gaps', [1, 2, null, 3, null, 4, 5])])))).toHaveLength(1)
    expect(dots(draw(makeModel([one])))).toHaveLength(0)
    expect(dots(draw(makeModel([{ ...one, dots: true }])))).toHaveLength(3)
  })

  it('marks what was done on the way, in the words for it', () => {
    const shapes = draw({ ...makeModel([one]), marks: [{ x: 1, text: 'η 0.5' }] })
    expect(texts(shapes)).toContain('η 0.5')
  })
})

describe('a divergence', () => {
  const lost = makeSeries('lost', [1, 2, null], {
    divergence: { x: 2, text: 'diverged at step 9' }
  })
  const calm = makeSeries('calm', [1, 1, 1, 1, 1], { colour: 'run-2' })
  const signs = (model: ChartModel, zoom: { min: number; max: number } | null = null): Shape[] => {
    const layout = layoutChart(model, LOOK, OUTER, { zoom, direct: true })
    return chartShapes(model, LOOK, layout).filter(
      (shape) =>
        (shape.kind === 'line' && !shape.clip && shape.points.length === 10) ||
        shape.kind === 'area' ||
        (shape.kind === 'text' && shape.text.startsWith('diverged'))
    )
  }

  it('is a cross with words, on linear and logarithmic axes', () => {
    for (const logarithmic of [false, true]) {
      const model = makeModel([lost, calm], { y: { title: '', kind: 'cost', logarithmic } })
      expect(signs(model).map(({ kind }) => kind)).toEqual(['line', 'text'])
    }
  })

  it('is pointed to from the edge where another part is shown', () => {
    const model = makeModel([lost, calm])
    const [left] = signs(model, { min: 3, max: 4 })
    const [right] = signs(model, { min: 0, max: 1 })
    // the tip of the arrowhead comes first, and lies further out than its foot
    expect(left).toMatchObject({ kind: 'area' })
    expect((left as Area).points[0]).toBeLessThan((left as Area).points[2])
    expect((right as Area).points[0]).toBeGreaterThan((right as Area).points[2])
  })

  it('keeps several words apart', () => {
    const two = makeModel([
      lost,
      { ...lost, id: 'too', divergence: { x: 2, text: 'diverged, too' } }
    ])
    const [one, other] = signs(two).filter((shape): shape is Label => shape.kind === 'text')
    expect(Math.abs(one.y - other.y)).toBeGreaterThanOrEqual(LOOK.fontSize)
  })
})
