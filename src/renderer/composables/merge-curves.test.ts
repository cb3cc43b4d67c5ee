import { describe, expect, it } from 'vitest'
import { makeCurves, makeEpoch, makePoint } from '../testing/runs'
import { mergeCurves } from './merge-curves'

describe('mergeCurves', () => {
  it('appends news', () => {
    const merged = mergeCurves(makeCurves(1, 2), { points: [makePoint(2)], epochs: [makeEpoch(2)] })
    expect(merged.points.map(({ block }) => block)).toEqual([0, 1, 2])
    expect(merged.epochs.map(({ epoch }) => epoch)).toEqual([0, 1, 2])
  })

  it('replaces what a resumed run tells again, and drops what came after', () => {
    const again = { points: [makePoint(1, 7)], epochs: [] }
    const merged = mergeCurves(makeCurves(3, 4), again)
    expect(merged.points).toEqual([makePoint(0), makePoint(1, 7)])
    expect(merged.epochs).toHaveLength(4)
  })

  it('changes nothing in place', () => {
    const curves = makeCurves(1, 2)
    mergeCurves(curves, { points: [makePoint(2)], epochs: [] })
    expect(curves.points).toHaveLength(2)
    expect(mergeCurves(curves, { points: [], epochs: [] })).toBe(curves)
    // what did not change stays the same object: nothing that shows it need be drawn anew
    expect(mergeCurves(curves, { points: [makePoint(2)], epochs: [] }).epochs).toBe(curves.epochs)
  })
})
