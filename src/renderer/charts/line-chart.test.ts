import { describe, expect, it } from 'vitest'
import { chartConfiguration, frameOf, withAlpha, type ChartLook } from './line-chart'
import { COLOUR_ROLES, sameModel, type ChartModel, type ColourRole } from './model'

const look: ChartLook = {
  colours: Object.fromEntries(
    COLOUR_ROLES.map((role, index) => [role, `rgb(${index}, 0, 0)`])
  ) as Record<ColourRole, string>,
  fontFamily: 'sans',
  fontSize: 13,
  lineWidth: 3,
  labelWidth: 60,
  formatX: (x) => `x${x}`,
  formatY: (y) => `y${y}`
}

const model: ChartModel = {
  series: [
    {
      id: 'a',
      label: 'a',
      colour: 'run-2',
      dash: [6, 4],
      points: [
        { x: 0, y: 1 },
        { x: 1, y: null },
        { x: 2, y: 0 }
      ]
    },
    { id: 'raw', label: 'raw', colour: 'run-2', dash: [], faint: true, points: [{ x: 1, y: 2 }] }
  ],
  x: { title: 'epoch', min: 0, max: 2 },
  y: { title: '', kind: 'cost', logarithmic: true }
}

describe('chartConfiguration', () => {
  const { data, options } = chartConfiguration(model, look)
  const [line, raw] = data.datasets

  it('does without all that is slow: animation, parsing, points', () => {
    expect(options).toMatchObject({ animation: false, parsing: false, normalized: true })
    expect(line.pointRadius).toBe(0)
  })

  it('gives a line the colour of its role, its dashes and the width of the tokens', () => {
    expect(line).toMatchObject({ borderColor: 'rgb(1, 0, 0)', borderDash: [6, 4], borderWidth: 3 })
  })

  it('draws a raw line thin, pale and behind', () => {
    expect(raw).toMatchObject({ borderColor: 'rgba(1, 0, 0, 0.32)', borderWidth: 1, order: 1 })
    expect(raw.pointRadius).toBe(0)
  })

  it('leaves gaps where there is no number, or none that a logarithmic axis can show', () => {
    expect(line.data.map(({ y }) => y)).toEqual([1, Number.NaN, Number.NaN])
    const linear = { ...model, y: { ...model.y, logarithmic: false } }
    expect(chartConfiguration(linear, look).data.datasets[0].data[2].y).toBe(0)
  })

  it('shows a lone point as a dot', () => {
    const lone = { ...model, series: [{ ...model.series[0], points: [{ x: 0, y: 1 }] }] }
    expect(chartConfiguration(lone, look).data.datasets[0].pointRadius).toBeGreaterThan(0)
  })
})

describe('withAlpha', () => {
  it('makes any resolved colour translucent', () => {
    expect(withAlpha('rgb(1, 2, 3)', 0.5)).toBe('rgba(1, 2, 3, 0.5)')
    expect(withAlpha('rgba(1, 2, 3, 0.9)', 0.5)).toBe('rgba(1, 2, 3, 0.5)')
  })
})

/** The model with another last point on its first line. */
function grown(y: number): ChartModel {
  const [line, raw] = model.series
  return { ...model, series: [{ ...line, points: [...line.points, { x: 3, y }] }, raw] }
}

describe('sameModel', () => {
  it('finds any difference, be it in a point, a line or an axis', () => {
    expect(sameModel(model, structuredClone(model))).toBe(true)
    expect(sameModel(model, grown(1))).toBe(false)
    expect(sameModel(grown(1), grown(2))).toBe(false)
    expect(sameModel(model, { ...model, x: { ...model.x, max: 3 } })).toBe(false)
    expect(sameModel(model, { ...model, marks: [{ x: 1, text: 'η 1' }] })).toBe(false)
    const [line, raw] = model.series
    expect(sameModel(model, { ...model, series: [{ ...line, label: 'b' }, raw] })).toBe(false)
  })
})

describe('frameOf', () => {
  it('stays while points are added within the axes, and not a moment longer', () => {
    expect(frameOf(grown(1.5), look)).toBe(frameOf(model, look))
    expect(frameOf(grown(0.001), look)).not.toBe(frameOf(model, look))
    expect(frameOf(model, { ...look, labelWidth: 61 })).not.toBe(frameOf(model, look))
    const lone = { ...model, series: [model.series[1]] }
    const pair = {
      ...lone,
      series: [
        {
          ...lone.series[0],
          points: [
            { x: 1, y: 2 },
            { x: 2, y: 2 }
          ]
        }
      ]
    }
    // a lone point carries a dot, two make a line
    expect(frameOf(pair, look)).not.toBe(frameOf(lone, look))
  })
})
