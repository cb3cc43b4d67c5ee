import { describe, expect, it } from 'vitest'
import { clipToPad, inkExtent, transformed } from './digit-strokes'

const stroke = (...places: [number, number][]): Parameters<typeof clipToPad>[0][number] => ({
  points: places.map(([x, y]) => ({ x, y })),
  width: 2
})

describe('clipToPad', () => {
  it('leaves alone what lies on the pad', () => {
    const inside = [stroke([1, 1], [5, 9], [27, 28]), stroke([14, 14])]
    expect(clipToPad(inside)).toEqual(inside)
  })

  it('cuts a stroke that leaves the pad at the edge', () => {
    expect(clipToPad([stroke([20, 10], [36, 10])])).toEqual([stroke([20, 10], [28, 10])])
  })

  it('makes two strokes of one that leaves and comes back', () => {
    const away = stroke([14, 4], [14, -4], [18, -4], [18, 4])
    expect(clipToPad([away])).toEqual([stroke([14, 4], [14, 0]), stroke([18, 0], [18, 4])])
    const turn = stroke([12, 4], [14, -4], [16, 4])
    expect(clipToPad([turn])).toEqual([stroke([12, 4], [13, 0]), stroke([15, 0], [16, 4])])
  })

  it('keeps the middle of a stroke that only passes by', () => {
    expect(clipToPad([stroke([-4, 6], [32, 6])])).toEqual([stroke([0, 6], [28, 6])])
  })

  it('drops strokes without a point on the pad', () => {
    expect(clipToPad([stroke([-1, 5]), stroke([29, 1], [29, 9]), stroke()])).toEqual([])
    expect(clipToPad([stroke([-6, 3], [3, -6])])).toEqual([])
  })
})

describe('transformed', () => {
  it('scales and moves the points, and leaves the pen as it is', () => {
    expect(transformed([stroke([1, 2], [3, 4])], 2, 10, 20)).toEqual([stroke([12, 24], [16, 28])])
  })
})

describe('inkExtent', () => {
  it('reaches half a pen beyond the outermost points', () => {
    const drawing = [stroke([4, 6], [10, 7]), { ...stroke([2, 6]), width: 4 }]
    expect(inkExtent(drawing, 'x', 1)).toEqual({ from: 0, to: 11, unscaled: 8 })
    expect(inkExtent(drawing, 'x', 3)).toEqual({ from: 4, to: 31, unscaled: 8 })
  })
})
