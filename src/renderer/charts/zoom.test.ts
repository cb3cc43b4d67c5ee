import { describe, expect, it } from 'vitest'
import { limitSpan, middleOf, moveInto, moveSpan, zoomSpan, type ZoomAxis } from './zoom'

const linear: ZoomAxis = { full: { min: 0, max: 100 }, logarithmic: false }
const decades: ZoomAxis = { full: { min: 1, max: 10_000 }, logarithmic: true }

describe('zoomSpan', () => {
  it('keeps what is below the pointer in its place', () => {
    expect(zoomSpan({ min: 0, max: 100 }, linear, 2, 20)).toEqual({ min: 10, max: 60 })
    expect(zoomSpan({ min: 10, max: 60 }, linear, 0.5, 20)).toBeNull()
  })

  it('halves decades on a logarithmic axis', () => {
    const zoomed = zoomSpan({ min: 1, max: 10_000 }, decades, 2, 100)
    expect(zoomed?.min).toBeCloseTo(10)
    expect(zoomed?.max).toBeCloseTo(1000)
    expect(middleOf({ min: 1, max: 10_000 }, decades)).toBeCloseTo(100)
  })

  it('ends before there is nothing between two points', () => {
    let span = { min: 0, max: 100 }
    for (let press = 0; press < 60; press++) span = zoomSpan(span, linear, 2, 50) ?? span
    expect(span.max - span.min).toBeGreaterThan(0.0005)
  })
})

describe('limitSpan', () => {
  it('stays within the axis, and is nothing when it is all of it', () => {
    expect(limitSpan({ min: -10, max: 30 }, linear)).toEqual({ min: 0, max: 40 })
    expect(limitSpan({ min: 90, max: 130 }, linear)).toEqual({ min: 60, max: 100 })
    expect(limitSpan({ min: -5, max: 120 }, linear)).toBeNull()
  })
})

describe('moveSpan and moveInto', () => {
  it('move by a share, as far as there is something', () => {
    expect(moveSpan({ min: 20, max: 40 }, linear, 0.5)).toEqual({ min: 30, max: 50 })
    expect(moveSpan({ min: 5, max: 25 }, linear, -0.5)).toEqual({ min: 0, max: 20 })
  })

  it('move no further than it takes to see a place', () => {
    const shown = { min: 20, max: 40 }
    expect(moveInto(shown, linear, 30)).toBe(shown)
    expect(moveInto(shown, linear, 45)).toEqual({ min: 25, max: 45 })
    expect(moveInto(shown, linear, 3)).toEqual({ min: 3, max: 23 })
  })
})
