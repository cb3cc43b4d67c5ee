// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { LOOK, makeModel, makeSeries } from '../testing/charts'
import { drawingToSvg } from './drawing-svg'
import { chartFigure, type FigureOptions } from './figure'
import type { ChartModel } from './model'

const options: FigureOptions = { title: 'Training cost', yTitle: 'cost', width: 600, height: 400 }
const twenty = Array.from({ length: 20 }, (_, index) =>
  makeSeries(`run number ${index}`, [3, 2, 1], {
    colour: index % 2 ? 'run-1' : 'run-2',
    dash: index > 7 ? [7, 4] : []
  })
)

function svgOf(model: ChartModel, changes: Partial<FigureOptions> = {}): Document {
  const drawing = chartFigure(model, LOOK, { ...options, ...changes })
  return new DOMParser().parseFromString(drawingToSvg(drawing, options.title), 'image/svg+xml')
}
const textsOf = (svg: Document): string[] =>
  [...svg.querySelectorAll('text')].map(({ textContent }) => textContent ?? '')

describe('chartFigure', () => {
  it('carries its title, the titles of both axes, and the name of every line', () => {
    const texts = textsOf(svgOf(makeModel(twenty)))
    expect(texts).toEqual(expect.arrayContaining(['Training cost', 'cost', 'epoch']))
    for (const { label } of twenty) expect(texts).toContain(label)
  })

  it('draws each line with its colour and dashes, once in the picture and once in the legend', () => {
    const svg = svgOf(makeModel(twenty))
    const paths = [...svg.querySelectorAll('path')]
    expect(
      paths.filter((path) => path.getAttribute('stroke') === LOOK.colours['run-1'])
    ).toHaveLength(20)
    expect(paths.filter((path) => path.getAttribute('stroke-dasharray') === '7 4')).toHaveLength(24)
  })

  it('keeps its lines high enough when the legend is long, and everything within its edges', () => {
    const drawing = chartFigure(makeModel(twenty), LOOK, { ...options, height: 200 })
    expect(drawing.height).toBeGreaterThan(200)
    for (const shape of drawing.shapes) {
      if (shape.kind !== 'text') continue
      expect(shape.y).toBeLessThan(drawing.height)
      if (shape.anchor === 'start') {
        expect(shape.x + LOOK.measure(shape.text)).toBeLessThanOrEqual(drawing.width)
      }
    }
  })

  it('shortens names that would leave the picture', () => {
    const title = 'Training cost '.repeat(10)
    expect(textsOf(svgOf(makeModel(twenty), { title }))[0]).toMatch(/^Training .*…$/)
    const texts = textsOf(svgOf(makeModel([makeSeries('n'.repeat(100), [1, 2])])))
    expect(texts.find((text) => text.startsWith('nnn'))).toMatch(/n…$/)
  })

  it('stands on the ground of its theme, and says what is not shown', () => {
    const svg = svgOf(makeModel(twenty), { notes: ['Not shown: 1 value.'] })
    expect(svg.querySelector('svg > rect')?.getAttribute('fill')).toBe(LOOK.colours.surface)
    expect(textsOf(svg)).toContain('Not shown: 1 value.')
  })

  it('names a divergence, also in the legend', () => {
    const lost = makeSeries('lost', [1, null], { divergence: { x: 1, text: 'diverged at step 9' } })
    expect(textsOf(svgOf(makeModel([lost])))).toEqual(
      expect.arrayContaining(['lost (diverged at step 9)', 'diverged at step 9'])
    )
  })

  it('does without a legend where something beside it names the lines', () => {
    expect(textsOf(svgOf(makeModel(twenty), { legend: false }))).not.toContain('run number 0')
  })
})
