import { describe, expect, it } from 'vitest'
import { SIDE, type Occlusion } from '../../../shared/doubt'
import { fallAt, heatOf, outputsAt, worstPlaces } from './heat'

/** Hiding with side 14 (15 places a side): only the patch at row 2, column 3 changes the second output. */
const places = 15
const outputs = new Float32Array(places * places * 2)
for (let place = 0; place < places * places; place++) outputs.set([0.25, 0.75], place * 2)
outputs.set([0.5, 0.25], (2 * places + 3) * 2)
const occlusion: Occlusion = { places, outputs, plain: [0.25, 0.75] }

describe('what hiding does', () => {
  it('is told for each place', () => {
    expect(outputsAt(occlusion, { row: 2, column: 3 })).toEqual([0.5, 0.25])
    expect(fallAt(occlusion, { row: 2, column: 3 }, 1)).toBe(0.5)
    expect(fallAt(occlusion, { row: 2, column: 3 }, 0)).toBe(-0.25)
    expect(fallAt(occlusion, { row: 3, column: 2 }, 1)).toBe(0)
  })

  it('is the mean over the patches that hide a pixel', () => {
    const heat = heatOf(occlusion, 1)
    // the upper left corner of the patch lies under patches of rows 0 to 2 and columns 0 to 3
    expect(heat[2 * SIDE + 3]).toBeCloseTo(0.5 / 12, 6)
    // its lower right corner, row 15 and column 16, under those of rows 2 to 14 and columns 3 to 14
    expect(heat[15 * SIDE + 16]).toBeCloseTo(0.5 / (13 * 12), 6)
    expect(heat[1 * SIDE + 3]).toBe(0)
    expect(heat[16 * SIDE + 16]).toBe(0)
  })

  it('is worst where the output falls most', () => {
    expect(worstPlaces(occlusion, 1, 1)).toEqual([{ row: 2, column: 3 }])
    expect(worstPlaces(occlusion, 0, 225).at(-1)).toEqual({ row: 2, column: 3 })
  })
})
