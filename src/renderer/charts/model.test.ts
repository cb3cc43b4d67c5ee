import { describe, expect, it } from 'vitest'
import { makeModel, makeSeries } from '../testing/charts'
import { sameModel, type ChartSeries } from './model'

const one = makeSeries('one', [3, null, 1])
const model = makeModel([one])
const changed = (changes: Partial<ChartSeries>): boolean =>
  sameModel(model, makeModel([{ ...one, ...changes }]))

describe('sameModel', () => {
  it('finds any difference, be it in a point, a line or an axis', () => {
    expect(sameModel(model, structuredClone(model))).toBe(true)
    expect(changed({ points: makeSeries('', [3, null, 1, 1]).points })).toBe(false)
    expect(changed({ points: makeSeries('', [3, null, 2]).points })).toBe(false)
    expect(changed({ label: 'other' })).toBe(false)
    expect(changed({ band: [{ x: 0, low: 1, high: 2 }] })).toBe(false)
    expect(changed({ raw: one.points })).toBe(false)
    expect(sameModel(model, { ...model, x: { ...model.x, max: 3 } })).toBe(false)
    expect(sameModel(model, { ...model, marks: [{ x: 1, text: 'η 1' }] })).toBe(false)
    expect(sameModel(model, makeModel([one, one]))).toBe(false)
  })
})
