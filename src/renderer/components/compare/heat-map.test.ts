import { describe, expect, it } from 'vitest'
import type { RunSummary } from '../../../shared/run'
import type { RunConfig } from '../../../shared/run-config'
import type { ChartLook } from '../../charts/chart-look'
import { drawingToSvg } from '../../charts/drawing-svg'
import { COLOUR_ROLES } from '../../charts/model'
import { makeRun } from '../../testing/runs'
import { mapColour, mixColours } from './colour-scale'
import { defaultAxes, heatMap } from './heat-map'
import { drawHeatMap } from './heat-map-drawing'

const { config } = makeRun()
let nextId = 1
const run = (
  changes: Partial<RunConfig>,
  lastTestAccuracy: number | null,
  rest: Partial<RunSummary> = {}
): RunSummary =>
  makeRun({ id: nextId++, config: { ...config, ...changes }, lastTestAccuracy, ...rest })

const RUNS = [
  run({ learningRate: 1, batchSize: 10, seed: 1 }, 0.9),
  run({ learningRate: 1, batchSize: 10, seed: 2 }, 0.92),
  run({ learningRate: 0.1, batchSize: 10, seed: 1 }, 0.8),
  run({ learningRate: 0.1, batchSize: 200, seed: 1 }, 0.5),
  run({ learningRate: 5, batchSize: 10, seed: 1 }, 0.1, { status: 'diverged' }),
  run({ learningRate: 5, batchSize: 200, seed: 1 }, null, { status: 'queued' })
]
const AXES = { rows: 'learningRate', columns: 'batchSize' } as const
const map = heatMap(RUNS, new Map(), AXES, 'final-accuracy')

describe('a map of results', () => {
  it('has a cell for each pair of values, in their order', () => {
    expect(map.rowHeads.map(({ config: { learningRate } }) => learningRate)).toEqual([0.1, 1, 5])
    expect(map.columnHeads.map(({ config: { batchSize } }) => batchSize)).toEqual([10, 200])
    expect(map.cells.map((row) => row.map(({ state }) => state))).toEqual([
      ['value', 'value'],
      ['value', 'empty'],
      ['diverged', 'waiting']
    ])
  })

  it('holds the mean of a cell with several runs, and how many they are', () => {
    const [cell] = map.cells[1]
    expect(cell.value).toBeCloseTo(0.91, 12)
    expect(cell.count).toBe(2)
    expect(map.averagedOver).toEqual(['seed'])
  })

  it('colours from the lowest to the highest, and knows the best', () => {
    expect(map.lowest).toBe(0.5)
    expect(map.cells[0][1].share).toBe(0)
    expect(map.cells[1][0].share).toBe(1)
    expect(map.best).toEqual({ row: 1, column: 0 })
  })

  it('calls the lowest cost the best', () => {
    const costs = RUNS.slice(2, 4).map((each, index) => ({ ...each, lastTestCost: index }))
    expect(heatMap(costs, new Map(), AXES, 'test-cost').best).toEqual({ row: 0, column: 0 })
  })

  it('leaves out of a mean what diverged, and says how many', () => {
    const mixed = [
      run({ learningRate: 1, seed: 1 }, 0.9),
      run({ learningRate: 1, seed: 2 }, 0.1, { status: 'diverged' })
    ]
    const [[cell]] = heatMap(
      mixed,
      new Map(),
      { rows: 'learningRate', columns: null },
      'final-accuracy'
    ).cells
    expect(cell).toMatchObject({ value: 0.9, count: 1, diverged: 1, state: 'value', share: 0.5 })
  })

  it('takes the rate and the batch where they vary, and the seed only where nothing else does', () => {
    expect(defaultAxes(RUNS)).toEqual(['learningRate', 'batchSize'])
    expect(defaultAxes(RUNS.slice(0, 2))).toEqual(['seed'])
    expect(defaultAxes([run({ l2: 1 }, 0), run({ activation: 'tanh' }, 0)])).toEqual([
      'activation',
      'l2'
    ])
  })
})

describe('the picture of a map', () => {
  const look: ChartLook = {
    colours: Object.fromEntries(
      COLOUR_ROLES.map((role) => [role, 'rgb(255, 255, 255)'])
    ) as ChartLook['colours'],
    fontFamily: 'sans-serif',
    fontSize: 10,
    lineWidth: 2,
    ground: 'paper',
    formatX: String,
    formatY: String,
    measure: (text) => text.length * 5
  }
  const svg = drawingToSvg(
    drawHeatMap(
      map,
      'final-accuracy',
      {
        title: () => '',
        sentences: () => [],
        place: () => '',
        value: ({ value, state }) => (value === null ? state : value.toFixed(2)),
        count: ({ count }) => (count > 1 ? `mean of ${count}` : ''),
        rowHead: ({ rowHeads }, row) => `rate ${rowHeads[row].config.learningRate}`,
        columnHead: ({ columnHeads }, column) => `size ${columnHeads[column].config.batchSize}`,
        axis: (field) => `axis of ${field}`,
        result: () => 'the result',
        number: (value) => `end ${value}`
      },
      look,
      'My <map>'
    ),
    'My <map>'
  )

  it('says what it shows, along what, and what the colours stand for', () => {
    const wanted = [
      'My &lt;map&gt;',
      'axis of learningRate',
      'axis of batchSize',
      'the result: end 0.5'
    ]
    for (const words of wanted) expect(svg).toContain(words)
  })

  it('has every cell, each with its number or its word', () => {
    for (const words of ['0.91', 'mean of 2', '0.80', '0.50', 'empty', 'diverged', 'waiting']) {
      expect(svg).toContain(`>${words}<`)
    }
    for (const words of ['rate 0.1', 'rate 5', 'size 10', 'size 200']) expect(svg).toContain(words)
  })
})

describe('colours of results', () => {
  it('mix as style sheets do', () => {
    expect(mixColours('rgb(0, 0, 0)', 'rgb(255, 100, 50)', 0.5)).toBe('rgb(128, 50, 25)')
  })

  it('stay so light, or so dark, that text is readable on them', () => {
    const contrast = (one: string, other: string): number => {
      const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a)
      return (high + 0.05) / (low + 0.05)
    }
    const themes = [
      { surface: 'rgb(255, 255, 255)', accent: 'rgb(11, 107, 88)', ink: 'rgb(23, 32, 29)' },
      { surface: 'rgb(23, 27, 26)', accent: 'rgb(95, 211, 182)', ink: 'rgb(236, 241, 238)' }
    ]
    for (const theme of themes) {
      const colours = theme as ChartLook['colours']
      for (const share of [0, 0.25, 0.5, 0.75, 1]) {
        expect(contrast(mapColour(colours, share), theme.ink)).toBeGreaterThan(4.5)
      }
    }
  })
})

function luminance(colour: string): number {
  const [red, green, blue] = (colour.match(/\d+/g) ?? []).map((part) => {
    const share = Number(part) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
