import { describe, expect, it } from 'vitest'
import { chartConfiguration, withAlpha, type ChartLook } from './line-chart'
import { COLOUR_ROLES, type ChartModel, type ColourRole } from './model'

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
