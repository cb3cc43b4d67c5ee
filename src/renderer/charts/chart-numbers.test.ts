import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeModel, makeSeries } from '../testing/charts'
import { parseCsv } from '../testing/csv'
import { chartCsv, chartJson, usualSeparator, type CsvOptions } from './chart-numbers'

const words = { x: 'epoch', y: 'cost', smoothed: 'smoothed', low: 'lower', high: 'upper' }
const point: CsvOptions = { decimal: 'point', separator: 'comma' }

describe('chartCsv', () => {
  it('has a row for each x and a column for each line, told by its name and what it is', () => {
    const model = makeModel([
      makeSeries('one', [3, null]),
      makeSeries('other', [], { points: [{ x: 0.5, y: 0.1 }] })
    ])
    expect(chartCsv(model, words, point)).toBe(
      '\ufeffepoch,one: cost,other: cost\r\n0,3,\r\n0.5,,0.1\r\n1,NaN,\r\n'
    )
  })

  it('reads back equal, with every decimal mark and separator', () => {
    const value = fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }))
    const options = fc.record<CsvOptions>({
      decimal: fc.constantFrom('point', 'comma'),
      separator: fc.constantFrom('comma', 'semicolon', 'tab')
    })
    fc.assert(
      fc.property(fc.array(value, { minLength: 1 }), fc.string(), options, (ys, name, chosen) => {
        const model = makeModel([makeSeries('a', ys, { label: name })])
        const rows = parseCsv(chartCsv(model, words, chosen), chosen)
        const read = rows.slice(1).map(([x, y]) => [Number(x), y === 'NaN' ? null : Number(y)])
        // zero has one sign in a file
        expect(read).toEqual(ys.map((y, x) => [x, y === null ? null : y + 0]))
        expect([`${name}: cost`, `'${name}: cost`]).toContain(rows[0][1])
      })
    )
  })

  it('gives smoothed lines and bands columns of their own, beside the stored values', () => {
    const smoothed = makeSeries('s', [2], {
      raw: [{ x: 0, y: 3 }],
      band: [{ x: 0, low: 1, high: 4 }]
    })
    expect(parseCsv(chartCsv(makeModel([smoothed]), words, point), point)).toEqual([
      ['epoch', 's: cost', 's: cost, smoothed', 's: cost, lower', 's: cost, upper'],
      ['0', '3', '2', '1', '4']
    ])
  })

  it('lets no name become a formula', () => {
    const model = makeModel([makeSeries('=1+1', [1])])
    expect(chartCsv(model, words, point)).toContain(",'=1+1: cost")
  })

  it('goes with the separator that spreadsheets of the language expect', () => {
    expect(usualSeparator('comma')).toBe('semicolon')
    expect(usualSeparator('point')).toBe('comma')
  })
})

describe('chartJson', () => {
  it('has all points as stored, and what became of the run', () => {
    const diverged = makeSeries('d', [1, null], {
      divergence: { x: 1, text: 'diverged at step 9' }
    })
    expect(JSON.parse(chartJson(makeModel([diverged]), 'Training cost', words))).toEqual({
      title: 'Training cost',
      x: 'epoch',
      y: 'cost',
      series: [
        {
          name: 'd',
          points: [
            { x: 0, y: 1 },
            { x: 1, y: null }
          ],
          diverged: { x: 1, text: 'diverged at step 9' }
        }
      ]
    })
  })
})
